"""What this kiosk keeps of members of staff: the set of grants that central signed, and their tries.

The set lies here as it came, with its secrets sealed to the device key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from local_db.database import Database
from local_db.schema import staff_grants, staff_try


@dataclass(frozen=True, slots=True)
class KeptGrants:
    """``counted_at``: when the set came, by `CountedTime` (seconds)."""

    issued_at: datetime
    counted_at: float
    signed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TryLimits:
    most: int = 5
    lock_seconds: float = 15 * 60.0


class StaffAccess:
    """Thread-safe; times are seconds of `CountedTime`. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_grants(self) -> KeptGrants | None:
        with self._database.read() as connection:
            row = connection.execute(select(staff_grants)).first()
        return None if row is None else KeptGrants(row.issued_at, row.counted_at, row.signed)

    def keep_grants(self, kept: KeptGrants) -> None:
        """In the place of the set before."""
        with self._database.write() as connection:
            connection.execute(delete(staff_grants))
            connection.execute(
                insert(staff_grants).values(
                    id=1, issued_at=kept.issued_at, counted_at=kept.counted_at, signed=kept.signed
                )
            )

    def begin_try(self, account: str, now: float, limits: TryLimits) -> float:
        """Count a try before anything is checked, so that no cut of power makes it unseen.

        Returns the seconds for which the account is locked; 0.0 when the try may go on.
        """
        mine = staff_try.c.account == account
        with self._database.write() as connection:
            first = insert_or(staff_try).values(account=account, failures=0, last_step=-1)
            connection.execute(first.on_conflict_do_nothing())
            row = connection.execute(select(staff_try).where(mine)).one()
            if row.locked_until is not None and row.locked_until > now:
                return float(row.locked_until - now)
            failures = 1 if row.locked_until is not None else row.failures + 1
            until = now + limits.lock_seconds if failures >= limits.most else None
            connection.execute(update(staff_try).where(mine).values(failures=failures, locked_until=until))
        return 0.0

    def tries_left(self, account: str, limits: TryLimits) -> int:
        with self._database.read() as connection:
            row = connection.execute(select(staff_try).where(staff_try.c.account == account)).first()
        return limits.most if row is None else max(0, limits.most - int(row.failures))

    def forgive(self, account: str) -> None:
        """The try was right, and had no code to spend: forget the failures."""
        with self._database.write() as connection:
            connection.execute(
                update(staff_try).where(staff_try.c.account == account).values(failures=0, locked_until=None)
            )

    def use_step(self, account: str, step: int) -> bool:
        """The try was right: spend the code's time step and forget the failures. False when that step, or a
        later one, was used before: a code counts once.
        """
        with self._database.write() as connection:
            done = connection.execute(
                update(staff_try)
                .where(staff_try.c.account == account, staff_try.c.last_step < step)
                .values(failures=0, locked_until=None, last_step=step)
            )
        return done.rowcount == 1
