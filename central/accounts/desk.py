"""The accounts themselves: one a person, opened by a case, activated by a code that was sent.

Signing in is the business of who has the password (VssID, the portal): they ask `activate`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Engine, insert, select, update

from central.accounts.policy import AccountTerm, UserName, account_policy
from central.store.account_tables import account, account_code, account_name
from central.store.storage import upserts
from central.store.turns import wait_for_turn
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.records import AccountState

_DIGITS = 8


class OwnState(StrEnum):
    AWAITING_ACTIVATION = "awaiting_activation"
    ACTIVE = "active"


_AS_RECORDED: Mapping[OwnState, AccountState] = {
    OwnState.AWAITING_ACTIVATION: AccountState.PENDING,
    OwnState.ACTIVE: AccountState.ACTIVE,
}


class Activation(StrEnum):
    """What came of a code that somebody typed. Who asks for a stranger learns no more than who mistypes."""

    DONE = "done"
    WRONG = "wrong"  # code or user name
    ENDED = "ended"  # too old, used, or tried too often: another one has to be asked for


class NoAccountError(Exception):
    """There can be none; ``code`` says why, and staff help."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class NewCode:
    """``code`` as it is sent, in no table; ``code_hash`` as it may stand in one."""

    code: str = field(repr=False)
    code_hash: str = field(repr=False)
    until: datetime


class Accounts:
    """``key``: for the hash under which user names stand in the table."""

    def __init__(self, engine: Engine, key: bytes, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._key = key
        self._now = now
        self._hasher = PasswordHasher()

    def new_code(self) -> NewCode:
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        until = self._now() + timedelta(hours=self._term().hours)
        return NewCode(f"{code[:4]} {code[4:]}", self._hasher.hash(code), until)

    def name_of(self, numbers: Mapping[UserName, str]) -> UserName:
        """By which of their numbers a person signs in, as the policy has it today."""
        ordered: tuple[UserName, ...] = (*self._term().user_name, *UserName)
        return next(kind for kind in ordered if kind in numbers)

    def open(
        self, connection: Connection, person: str, case_id: UUID, kind: UserName, number: str
    ) -> UserName | None:
        """One account for the person, awaiting its activation: a new one, or the one that they have, whose
        password counts no more. Returns what they sign in with; None where another person has this user name.
        """
        wait_for_turn(connection, f"account of {person}")
        found = connection.execute(select(account.c.name_kind).where(account.c.person == person)).scalar()
        now = self._now()
        state = {"state": OwnState.AWAITING_ACTIVATION.value, "changed_at": now}
        if found is not None:
            connection.execute(update(account).where(account.c.person == person).values(state))
            return UserName(found)
        if not _claim(connection, self._name_hash(number), person):
            return None
        row = {"person": person, "name_kind": kind.value, "case_id": case_id, "opened_at": now}
        connection.execute(insert(account).values({**row, **state}))
        return kind

    def activate(self, user_name: str, code: str) -> Activation:
        """By the newest code that was sent; a wrong one counts against it."""
        with self._engine.begin() as connection:
            person = _find_named(connection, self._name_hash(user_name))
            if person is None:
                return Activation.WRONG
            wait_for_turn(connection, f"account of {person}")
            sent = select(account_code).where(
                account_code.c.person == person, account_code.c.code_hash.is_not(None)
            )
            newest = sent.order_by(account_code.c.queued_at.desc(), account_code.c.version.desc()).limit(1)
            row = connection.execute(newest.with_for_update()).first()
            now = self._now()
            if row is None or row.spent_at is not None or row.expires_at <= now:
                return Activation.ENDED
            if row.wrong >= self._term().tries:
                return Activation.ENDED
            this = (account_code.c.case_id == row.case_id) & (account_code.c.version == row.version)
            if not self._is_right(row.code_hash, code):
                connection.execute(update(account_code).where(this).values(wrong=row.wrong + 1))
                return Activation.WRONG
            connection.execute(update(account_code).where(this).values(spent_at=now))
            active = {"state": OwnState.ACTIVE.value, "changed_at": now}
            connection.execute(update(account).where(account.c.person == person).values(active))
            return Activation.DONE

    def state_of(self, person: str) -> tuple[AccountState, datetime] | None:
        """As the record tells it, and since when; None for who has none that was opened here."""
        with self._engine.connect() as connection:
            return find_state(connection, person)

    def _is_right(self, code_hash: str, typed: str) -> bool:
        try:
            return self._hasher.verify(code_hash, "".join(typed.split()))
        except VerificationError:
            return False

    def _name_hash(self, user_name: str) -> str:
        parts = ("account", "".join(user_name.split()))
        return hmac.new(self._key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()

    def _term(self) -> AccountTerm:
        return account_policy().on(self._now().astimezone(VIETNAM_TIME).date())


def _claim(connection: Connection, name_hash: str, person: str) -> bool:
    """Whether the user name is this person's, now or before."""
    new = upserts(connection, account_name).on_conflict_do_nothing()
    connection.execute(new, [{"name_hash": name_hash, "person": person}])
    return _find_named(connection, name_hash) == person


def _find_named(connection: Connection, name_hash: str) -> str | None:
    query = select(account_name.c.person).where(account_name.c.name_hash == name_hash)
    return connection.execute(query).scalar()


def find_state(connection: Connection, person: str) -> tuple[AccountState, datetime] | None:
    """As `Accounts.state_of`."""
    query = select(account.c.state, account.c.changed_at).where(account.c.person == person)
    row = connection.execute(query).first()
    return None if row is None else (_AS_RECORDED[OwnState(row.state)], row.changed_at)
