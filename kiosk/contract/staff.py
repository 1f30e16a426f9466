"""Who of the staff may sign in at a kiosk: a set of grants that central signs for one device.

Central's answer is a JWS (``STAFF_GRANTS_TYP``) by its receipt key over a `StaffGrantSet`. What proves a
member of staff travels sealed to the device's own key (JWE, ECDH-ES+A256KW with A256GCM) and stays so where
it is kept. A newer set takes the place of the one before as a whole: who is no longer in it cannot sign in.
"""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.contract.wire import WIRE, Jose, StaffAccount

STAFF_GRANTS_TYP = "bhxh-staff-grants+jwt"
STAFF_SEAL_TYP = "bhxh-staff-secrets+json"
ACCOUNT_DIGITS = PIN_DIGITS = CODE_DIGITS = 6
CODE_SECONDS = 30  # one time step of RFC 6238
MOST_STAFF = 100  # of one office: a set of them is signed as one text


class StaffRole(StrEnum):
    OFFICER = "officer"  # cán bộ
    SUPERVISOR = "supervisor"  # phụ trách
    TECHNICIAN = "technician"  # kỹ thuật
    AUDITOR = "auditor"  # kiểm tra


class StaffSecrets(BaseModel):
    """What a device needs to check PIN and code without a line.

    ``pin_hash`` is Argon2id (RFC 9106, PHC string) over `peppered` PIN; ``pepper`` (hex) is the account's own
    and lies in no database of central. ``code_secret`` (base32) is the TOTP secret.
    """

    model_config = WIRE
    account: StaffAccount
    pepper: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", repr=False)]
    pin_hash: Annotated[str, Field(max_length=200, repr=False)]
    code_secret: Annotated[str, Field(pattern=r"^[A-Z2-7]{16,64}$", repr=False)]


class StaffGrant(BaseModel):
    """``sealed`` is a JWE over StaffSecrets that only the device opens."""

    model_config = WIRE
    account: StaffAccount
    name: Annotated[str, Field(min_length=1, max_length=80)]
    role: StaffRole
    sealed: Annotated[Jose, Field(repr=False)]


class StaffGrantSet(BaseModel):
    """For the device ``kid`` only. ``issued_at`` grows with every set; after ``expires_at`` nobody signs in
    by it.
    """

    model_config = WIRE
    kid: str
    version: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    issued_at: AwareDatetime
    expires_at: AwareDatetime
    grants: Annotated[list[StaffGrant], Field(max_length=MOST_STAFF)]


class StaffGrants(BaseModel):
    model_config = WIRE
    signed: Jose


def peppered(pepper: str, pin: str) -> bytes:
    """What Argon2id hashes: HMAC-SHA-256 of the PIN. Without the pepper a PIN of six digits cannot be found
    by trying.
    """
    return hmac.new(bytes.fromhex(pepper), pin.encode("ascii"), hashlib.sha256).digest()
