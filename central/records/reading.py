"""Reading one person's record, by a scope and as far as it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Select,
    Text,
    bindparam,
    literal,
    select,
    union_all,
)

from central.records.rows import contribution_of
from central.records.scope import RecordError, Scope
from central.records.tables import contribution, employer, kinship, person, person_alias, record_entry
from kiosk.contract.records import AliasKind, Employer, ManagedBy, PersonRecord, Release, Section
from kiosk.masking import mask_email, mask_number

_PARTS = {
    Section.CONTRIBUTIONS: ("time_used",),
    Section.HEALTH: ("health_participation", "health_cards"),
    Section.BENEFITS: ("benefits",),
    Section.CARE: ("care",),
    Section.DOCUMENTS: ("documents",),
    Section.ACCOUNTS: ("bank_accounts",),
    Section.PAYMENTS: ("payments",),
}
# Names of units and wages of those whom others keep are not ours to show.
_WITHHELD = frozenset(
    (Section.CONTRIBUTIONS, Section.BENEFITS, Section.PAYMENTS, Section.CARE, Section.DOCUMENTS)
)


class Records:
    """The register, for who holds a scope."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def read(self, scope: Scope) -> Release:
        """Raises RecordError (``person_unknown``). At most five queries, whatever the record holds."""
        with self._engine.connect() as connection:
            who = find_row(connection, scope.number)
            if who is None:
                raise RecordError("person_unknown", "Nobody in the register has this number.")
            sections, withheld = _may_see(scope, ManagedBy(who["managed_by"]))
            content: dict[str, Any] = {"person": _person(connection, who, clear=Section.CONTACT in sections)}
            if Section.CONTRIBUTIONS in sections:
                content["contributions"] = _contributions(connection, who["person_id"])
            content |= _entries(connection, who["person_id"], sections)
            if Section.FAMILY in sections:
                content["relatives"] = _relatives(connection, who["person_id"])
        record = PersonRecord.model_validate(content)
        return Release(read_at=self._now(), record=record, withheld=tuple(sorted(withheld)))


def find_row(connection: Connection, number: str) -> RowMapping | None:
    """The person with this personal number or, where nobody has it, this alias."""
    return connection.execute(_BY_NUMBER, {"number": number}).mappings().first()


def employer_of(connection: Connection, code: str) -> Employer | None:
    """None where the register knows no unit of this code."""
    query = select(employer).where(employer.c.code == bindparam("unit"))
    row = connection.execute(query, {"unit": code}).mappings().first()
    return None if row is None else Employer.model_validate(dict(row))


def _by_number() -> Select[Any]:
    """Built once, without a number in it: statements are kept, and people are not to be."""
    number = bindparam("number", type_=Text)
    # Two look-ups put together: with OR neither index is used.
    numbered = union_all(
        select(person.c.person_id, literal(0).label("rank")).where(person.c.personal_number == number),
        select(person_alias.c.person_id, literal(1)).where(person_alias.c.number == number),
    ).subquery()
    return (
        select(person)
        .join_from(person, numbered, person.c.person_id == numbered.c.person_id)
        .order_by(numbered.c.rank)
        .limit(1)
    )


_BY_NUMBER = _by_number()


def _may_see(scope: Scope, managed_by: ManagedBy) -> tuple[frozenset[Section], frozenset[Section]]:
    if managed_by is ManagedBy.CIVIL or scope.sees_managed_by_others:
        return scope.sections, frozenset()
    return scope.sections - _WITHHELD, scope.sections & _WITHHELD


def _person(connection: Connection, who: RowMapping, *, clear: bool) -> dict[str, Any]:
    aliases = connection.execute(
        select(person_alias.c.kind, person_alias.c.number, person_alias.c.current, person_alias.c.since)
        .where(person_alias.c.person_id == who["person_id"])
        .order_by(person_alias.c.kind, person_alias.c.current.desc(), person_alias.c.number)
    )
    content = {**who["content"], "aliases": [dict(each) for each in aliases.mappings()]}
    if not clear:
        content["phone"] = mask_number(content.get("phone", ""))
        content["email"] = mask_email(content["email"]) if content.get("email") else ""
    return content


def _contributions(connection: Connection, person_id: int) -> list[Any]:
    """All entries, also those that another one has replaced: the book shows corrections."""
    rows = connection.execute(
        select(contribution, employer.c.name.label("employer_name"), employer.c.region, employer.c.dissolved)
        .join_from(contribution, employer, isouter=True)
        .where(contribution.c.person_id == person_id)
        .order_by(contribution.c.from_month, contribution.c.number)
    )
    return [contribution_of(dict(row)) for row in rows.mappings()]


def _entries(connection: Connection, person_id: int, sections: frozenset[Section]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {part: [] for section in sections for part in _PARTS.get(section, ())}
    if not found:
        return found
    rows = connection.execute(
        select(record_entry.c.number, record_entry.c.part, record_entry.c.replaces, record_entry.c.content)
        .where(record_entry.c.person_id == person_id, record_entry.c.part.in_(found))
        .order_by(record_entry.c.number)
    ).all()
    replaced = {row.replaces for row in rows}
    for row in rows:
        if row.number not in replaced:
            found[row.part].append(row.content)
    if "bank_accounts" in found:
        found["bank_accounts"] = [_masked_account(each) for each in found["bank_accounts"]]
    return found


def _masked_account(account: dict[str, Any]) -> dict[str, Any]:
    number = account["number"]
    return {**account, "number": "•" * (len(number) - 4) + number[-4:]}


def _relatives(connection: Connection, person_id: int) -> list[dict[str, Any]]:
    current = (
        select(person_alias.c.number)
        .where(
            person_alias.c.person_id == person.c.person_id,
            person_alias.c.kind == AliasKind.INSURANCE_NUMBER,
            person_alias.c.current,
        )
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            kinship.c.relation,
            kinship.c.confirmed,
            kinship.c.same_household,
            person.c.full_name,
            person.c.date_of_birth,
            person.c.personal_number,
            person.c.managed_by,
            person.c.content,
            current.label("insurance_number"),
        )
        .join_from(kinship, person, kinship.c.relative_id == person.c.person_id)
        .where(kinship.c.person_id == person_id)
        .order_by(person.c.date_of_birth, person.c.person_id)
    )
    return [_relative(dict(row)) for row in rows.mappings()]


def _relative(row: dict[str, Any]) -> dict[str, Any]:
    content = row.pop("content")
    return {**row, "died_on": content.get("died_on")}
