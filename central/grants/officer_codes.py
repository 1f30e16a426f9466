"""One-time codes by which an officer vouches for a person towards central.

They are made of a secret of their own. The one that lets staff in at a kiosk is told to every kiosk of the
office (sealed to its key), so that a stolen kiosk could make such codes itself; this one is told to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pyotp
from sqlalchemy import Connection, Engine, Row, select, update

from central.grants.tables import officer_code
from central.kiosks.devices import Device
from central.staff.accounts import EVERY_OFFICE, StaffAccounts, StaffError
from central.store.schema import staff_account
from central.store.storage import upsert
from central.store.turns import wait_for_turn
from kiosk.contract.grants import OfficerDecision
from kiosk.contract.staff import CODE_DIGITS, CODE_SECONDS, StaffRole

_WINDOW = 1  # time steps that a code may be early or late
_MOST_FAILURES = 5
_LOCKED = timedelta(minutes=15)
_NEVER = -1


@dataclass(frozen=True, slots=True)
class CodeAccess:
    """What an officer gets, once. ``uri`` is for an authenticator app."""

    account: str
    secret: str = field(repr=False)
    uri: str = field(repr=False)


class OfficerCodes:
    def __init__(self, engine: Engine, accounts: StaffAccounts, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._accounts = accounts
        self._now = now

    def give(self, account: str) -> CodeAccess:
        """A new secret in the place of the one before. Raises StaffError ``account_unknown``."""
        secret = pyotp.random_base32()
        values = {
            "secret": self._accounts.seal(secret),
            "made_at": self._now(),
            "last_step": _NEVER,
            "failures": 0,
            "locked_until": None,
        }
        with self._engine.begin() as connection:
            known = select(staff_account.c.account).where(staff_account.c.account == account)
            if connection.execute(known).first() is None:
                raise StaffError("account_unknown", "There is no account of this number.")
            insert = upsert(connection, officer_code, {"account": account, **values})
            connection.execute(insert.on_conflict_do_update(index_elements=["account"], set_=values))
        uri = _totp(secret).provisioning_uri(name=account, issuer_name="BHXH records")
        return CodeAccess(account, secret, uri)

    def codes_now(self) -> list[tuple[str, str]]:
        """Each account that has one and its present code. For the demo only."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(officer_code).order_by(officer_code.c.account)).all()
        return [(row.account, _totp(self._accounts.unseal(row.secret)).at(self._now())) for row in rows]

    def find_fault(
        self, decision: OfficerDecision, device: Device, roles: AbstractSet[StaffRole]
    ) -> str | None:
        """Why this officer's word does not count at this device; None when it does, and the code is spent.

        The reason is for the audit: who typed the code is told nothing of it.
        """
        with self._engine.begin() as connection:
            wait_for_turn(connection, f"officer code {decision.account}")
            row = connection.execute(
                select(officer_code, staff_account.c.role, staff_account.c.office_id)
                .add_columns(staff_account.c.disabled_at, staff_account.c.changed_at)
                .join_from(officer_code, staff_account)
                .where(officer_code.c.account == decision.account)
            ).first()
            if row is None:
                return "officer-unknown"
            return _fault_of_account(row, device, roles) or self._spend(connection, row, decision.code)

    def _spend(self, connection: Connection, row: Row[*tuple[Any, ...]], code: str) -> str | None:
        """A wrong code counts before anybody learns of it; a step counts once."""
        now = self._now()
        if row.locked_until is not None and now < row.locked_until:
            return "officer-locked"
        step = _step_of(self._accounts.unseal(row.secret), code, now)
        mine = officer_code.c.account == row.account
        if step is not None and step > row.last_step:
            right = update(officer_code).where(mine).values(last_step=step, failures=0, locked_until=None)
            connection.execute(right)
            return None
        failures = row.failures + 1 if row.locked_until is None else 1  # after a lock they begin anew
        locked = now + _LOCKED if failures >= _MOST_FAILURES else None
        wrong = update(officer_code).where(mine).values(failures=failures, locked_until=locked)
        connection.execute(wrong)
        return "officer-code-wrong" if step is None else "officer-code-used"


def _fault_of_account(
    row: Row[*tuple[Any, ...]], device: Device, roles: AbstractSet[StaffRole]
) -> str | None:
    if row.disabled_at is not None:
        return "officer-disabled"
    if row.made_at < row.changed_at:  # reset since: whoever found the lost phone is out
        return "officer-code-ended"
    if row.office_id not in (device.office_id, EVERY_OFFICE):
        return "officer-of-another-office"
    return None if StaffRole(row.role) in roles else "officer-role"


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that the code is of, as far as it may be off."""
    totp, present = _totp(secret), int(now.timestamp()) // CODE_SECONDS
    steps = range(present - _WINDOW, present + _WINDOW + 1)
    return next((step for step in steps if totp.verify(code, for_time=step * CODE_SECONDS)), None)


def _totp(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=CODE_DIGITS, interval=CODE_SECONDS)
