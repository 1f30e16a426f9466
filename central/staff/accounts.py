"""Accounts of staff: a number, a name, a role, an office; a PIN and a secret for codes to prove them.

The database holds no PIN and no plain secret: the PIN is hashed by Argon2id under a pepper, and the secret
sealed, both by keys that are made of central's own hashing key, which lies elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyotp
from argon2 import PasswordHasher
from joserfc import jwe
from joserfc.jwk import OctKey
from sqlalchemy import ColumnElement, Engine, Row, insert, or_, select, update

from central.keys.central_keys import CentralKeys
from central.store.schema import staff_account
from central.store.turns import wait_for_turn
from kiosk.contract.staff import (
    ACCOUNT_DIGITS,
    CODE_DIGITS,
    CODE_SECONDS,
    MOST_STAFF,
    PIN_DIGITS,
    StaffRole,
    StaffSecrets,
    peppered,
)
from kiosk.errors import KnownError

EVERY_OFFICE = ""  # in the place of an office: technicians and auditors who come to all of them
_SEAL = {"alg": "dir", "enc": "A256GCM"}
_ACCOUNT = re.compile(rf"[0-9]{{{ACCOUNT_DIGITS}}}")
_LEAST_DIFFERENT_DIGITS = 4


class StaffError(KnownError):
    """What was asked for cannot be; ``code`` is stable."""


@dataclass(frozen=True, slots=True)
class ListedStaff:
    account: str
    name: str
    role: StaffRole
    office_id: str  # "" for every office
    created_at: datetime
    changed_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Access:
    """What a member of staff gets, once: nobody can look it up again. ``uri`` is for an authenticator app."""

    account: str
    pin: str = field(repr=False)
    code_secret: str = field(repr=False)
    uri: str = field(repr=False)


class StaffAccounts:
    """Safe to use from several threads."""

    def __init__(self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._hasher = PasswordHasher()

    def add(self, account: str, name: str, role: StaffRole, office_id: str) -> Access:
        """A new account. Raises StaffError (``account_malformed``, ``account_taken``, ``too_many_staff``)."""
        if not _ACCOUNT.fullmatch(account):
            raise StaffError("account_malformed", f"A staff number has {ACCOUNT_DIGITS} digits.")
        name = name.strip()
        if not 1 <= len(name) <= 80 or not name.isprintable():
            raise StaffError("name_malformed", "A name has 1 to 80 letters.")
        access, proof = self._new_access(account)
        now = self._now()
        with self._engine.begin() as connection:
            wait_for_turn(connection, "staff accounts")
            if connection.execute(select(staff_account.c.account).filter_by(account=account)).first():
                raise StaffError(
                    "account_taken", "There is an account of this number: reset it, or choose another."
                )
            known = connection.execute(select(staff_account.c.account).where(_of_office(office_id))).all()
            if len(known) >= MOST_STAFF:
                raise StaffError("too_many_staff", f"An office has {MOST_STAFF} accounts at most.")
            values = {"account": account, "name": name, "role": role.value, "office_id": office_id}
            connection.execute(
                insert(staff_account).values(**values, **proof, created_at=now, changed_at=now)
            )
        return access

    def reset(self, account: str) -> Access:
        """A new PIN and secret in the place of those that were forgotten or lost; a disabled account holds
        again. Raises StaffError ``account_unknown``.
        """
        access, proof = self._new_access(account)
        self._change(account, disabled_at=None, **proof)
        return access

    def disable(self, account: str) -> None:
        """Kiosks let nobody in by it from their next exchange on. Raises StaffError ``account_unknown``."""
        self._change(account, disabled_at=self._now())

    def _change(self, account: str, **values: Any) -> None:
        with self._engine.begin() as connection:
            done = connection.execute(
                update(staff_account)
                .where(staff_account.c.account == account)
                .values(changed_at=self._now(), **values)
            )
        if done.rowcount == 0:
            raise StaffError("account_unknown", "There is no account of this number.")

    def everybody(self) -> list[ListedStaff]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(staff_account).order_by(staff_account.c.account)).all()
        return [
            ListedStaff(
                row.account,
                row.name,
                StaffRole(row.role),
                row.office_id,
                row.created_at,
                row.changed_at,
                row.disabled_at,
            )
            for row in rows
        ]

    def rows_of(self, office_id: str) -> list[Row[*tuple[Any, ...]]]:
        """The accounts that hold at an office, as they are stored."""
        query = (
            select(staff_account)
            .where(_of_office(office_id), staff_account.c.disabled_at.is_(None))
            .order_by(staff_account.c.account)
            .limit(MOST_STAFF)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query))

    def secrets_of(self, row: Row[*tuple[Any, ...]]) -> StaffSecrets:
        """What proves this member of staff, for a device to which it is sealed at once."""
        return StaffSecrets(
            account=row.account,
            pepper=self._pepper(row.account, row.salt),
            pin_hash=row.pin_hash,
            code_secret=self.unseal(row.code_secret),
        )

    def codes_now(self) -> list[tuple[str, str]]:
        """Each account that holds and its present code. For the demo only."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(staff_account)
                .where(staff_account.c.disabled_at.is_(None))
                .order_by(staff_account.c.account)
            ).all()
        now = self._now()
        return [(row.account, _totp(self.unseal(row.code_secret)).at(now)) for row in rows]

    def _new_access(self, account: str) -> tuple[Access, dict[str, str]]:
        pin, code_secret, salt = _new_pin(), pyotp.random_base32(), secrets.token_hex(16)
        uri = _totp(code_secret).provisioning_uri(name=account, issuer_name="BHXH kiosk")
        proof = {
            "salt": salt,
            "pin_hash": self._hasher.hash(peppered(self._pepper(account, salt), pin)),
            "code_secret": self.seal(code_secret),
        }
        return Access(account, pin, code_secret, uri), proof

    def _derived(self, *purpose: str) -> bytes:
        return hmac.new(self._keys.hashing, "\0".join(purpose).encode(), hashlib.sha256).digest()

    def _pepper(self, account: str, salt: str) -> str:
        return self._derived("staff pepper", account, salt).hex()

    @property
    def _sealing_key(self) -> OctKey:
        return OctKey.import_key(self._derived("staff code secrets"))

    def seal(self, code_secret: str) -> str:
        """As it may stand in a column."""
        return jwe.encrypt_compact(_SEAL, code_secret, self._sealing_key, algorithms=[*_SEAL.values()])

    def unseal(self, sealed: str) -> str:
        opened = jwe.decrypt_compact(sealed, self._sealing_key, algorithms=[*_SEAL.values()]).plaintext
        return (opened or b"").decode("ascii")


def _of_office(office_id: str) -> ColumnElement[bool]:
    return or_(staff_account.c.office_id == office_id, staff_account.c.office_id == EVERY_OFFICE)


def _totp(code_secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(code_secret, digits=CODE_DIGITS, interval=CODE_SECONDS)


def _new_pin() -> str:
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
        if len(set(pin)) >= _LEAST_DIFFERENT_DIGITS:
            return pin
