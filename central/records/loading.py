"""Records into the register, many at once: by COPY on PostgreSQL, all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, Engine, Table, func, select, text
from sqlalchemy.exc import IntegrityError

from central.records.rows import contribution_row, entry_rows, person_row
from central.records.scope import RecordError
from central.records.tables import contribution, kinship, person, person_alias, record_entry
from central.records.writing import add_employers
from kiosk.contract.records import Employer, PersonRecord

Family = Sequence[PersonRecord]
_FAMILIES_AT_ONCE = 500
_TABLES = (person, person_alias, contribution, record_entry, kinship)


@dataclass(frozen=True, slots=True)
class Loaded:
    people: int
    contributions: int  # entries, each a stretch of months


@dataclass(slots=True)
class _Batch:
    """Rows of some families, by table."""

    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {table.name: [] for table in _TABLES}
    )
    employers: dict[str, Employer] = field(default_factory=dict)

    def add(self, person_id: int, record: PersonRecord, now: datetime) -> None:
        self.rows["person"].append({"person_id": person_id, **person_row(record), "registered_at": now})
        for alias in record.person.aliases:
            self.rows["person_alias"].append({"person_id": person_id, **alias.model_dump(mode="python")})
        for entry in record.contributions or ():
            self.rows["contribution"].append(contribution_row(person_id, entry))
            if entry.employer is not None:
                self.employers[entry.employer.code] = entry.employer
        self.rows["record_entry"] += entry_rows(person_id, record)

    def tie(self, family: Family, ids: Sequence[int]) -> None:
        """Relatives are found among the people of the family, by either number."""
        numbers = {
            number: person_id
            for record, person_id in zip(family, ids, strict=True)
            for number in (record.person.personal_number, *(each.number for each in record.person.aliases))
            if number is not None
        }
        for record, person_id in zip(family, ids, strict=True):
            for relative in record.relatives or ():
                number = relative.personal_number or relative.insurance_number
                self.rows["kinship"].append(
                    {
                        "person_id": person_id,
                        "relative_id": numbers[number] if number else None,
                        "relation": relative.relation.value,
                        "confirmed": relative.confirmed,
                        "same_household": relative.same_household,
                    }
                )


def load(engine: Engine, families: Iterable[Family], now: Callable[[], datetime]) -> Loaded:
    """Append people to the register, with the ties within each family.

    Raises RecordError (``number_taken``: somebody in the register has one of the numbers) and DBAPIError;
    nothing is kept then.
    """
    try:
        return _load(engine, families, now)
    except (IntegrityError, engine.dialect.loaded_dbapi.IntegrityError):  # COPY goes past SQLAlchemy
        # What the database says names the number.
        raise RecordError("number_taken", "One of the numbers is in the register already.") from None


def _load(engine: Engine, families: Iterable[Family], now: Callable[[], datetime]) -> Loaded:
    people = contributions = 0
    moment = now()
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE person IN EXCLUSIVE MODE"))
        next_id = 1 + connection.execute(select(func.coalesce(func.max(person.c.person_id), 0))).scalar_one()
        known_employers: set[str] = set()
        waiting = iter(families)
        while some := list(islice(waiting, _FAMILIES_AT_ONCE)):
            batch = _Batch()
            for family in some:
                ids = range(next_id, next_id + len(family))
                next_id += len(family)
                for person_id, record in zip(ids, family, strict=True):
                    batch.add(person_id, record, moment)
                batch.tie(family, ids)
            add_employers(
                connection, [each for code, each in batch.employers.items() if code not in known_employers]
            )
            known_employers |= batch.employers.keys()
            for table in _TABLES:
                _insert(connection, table, batch.rows[table.name])
            people += len(batch.rows["person"])
            contributions += len(batch.rows["contribution"])
        _count_on(connection)
    return Loaded(people, contributions)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(table.insert(), rows)
        return
    driver: Any = connection.connection.driver_connection
    names = ", ".join(column.name for column in table.columns)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in _plain_rows(table, rows):
            copy.write_row(row)


def _plain_rows(table: Table, rows: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    columns = [(column.name, isinstance(column.type, JSON)) for column in table.columns]
    for row in rows:
        yield [
            json.dumps(row[name], ensure_ascii=False) if is_json and row[name] is not None else row[name]
            for name, is_json in columns
        ]


def _count_on(connection: Connection) -> None:
    """PostgreSQL's own numbering goes on behind the ids that were given out here."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('person', 'person_id'),"
                " (SELECT coalesce(max(person_id), 1) FROM person))"
            )
        )
