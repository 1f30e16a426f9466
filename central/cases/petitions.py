"""How petitions stand beside their cases: by which code they are followed, where they went, what was
answered.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select, update

from central.cases.petition_policy import petition_term
from central.store.case_tables import petition
from central.store.storage import upserts
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.petitions import PetitionState

PetitionRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class NewPetition:
    """``code``: the keyed hash under which it is found."""

    case_id: UUID
    code: str = field(repr=False)
    category: str
    anonymous: bool
    office_id: str


@dataclass(frozen=True, slots=True)
class Petition:
    """What officers see of it. ``answer`` is sealed until it is opened for them."""

    category: str
    anonymous: bool
    state: PetitionState
    filed_office: str
    answered_at: datetime | None
    answer: str | None = field(repr=False)


def code_hash(key: bytes, digest: str) -> str:
    """Of the digest of a code, as it stands in the table: whoever reads the table can look nothing up by
    it.
    """
    return hmac.new(key, b"petition\0" + digest.encode("ascii"), hashlib.sha256).hexdigest()


def note_petitions(connection: Connection, new: Sequence[NewPetition]) -> None:
    """A code is its first petition's: an act that comes with one of another is followed by none."""
    taken = set(cases_by_codes(connection, [each.code for each in new])) if new else set()
    rows = []
    for each in new:
        rows.append(
            {
                "case_id": each.case_id,
                "code": f"taken {each.case_id}" if each.code in taken else each.code,
                "category": each.category,
                "anonymous": each.anonymous,
                "filed_office": each.office_id,
            }
        )
        taken.add(each.code)
    if rows:
        connection.execute(upserts(connection, petition).on_conflict_do_nothing(), rows)


def note_change(
    connection: Connection, case_id: UUID, change: str, answer: str | None, now: datetime
) -> None:
    """Of the changes that only petitions go through; ``answer`` is sealed."""
    of_change: Mapping[str, dict[str, Any]] = {
        "forward": {"forwarded_at": now},
        "answer": {"answer": answer, "answered_at": now},
        "close": {"closed_at": now},
        "reopen": {"reopened_at": now},
    }
    values, mine = of_change.get(change, {}), petition.c.case_id == case_id
    if values:
        connection.execute(update(petition).where(mine).values(values))
    if change == "answer":
        first = update(petition).where(mine, petition.c.first_answered_at.is_(None))
        connection.execute(first.values(first_answered_at=now))


def cases_by_codes(connection: Connection, codes: Iterable[str]) -> dict[str, UUID]:
    """The case of each code that there is."""
    query = select(petition.c.code, petition.c.case_id).where(petition.c.code.in_(list(codes)))
    return {row.code: row.case_id for row in connection.execute(query)}


def find_petition_row(connection: Connection, case_id: UUID) -> PetitionRow | None:
    return connection.execute(select(petition).where(petition.c.case_id == case_id)).first()


def petition_of(row: PetitionRow, state: CaseState, now: datetime) -> Petition:
    return Petition(
        row.category, row.anonymous, state_of(row, state, now), row.filed_office, row.answered_at, row.answer
    )


def state_of(row: PetitionRow, state: CaseState, now: datetime) -> PetitionState:
    """As a person reads it. ``row`` has at least the instants of the petition."""
    if state is CaseState.DONE:
        return PetitionState.ANSWERED if reopen_until(row, now) is not None else PetitionState.CLOSED
    latest = max((each for each in (row.forwarded_at, row.reopened_at) if each is not None), default=None)
    if latest is None:
        return PetitionState.NEW
    return PetitionState.REOPENED if latest == row.reopened_at else PetitionState.FORWARDED


def reopen_until(row: PetitionRow, now: datetime) -> date | None:
    """The last day on which it can be opened again; None where it cannot."""
    if row.answered_at is None or (row.closed_at is not None and row.closed_at >= row.answered_at):
        return None
    answered_on = row.answered_at.astimezone(VIETNAM_TIME).date()
    last = answered_on + timedelta(days=petition_term(answered_on).reopen_days)
    return last if now.astimezone(VIETNAM_TIME).date() <= last else None
