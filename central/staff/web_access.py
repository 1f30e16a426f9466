"""How staff prove who they are at the pages: a password and a code, both made here and told once.

They are secrets of their own. PIN and code of the kiosks are told to every kiosk of the office, sealed to its
key: a stolen kiosk must not open the pages.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from threading import BoundedSemaphore
from typing import Any

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Engine, Row, select, update

from central.http.problems import busy
from central.keys.central_keys import CentralKeys
from central.staff.accounts import StaffAccounts, StaffError
from central.staff.tables import staff_web_access
from central.store.schema import staff_account
from central.store.storage import upsert
from kiosk.contract.staff import CODE_DIGITS, CODE_SECONDS

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUPS, _GROUP = 4, 4  # 79 bits
_WINDOW = 1  # time steps that a code may be early or late
_MOST_FAILURES = 5
_LOCKED = timedelta(minutes=15)
_NEVER = -1
_PASSES, _KIBIBYTES = 2, 19 << 10  # OWASP's least: what cannot be guessed needs no dearer hash
_HASHING_AT_ONCE = 4
_WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class WebAccess:
    """What a member of staff gets, once. ``uri`` is for an authenticator app."""

    account: str
    password: str = field(repr=False)
    code_secret: str = field(repr=False)
    uri: str = field(repr=False)


class WebAccesses:
    """Safe to use from several threads."""

    def __init__(
        self, engine: Engine, keys: CentralKeys, accounts: StaffAccounts, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._accounts = accounts
        self._now = now
        self._hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_KIBIBYTES, parallelism=1)
        self._hashing = BoundedSemaphore(_HASHING_AT_ONCE)

    def give(self, account: str) -> WebAccess:
        """New secrets in the place of those before, whose sessions end. Raises StaffError
        ``account_unknown``.
        """
        password, code_secret, salt = _new_password(), pyotp.random_base32(), secrets.token_hex(16)
        values = {
            "salt": salt,
            "password_hash": self._hasher.hash(self._peppered(account, salt, password)),
            "code_secret": self._accounts.seal(code_secret),
            "made_at": self._now(),
            "last_step": _NEVER,
            "failures": 0,
            "locked_until": None,
        }
        with self._engine.begin() as connection:
            known = select(staff_account.c.account).where(staff_account.c.account == account)
            if connection.execute(known).first() is None:
                raise StaffError("account_unknown", "There is no account of this number.")
            insert = upsert(connection, staff_web_access, {"account": account, **values})
            connection.execute(insert.on_conflict_do_update(index_elements=["account"], set_=values))
        uri = _totp(code_secret).provisioning_uri(name=account, issuer_name="BHXH pages")
        return WebAccess(account, password, code_secret, uri)

    def proves(self, account: str, password: str, code: str) -> bool:
        """Whether this is that member of staff. Who is not learns nothing of why, nor how long it took to
        find out: an unknown account costs a hash too. A code counts once; five failures lock for 15 minutes.
        Raises ProblemError ``busy``.
        """
        with self._engine.connect() as connection:
            known = _row(connection, account)
        right = self._is_password(known, account, password)
        with self._engine.begin() as connection:
            row = _row(connection, account, lock=True)
            if row is None or known is None or row.password_hash != known.password_hash:
                return False
            return self._count(connection, row, code, right=right)

    @cached_property
    def _nobodys(self) -> str:
        """The hash that an unknown account costs."""
        return self._hasher.hash(secrets.token_bytes(16))

    def _is_password(self, row: Row[*tuple[Any, ...]] | None, account: str, password: str) -> bool:
        stored = self._nobodys if row is None else row.password_hash
        typed = self._peppered(account, "" if row is None else row.salt, password)
        if not self._hashing.acquire(timeout=_WAIT_SECONDS):  # a flood holds up nobody but itself
            raise busy()
        try:
            return self._hasher.verify(stored, typed) and row is not None
        except VerificationError:
            return False
        finally:
            self._hashing.release()

    def _count(self, connection: Connection, row: Row[*tuple[Any, ...]], code: str, *, right: bool) -> bool:
        """Written before anybody learns of it."""
        now = self._now()
        if row.locked_until is not None and now < row.locked_until:
            return False
        step = _step_of(self._accounts.unseal(row.code_secret), code, now)
        holds = row.disabled_at is None and row.made_at >= row.changed_at  # not reset since
        mine = staff_web_access.c.account == row.account
        if right and holds and step is not None and step > row.last_step:
            values: dict[str, Any] = {"last_step": step, "failures": 0, "locked_until": None}
            connection.execute(update(staff_web_access).where(mine).values(values))
            return True
        failures = row.failures + 1 if row.locked_until is None else 1  # after a lock they begin anew
        locked = now + _LOCKED if failures >= _MOST_FAILURES else None
        counted = update(staff_web_access).where(mine).values(failures=failures, locked_until=locked)
        connection.execute(counted)
        return False

    def _peppered(self, account: str, salt: str, password: str) -> bytes:
        purpose = "\0".join(("staff pages", account, salt)).encode()
        pepper = hmac.new(self._keys.hashing, purpose, hashlib.sha256).digest()
        return hmac.new(pepper, password.encode(), hashlib.sha256).digest()

    def codes_now(self) -> list[tuple[str, str]]:
        """Each account that has access and its present code. For the demo only."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(staff_web_access).order_by(staff_web_access.c.account)).all()
        return [(row.account, _totp(self._accounts.unseal(row.code_secret)).at(self._now())) for row in rows]


def _row(connection: Connection, account: str, *, lock: bool = False) -> Row[*tuple[Any, ...]] | None:
    query = (
        select(staff_web_access, staff_account.c.disabled_at, staff_account.c.changed_at)
        .join_from(staff_web_access, staff_account)
        .where(staff_web_access.c.account == account)
    )
    return connection.execute(query.with_for_update(of=staff_web_access) if lock else query).first()


def _new_password() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that the code is of, as far as it may be off."""
    if not code.isascii():
        return None
    totp, present = _totp(secret), int(now.timestamp()) // CODE_SECONDS
    steps = range(present - _WINDOW, present + _WINDOW + 1)
    return next((step for step in steps if totp.verify(code, for_time=step * CODE_SECONDS)), None)


def _totp(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=CODE_DIGITS, interval=CODE_SECONDS)
