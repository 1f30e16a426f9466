"""How facts come into the register: one by one as they happen, or a whole country at once.

Nothing is changed or deleted: a correction is an entry of its own that names the one it replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import JSON, Connection, Engine, Table, bindparam, func, select, update

from central.records.reading import find_row
from central.records.rows import PARTS, contribution_row
from central.records.scope import RecordError, Scope
from central.records.tables import (
    contribution,
    employer,
    person,
    person_alias,
    person_correction,
    record_entry,
)
from central.store.storage import upserts
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.records import AliasKind, BankAccount, Contribution, Employer, Person

_ACCOUNTS = "bank_accounts"


@dataclass(frozen=True, slots=True)
class Entered:
    """An account as an entry of the register has it: ``number`` of that entry, or of the one that a new one
    takes the place of; None where it takes none.
    """

    number: int | None
    account: BankAccount = field(repr=False)


class RecordWriting:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def is_empty(self) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(select(person.c.person_id).limit(1)).first() is None

    def add_contribution(self, scope: Scope, entry: Contribution) -> int:
        """Append an entry; its own ``number`` is not looked at. Returns the number that it got.

        Raises RecordError (``person_unknown``, or ``entry_unknown`` where ``replaces`` names none).
        """
        with self._engine.begin() as connection:
            return append_contribution(connection, scope.number, entry)

    def add_entry(self, scope: Scope, part: str, entry: BaseModel, replaces: int | None = None) -> int:
        """Append to one part of the record, such as ``benefits``. The same errors."""
        if part not in PARTS:
            raise ValueError(f"{part} is no part that is appended to")
        with self._engine.begin() as connection:
            person_id = _locked_person(connection, scope.number)
            number = _next_number(connection, record_entry, person_id, replaces)
            connection.execute(
                record_entry.insert().values(
                    person_id=person_id,
                    number=number,
                    part=part,
                    replaces=replaces,
                    content=entry.model_dump(mode="json", exclude_defaults=True),
                )
            )
        return number

    def change_accounts(self, scope: Scope, change: Callable[[Sequence[Entered]], Sequence[Entered]]) -> None:
        """Append what ``change`` makes of the payment accounts as they stand, with their whole numbers;
        nobody else writes to this person meanwhile. Raises RecordError (``person_unknown``, or that of
        ``change``).
        """
        with self._engine.begin() as connection:
            person_id = _locked_person(connection, scope.number)
            for entry in change(_accounts(connection, person_id)):
                row = {
                    "person_id": person_id,
                    "number": _next_number(connection, record_entry, person_id, entry.number),
                    "part": _ACCOUNTS,
                    "replaces": entry.number,
                    "content": entry.account.model_dump(mode="json", exclude_defaults=True),
                }
                connection.execute(record_entry.insert().values(**row))


def _accounts(connection: Connection, person_id: int) -> list[Entered]:
    """Those that no other entry has taken the place of."""
    mine = record_entry.c.person_id == person_id, record_entry.c.part == _ACCOUNTS
    rows = connection.execute(select(record_entry).where(*mine).order_by(record_entry.c.number)).all()
    replaced = {row.replaces for row in rows}
    return [
        Entered(row.number, BankAccount.model_validate(row.content))
        for row in rows
        if row.number not in replaced
    ]


def append_contribution(connection: Connection, person_number: str, entry: Contribution) -> int:
    """Within a transaction that is under way, such as that of a case. Raises as `add_contribution` does."""
    person_id = _locked_person(connection, person_number)
    number = _next_number(connection, contribution, person_id, entry.replaces)
    if entry.employer is not None:
        add_employers(connection, [entry.employer])
    row = contribution_row(person_id, entry.model_copy(update={"number": number}))
    connection.execute(contribution.insert().values(**row))
    return number


@dataclass(frozen=True, slots=True)
class Correction:
    """``values``: by field of Person, as its model has them in JSON. ``who``: a staff number."""

    values: Mapping[str, str] = field(repr=False)
    who: str
    at: datetime
    case_id: UUID | None = None


def correct_person(connection: Connection, person_id: int, correction: Correction) -> bool:
    """What stood there before is kept, and a personal number of before goes on finding the person. False:
    nothing was otherwise. Raises RecordError ``number_taken``, and ValidationError for what no record holds.
    """
    row = connection.execute(
        select(person).where(person.c.person_id == bindparam("whom")).with_for_update(), {"whom": person_id}
    ).one()
    held = Person.model_validate(row.content)
    values: dict[str, object] = dict(correction.values)
    if "date_of_birth" in values:
        values["birth_known_to"] = "day"
    mended = Person.model_validate({**row.content, **values})
    changed = sorted(name for name in values if getattr(held, name) != getattr(mended, name))
    if not changed:
        return False
    if "personal_number" in changed:
        _give_number(connection, person_id, held, mended, correction.at)
    _note_correction(connection, person_id, correction, dict.fromkeys(changed, (held, mended)))
    connection.execute(
        update(person)
        .where(person.c.person_id == bindparam("whom"))
        .values(
            personal_number=bindparam("new_number"),
            full_name=bindparam("new_name"),
            date_of_birth=bindparam("new_birthday"),
            content=bindparam("new_content", type_=JSON),
        ),
        {
            "whom": person_id,
            "new_number": mended.personal_number,
            "new_name": mended.full_name,
            "new_birthday": mended.date_of_birth,
            "new_content": mended.model_dump(mode="json", exclude={"aliases"}, exclude_defaults=True),
        },
    )
    return True


def _give_number(connection: Connection, person_id: int, held: Person, mended: Person, at: datetime) -> None:
    owner = find_row(connection, mended.personal_number or "")
    if owner is not None and owner["person_id"] != person_id:
        raise RecordError("number_taken", "Somebody else in the register has this number.")
    if held.personal_number is None:
        return
    alias = {
        "kind": AliasKind.OLD_PERSONAL_NUMBER.value,
        "number": held.personal_number,
        "person_id": person_id,
        "current": False,
        "since": at.astimezone(VIETNAM_TIME).date(),
    }
    connection.execute(upserts(connection, person_alias).on_conflict_do_nothing(), [alias])


def _note_correction(
    connection: Connection,
    person_id: int,
    correction: Correction,
    changed: Mapping[str, tuple[Person, Person]],
) -> None:
    mine = person_correction.c.person_id == person_id
    last: int = connection.execute(
        select(func.coalesce(func.max(person_correction.c.number), 0)).where(mine)
    ).scalar_one()
    before, after = (
        {name: both[side].model_dump(mode="json", include={name})[name] for name, both in changed.items()}
        for side in (0, 1)
    )
    connection.execute(
        person_correction.insert(),
        [
            {
                "person_id": person_id,
                "number": last + 1,
                "case_id": correction.case_id,
                "who": correction.who,
                "at": correction.at,
                "before": before,
                "after": after,
            }
        ],
    )


def add_employers(connection: Connection, employers: Iterable[Employer]) -> None:
    """Those that are there already stay as they are."""
    rows = [each.model_dump(mode="json") for each in employers]
    if rows:
        connection.execute(upserts(connection, employer).on_conflict_do_nothing(), rows)


def _locked_person(connection: Connection, number: str) -> int:
    """Until the commit nobody else numbers entries of this person."""
    found = find_row(connection, number)
    if found is None:
        raise RecordError("person_unknown", "Nobody in the register has this number.")
    person_id: int = found["person_id"]
    connection.execute(
        select(person.c.person_id).where(person.c.person_id == person_id).with_for_update()
    ).one()
    return person_id


def _next_number(connection: Connection, table: Table, person_id: int, replaces: int | None) -> int:
    mine = table.c.person_id == person_id
    if replaces is not None:
        there = connection.execute(select(table.c.number).where(mine, table.c.number == replaces)).first()
        if there is None:
            raise RecordError("entry_unknown", "The entry that shall be replaced is not there.")
    last: int = connection.execute(
        select(func.coalesce(func.max(table.c.number), 0)).where(mine)
    ).scalar_one()
    return last + 1
