"""People of the register, so many at once, as the rules of notices look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Connection, select

from central.keys.hashing import person_hash
from central.notices.subject import KnownCase, Subject
from central.records.rows import contribution_of
from central.records.tables import contribution, employer, kinship, person, record_entry
from central.store.case_tables import case_file
from kiosk.benefits.months import PartialDate
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.records import (
    Benefit,
    CareDocument,
    CareEvent,
    Contribution,
    HealthCard,
    HealthParticipation,
    ManagedBy,
    Payment,
    Relation,
    TimeUse,
)
from kiosk.records.of_record import in_force

_PARTS: Mapping[str, TypeAdapter[Any]] = {
    "time_used": TypeAdapter(TimeUse),
    "health_participation": TypeAdapter(HealthParticipation),
    "health_cards": TypeAdapter(HealthCard),
    "benefits": TypeAdapter(Benefit),
    "payments": TypeAdapter(Payment),
    "care": TypeAdapter(CareEvent),
    "documents": TypeAdapter(CareDocument),
}
_CLOSE = [each.value for each in (Relation.SPOUSE, Relation.FATHER, Relation.MOTHER, Relation.CHILD)]
_CARRIED_OUT = "approved"


@dataclass(frozen=True, slots=True)
class Somebody:
    """``person``: as in the tables of cases. ``office_id``: of their newest case, if they have one."""

    person: str
    office_id: str | None
    subject: Subject = field(repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """``last``: the place in the register that was come to; None: nobody is left."""

    people: Sequence[Somebody]
    last: int | None


def people_after(connection: Connection, key: bytes, position: int, most: int) -> Batch:
    """The next ones after a place in the register: living citizens whose records are not kept by the
    Ministries of Defence and of Public Security.
    """
    query = (
        select(person.c.person_id, person.c.personal_number, person.c.managed_by, person.c.content)
        .where(person.c.person_id > position)
        .order_by(person.c.person_id)
        .limit(most)
    )
    rows = connection.execute(query).all()
    if not rows:
        return Batch((), None)
    first, last = rows[0].person_id, rows[-1].person_id
    told = [row for row in rows if _is_told(row)]
    hashes = {row.person_id: person_hash(key, row.personal_number) for row in told}
    entries = _entries(connection, first, last)
    contributions = _contributions(connection, first, last)
    deaths = _deaths(connection, first, last)
    cases, offices = _cases(connection, list(hashes.values()))
    return Batch(
        [
            Somebody(
                hashes[row.person_id],
                offices.get(hashes[row.person_id]),
                _subject(
                    row.content,
                    entries[row.person_id],
                    contributions=in_force(contributions[row.person_id]),
                    cases=tuple(cases[hashes[row.person_id]]),
                    deaths=tuple(deaths[row.person_id]),
                ),
            )
            for row in told
        ],
        last,
    )


def _is_told(row: Any) -> bool:
    is_ours = row.managed_by == ManagedBy.CIVIL.value
    return row.personal_number is not None and is_ours and row.content.get("died_on") is None


def _subject(
    content: Mapping[str, Any],
    entries: Mapping[str, Sequence[Any]],
    *,
    contributions: tuple[Contribution, ...],
    cases: tuple[KnownCase, ...],
    deaths: tuple[date, ...],
) -> Subject:
    def part(name: str) -> tuple[Any, ...]:
        return tuple(entries.get(name, ()))

    return Subject(
        born=PartialDate(date.fromisoformat(content["date_of_birth"])),
        sex=content["sex"],
        closed_until=content.get("book_closed_until"),
        contributions=contributions,
        time_used=part("time_used"),
        participation=part("health_participation"),
        cards=part("health_cards"),
        benefits=part("benefits"),
        payments=part("payments"),
        care=part("care"),
        documents=part("documents"),
        cases=cases,
        deaths=deaths,
    )


def _entries(connection: Connection, first: int, last: int) -> dict[int, dict[str, list[BaseModel]]]:
    """In force, by person and part."""
    query = select(record_entry).where(
        record_entry.c.person_id.between(first, last), record_entry.c.part.in_(list(_PARTS))
    )
    rows = connection.execute(query.order_by(record_entry.c.person_id, record_entry.c.number)).all()
    replaced = {(row.person_id, row.replaces) for row in rows if row.replaces is not None}
    found: dict[int, dict[str, list[BaseModel]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if (row.person_id, row.number) not in replaced:
            entry = _PARTS[row.part].validate_python(row.content, strict=False)
            found[row.person_id][row.part].append(entry)
    return found


def _contributions(connection: Connection, first: int, last: int) -> dict[int, list[Contribution]]:
    query = (
        select(contribution, employer.c.name.label("employer_name"), employer.c.region, employer.c.dissolved)
        .join_from(contribution, employer, isouter=True)
        .where(contribution.c.person_id.between(first, last))
        .order_by(contribution.c.person_id, contribution.c.from_month, contribution.c.number)
    )
    found: dict[int, list[Contribution]] = defaultdict(list)
    rows = connection.execute(query)
    names = tuple(rows.keys())  # once, not for every row
    for row in rows:
        found[row.person_id].append(contribution_of(dict(zip(names, row, strict=True))))
    return found


def _deaths(connection: Connection, first: int, last: int) -> dict[int, list[date]]:
    died = person.c.content["died_on"].as_string()
    query = (
        select(kinship.c.person_id, died.label("died_on"))
        .join_from(kinship, person, kinship.c.relative_id == person.c.person_id)
        .where(
            kinship.c.person_id.between(first, last),
            kinship.c.relation.in_(_CLOSE),
            kinship.c.confirmed,
            died.is_not(None),
        )
        .order_by(kinship.c.person_id, kinship.c.relative_id)
    )
    found: dict[int, list[date]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.person_id].append(date.fromisoformat(row.died_on))
    return found


def _cases(
    connection: Connection, people: Sequence[str]
) -> tuple[dict[str, list[KnownCase]], dict[str, str]]:
    """What was carried out, and the office of the newest case, by person."""
    query = select(case_file).where(case_file.c.person.in_(list(people)))
    known: dict[str, list[KnownCase]] = defaultdict(list)
    offices: dict[str, str] = {}
    for row in connection.execute(query.order_by(case_file.c.opened_at)):
        offices[row.person] = row.office_id
        if row.state == CaseState.DONE.value and row.decision == _CARRIED_OUT:
            opened, done = (each.astimezone(VIETNAM_TIME).date() for each in (row.opened_at, row.changed_at))
            known[row.person].append(KnownCase(row.kind or "", row.about, opened, done))
    return known, offices
