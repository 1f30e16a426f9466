"""Whether the register knows somebody, and as whom: asked by kiosks while the person registers, and by the
judge of what came without a line.

Who finds a record by their own personal number has it. A book that was found by a number which somebody
states is theirs only where name, birthday and sex are as on the card; two of them suffice where no personal
number stands in it. Any other one is as good as none, so that nobody learns of the numbers of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, RowMapping, Text, bindparam, select

from central.records.tables import person, person_alias
from kiosk.contract.finding import MOST_BOOKS, Differing, Found
from kiosk.contract.records import AccountState, AliasKind
from kiosk.reference.folding import fold, spelling

_SEXES = frozenset({"male", "female"})
_AGREE_UNCLAIMED, _AGREE_ALL = 2, 3  # of name, birthday and sex


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for, as their card says. ``stated``: a number of ten digits that they state."""

    number: str = field(repr=False)
    full_name: str = field(repr=False)
    date_of_birth: date = field(repr=False)
    sex: str | None = field(repr=False)  # None: the card does not say, or it is not known
    stated: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """The fields of `kiosk.contract.finding.Finding`, before it goes anywhere."""

    found: Found
    differs: tuple[Differing, ...] = ()
    number: str | None = field(default=None, repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)
    alike: int = 0
    account: AccountState = AccountState.NONE

    @property
    def several(self) -> bool:
        return bool(self.others) or self.alike > 0

    @property
    def is_in_order(self) -> bool:
        """Nothing of it is to be mended."""
        return not self.differs and not self.several


def find_record(connection: Connection, sought: Sought) -> FoundRecord:
    """Four look-ups at most, each by an index."""
    mine = connection.execute(_BY_NUMBER, {"number": sought.number}).mappings().first()
    found = Found.NUMBER
    if mine is None:
        mine, found = _stated(connection, sought), Found.STATED
    if mine is None:
        return FoundRecord(Found.NOBODY)
    numbers = _numbers(connection, mine)
    differs = tuple(_differs(mine, sought))
    if found is Found.STATED:
        # of a book that is not joined to the person no other number is told, nor anything that it leads to
        numbers = [sought.stated] if sought.stated else []
    account = AccountState(mine["content"].get("account", {}).get("state", AccountState.NONE))
    unclaimed = mine["personal_number"] is None and differs == (Differing.PERSONAL_NUMBER,)
    return FoundRecord(
        found,
        differs,
        number=numbers[0] if numbers else None,
        others=tuple(numbers[1 : 1 + MOST_BOOKS]),
        alike=_count_alike(connection, sought, mine["person_id"]),
        account=account if found is Found.NUMBER or unclaimed else AccountState.NONE,
    )


def _stated(connection: Connection, sought: Sought) -> RowMapping | None:
    if sought.stated is None:
        return None
    row = connection.execute(_BY_ALIAS, {"number": sought.stated}).mappings().first()
    if row is None:
        return None
    agree = sum(
        (_is_same_name(row, sought), _is_same_birthday(row, sought), row["content"]["sex"] == sought.sex)
    )
    enough = _AGREE_UNCLAIMED if row["personal_number"] is None else _AGREE_ALL
    return row if agree >= enough else None


def _numbers(connection: Connection, row: RowMapping) -> list[str]:
    """Of the books that count, the one that is printed first."""
    return list(connection.execute(_CURRENT_NUMBERS, {"person_id": row["person_id"]}).scalars())


def _count_alike(connection: Connection, sought: Sought, person_id: int) -> int:
    rows: Sequence[Any] = connection.execute(
        _UNJOINED, {"born": sought.date_of_birth, "person_id": person_id}
    ).all()
    alike = [
        row
        for row in rows
        if fold(row.full_name) == fold(sought.full_name) and row.content["sex"] == sought.sex
    ]
    return min(len(alike), MOST_BOOKS)


def _differs(row: RowMapping, sought: Sought) -> Iterator[Differing]:
    content = row["content"]
    if not _is_same_name(row, sought):
        yield Differing.NAME
    if row["date_of_birth"] != sought.date_of_birth or content.get("birth_known_to", "day") != "day":
        yield Differing.DATE_OF_BIRTH
    if sought.sex in _SEXES and content["sex"] != sought.sex:
        yield Differing.SEX
    if row["personal_number"] != sought.number:
        yield Differing.PERSONAL_NUMBER


def _is_same_name(row: RowMapping, sought: Sought) -> bool:
    """A name without any mark comes from where there are none, such as the zone that machines read."""
    same = fold if sought.full_name.isascii() else spelling
    return same(row["full_name"]) == same(sought.full_name)


def _is_same_birthday(row: RowMapping, sought: Sought) -> bool:
    """As far as it is known."""
    born: date = row["date_of_birth"]
    known_to = row["content"].get("birth_known_to", "day")
    if known_to == "year":
        return born.year == sought.date_of_birth.year
    if known_to == "month":
        return (born.year, born.month) == (sought.date_of_birth.year, sought.date_of_birth.month)
    return born == sought.date_of_birth


_BY_NUMBER = select(person).where(person.c.personal_number == bindparam("number", type_=Text))
_BY_ALIAS = (
    select(person)
    .join_from(person, person_alias, person.c.person_id == person_alias.c.person_id)
    .where(
        person_alias.c.kind == AliasKind.INSURANCE_NUMBER,
        person_alias.c.number == bindparam("number", type_=Text),
    )
)
_CURRENT_NUMBERS = (
    select(person_alias.c.number)
    .where(
        person_alias.c.person_id == bindparam("person_id"),
        person_alias.c.kind == AliasKind.INSURANCE_NUMBER,
        person_alias.c.current,
    )
    .order_by(person_alias.c.since.desc().nulls_last(), person_alias.c.number)
)
_UNJOINED = (
    select(person.c.full_name, person.c.content)
    .where(
        person.c.personal_number.is_(None),
        person.c.date_of_birth == bindparam("born", type_=Date),
        person.c.person_id != bindparam("person_id"),
    )
    .limit(200)
)
