"""The phones of a person at central, under a grant for the section ``phones``.

The grant holds for some minutes and this device, whether or not the record was read by it. The key of a
phone comes once, as a JWS of central (``PHONE_KEY_TYP``) over a PhoneKey inside a JWE that only the device
opens (``PHONE_KEY_SEAL_TYP``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.contract.proofs import MAX_STATEMENT_CHARS
from kiosk.contract.records.parts import PersonalNumber
from kiosk.contract.records.record import Section
from kiosk.contract.wire import WIRE, Sha256Hex

PHONE_KEY_TYP = "bhxh-phone-key+jwt"
PHONE_KEY_SEAL_TYP = "bhxh-phone-key+jose"
SIGNED_TEXT_TYP = "bhxh-signed-text+jwt"
PHONE_SECTIONS = frozenset({Section.PHONES})
MOST_PHONES = 3
PHONE_CODE_DIGITS = PHONE_PIN_DIGITS = 6
MOST_TEXT_CHARS = 2000  # of what is signed: a phone reads it from one QR
MOST_KEY_CHARS = 8000  # sealed
_LEAST_DIFFERENT_DIGITS = 3
_RUN = "01234567890"

PhoneName = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f:]*$")]
PhoneCode = Annotated[str, Field(pattern=rf"^[0-9]{{{PHONE_CODE_DIGITS}}}$", repr=False)]
PhonePin = Annotated[str, Field(pattern=rf"^[0-9]{{{PHONE_PIN_DIGITS}}}$", repr=False)]


def is_pin_weak(pin: str) -> bool:
    """Also what is no PIN: not six digits, hardly different ones, or a run of them."""
    if len(pin) != PHONE_PIN_DIGITS or not (pin.isascii() and pin.isdecimal()):
        return True
    return len(set(pin)) < _LEAST_DIFFERENT_DIGITS or pin in _RUN or pin in _RUN[::-1]


class PhonesRequest(BaseModel):
    """The number again: central keeps only a keyed hash of it with the grant."""

    model_config = WIRE
    grant_id: UUID
    number: Annotated[PersonalNumber, Field(repr=False)]


class Phone(BaseModel):
    """``locked_until``: after too many wrong codes no code of it counts until then."""

    model_config = WIRE
    device_id: UUID
    name: PhoneName
    confirmed_at: AwareDatetime
    locked_until: AwareDatetime | None = None


class Phones(BaseModel):
    """Those that have shown their first code, the first one first."""

    model_config = WIRE
    phones: Annotated[tuple[Phone, ...], Field(max_length=MOST_PHONES)]


class PhoneToAdd(PhonesRequest):
    """``name``: as the app on the phone shows it, so without anything of the person."""

    name: PhoneName


class SealedPhoneKey(BaseModel):
    model_config = WIRE
    sealed: Annotated[str, Field(max_length=MOST_KEY_CHARS, pattern=r"^[A-Za-z0-9_\-.]+$", repr=False)]


class PhoneKey(BaseModel):
    """``secret`` is base 32, to be typed where ``uri`` (otpauth) cannot be read by QR. ``grant_id`` and
    ``kid`` say under which grant, and for which kiosk.
    """

    model_config = WIRE
    grant_id: UUID
    kid: str
    device_id: UUID
    secret: Annotated[str, Field(pattern=r"^[A-Z2-7]{16,64}$", repr=False)]
    uri: Annotated[str, Field(max_length=500, repr=False)]
    expires_in_seconds: float


class PhoneProof(PhonesRequest):
    """A code of the phone with the PIN of its holder."""

    code: PhoneCode
    pin: PhonePin


class TextToSign(PhonesRequest):
    """``text``: the very words that the person reads. ``act_id``: what they are signed for."""

    act_id: UUID
    text: Annotated[str, Field(min_length=1, max_length=MOST_TEXT_CHARS, repr=False)]


class AskedToSign(BaseModel):
    """``signed`` is what the phone takes in and shows; its code is of all of that, by ``suite`` (OCRA)."""

    model_config = WIRE
    challenge_id: UUID
    suite: str
    signed: Annotated[str, Field(repr=False)]
    expires_in_seconds: float


class PhoneProved(BaseModel):
    model_config = WIRE
    proved_at: AwareDatetime


class SignedBy(StrEnum):
    """What a code says: that the phone was there while its holder read the text here (RFC 6238), or that the
    phone itself took in this text (RFC 6287).
    """

    TIME_CODE = "time_code"
    TEXT_CODE = "text_code"


class TextSigned(BaseModel):
    """``statement``: central's word about it, a JWS over a SignedText; it travels with the act."""

    model_config = WIRE
    signed_at: AwareDatetime
    by: SignedBy
    statement: Annotated[str, Field(max_length=MAX_STATEMENT_CHARS, repr=False)]


class SignedText(BaseModel):
    """Which text was signed for which act, by whom and at which kiosk. Only central makes ``person_hash``."""

    model_config = WIRE
    act_id: UUID
    challenge_id: UUID
    kid: str
    person_hash: Sha256Hex
    text_sha256: Sha256Hex
    by: SignedBy
    signed_at: AwareDatetime
