"""What the register had of a person who registers, when their case was opened: by the same finder that kiosks
ask while the person is there. Where the kiosk could not ask, the person is told now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, insert, select

from central.accounts.desk import find_state
from central.cases.ties import Tie
from central.records.finding import FoundRecord, Sought, find_record
from central.store.case_tables import record_check, tie_check
from kiosk.contract.records import AccountState, Differing, Found

HAS_ACCOUNT = frozenset({AccountState.PENDING, AccountState.ACTIVE, AccountState.LOCKED})


class ToMend(StrEnum):
    """What the person is to do something about first, as the last part of a kind of notice."""

    ACCOUNT = "account"
    SEVERAL = "several"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """``books``: further ones that are, or may be, the person's. ``told``: they read it at the kiosk.
    ``tie_shown``: who asked for a child's account is its parent by the civil registry; true of who asked for
    their own.
    """

    found: Found
    differs: tuple[Differing, ...]
    books: int
    account: AccountState
    told: bool
    tie_shown: bool = True

    @property
    def contradicts(self) -> bool:
        """What the register says is to be mended before an account is opened by it."""
        return bool(self.differs) or self.books > 0

    @property
    def to_mend(self) -> ToMend | None:
        """What is told of it; nothing to whom the record may not belong. That a passport has another number
        than the last one is usual, and for staff to enter.
        """
        if not self.tie_shown or self.found is Found.NOBODY:
            return None
        if self.account in HAS_ACCOUNT:
            return ToMend.ACCOUNT
        if self.books > 0:
            return ToMend.SEVERAL
        return ToMend.DIFFERS if set(self.differs) - {Differing.PASSPORT} else None


def find_known(connection: Connection, sought: Sought, person: str) -> FoundRecord:
    """With the account that was opened here, of which the register may not have heard. ``person``: how they
    stand in the tables of cases and accounts.
    """
    found, own = find_record(connection, sought), find_state(connection, person)
    return found if own is None else replace(found, account=own[0])


def note_record_check(
    connection: Connection, case_id: UUID, found: FoundRecord, now: datetime, *, told: bool
) -> None:
    """Of a case that was opened just now."""
    connection.execute(
        insert(record_check).values(
            case_id=case_id,
            found=found.found.value,
            differs=[each.value for each in found.differs],
            books=len(found.others) + found.alike,
            account=found.account.value,
            told=told,
            at=now,
        )
    )


def find_record_check(connection: Connection, case_id: UUID) -> RecordCheck | None:
    """None for a case that was not looked for in the register."""
    return record_checks_of(connection, [case_id]).get(case_id)


def record_checks_of(connection: Connection, case_ids: Sequence[UUID]) -> dict[UUID, RecordCheck]:
    query = select(record_check, tie_check.c.tie).outerjoin(
        tie_check, tie_check.c.case_id == record_check.c.case_id
    )
    rows = connection.execute(query.where(record_check.c.case_id.in_(list(case_ids))))
    return {
        row.case_id: RecordCheck(
            Found(row.found),
            tuple(map(Differing, row.differs)),
            row.books,
            AccountState(row.account),
            told=row.told,
            tie_shown=row.tie in (None, Tie.CONFIRMED),
        )
        for row in rows
    }
