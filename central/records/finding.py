"""Whether the register knows somebody, and as whom: asked by kiosks while the person registers, and by the
judge of what came without a line.

Who finds a record by their own personal number has it. A book that was found by a number which somebody
states is theirs only where name, birthday and sex are as on the card; two of them suffice where no personal
number stands in it. Any other one is as good as none, so that nobody learns of the numbers of others.

A foreigner has no number of their own. Of name, birthday, sex and nationality three have to be as in the
passport, whichever number has found the record: passports are numbered anew, by each state for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Integer, RowMapping, Text, bindparam, select

from central.records.tables import person, person_alias
from kiosk.contract.finding import MOST_BOOKS
from kiosk.contract.records import AccountState, AliasKind, Differing, Found
from kiosk.records.comparing import has_birthday, is_same_name
from kiosk.reference.folding import fold

_SEXES = frozenset({"male", "female"})
_AGREE_UNCLAIMED, _AGREE_ALL = 2, 3  # of name, birthday and sex
_AGREE_FOREIGN = 3  # of these and the nationality


@dataclass(frozen=True, slots=True)
class Passport:
    number: str = field(repr=False)
    nationality: str  # three letters


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for, as their card says. ``stated``: a number of ten digits that they state."""

    number: str | None = field(repr=False)  # None: of somebody whom a passport names
    full_name: str = field(repr=False)
    date_of_birth: date = field(repr=False)
    sex: str | None = field(repr=False)  # None: the card does not say, or it is not known
    stated: str | None = field(default=None, repr=False)
    passport: Passport | None = field(default=None, repr=False)

    @property
    def user_number(self) -> str:
        """By which they sign in, and stand in the table of accounts."""
        return self.number or self.stated or ""


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
    """Five look-ups at most, each by an index."""
    if sought.passport is not None:
        return _find_foreigner(connection, sought, sought.passport)
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
    account = _account_state(mine)
    unclaimed = mine["personal_number"] is None and differs == (Differing.PERSONAL_NUMBER,)
    return FoundRecord(
        found,
        differs,
        number=numbers[0] if numbers else None,
        others=tuple(numbers[1 : 1 + MOST_BOOKS]),
        alike=_count_alike(connection, sought, mine),
        account=account if found is Found.NUMBER or unclaimed else AccountState.NONE,
    )


def find_person(connection: Connection, sought: Sought) -> RowMapping | None:
    """The row of the record that is theirs: by their number, one of before, or the number that they state."""
    mine = connection.execute(_BY_NUMBER, {"number": sought.number}).mappings().first()
    if mine is None:
        former = {"kind": AliasKind.OLD_PERSONAL_NUMBER, "number": sought.number}
        mine = connection.execute(_BY_ALIAS, former).mappings().first()
    return _stated(connection, sought) if mine is None else mine


def _find_foreigner(connection: Connection, sought: Sought, passport: Passport) -> FoundRecord:
    """By the number that they state, else by the passport. Where neither finds it, books with their name are
    counted: staff look whose they are.
    """
    mine = _foreign(connection, sought, passport, AliasKind.INSURANCE_NUMBER, sought.stated)
    found = Found.STATED
    if mine is None:
        mine = _foreign(connection, sought, passport, AliasKind.PASSPORT, passport.number)
        found = Found.PASSPORT
    if mine is None:
        return FoundRecord(Found.NOBODY, alike=_count_alike(connection, sought, None))
    aliases = connection.execute(_ALIASES, {"person_id": mine["person_id"]}).all()
    differs = list(_differs(mine, sought))
    if _nationality(mine) != passport.nationality:
        differs.append(Differing.NATIONALITY)
    if (AliasKind.PASSPORT, passport.number) not in {(each.kind, each.number) for each in aliases}:
        differs.append(Differing.PASSPORT)
    books = [each.number for each in aliases if each.kind == AliasKind.INSURANCE_NUMBER and each.current]
    number = sought.stated if found is Found.STATED else next(iter(books), None)
    return FoundRecord(
        found,
        tuple(differs),
        number=number,
        others=tuple(each for each in books if each != number)[:MOST_BOOKS],
        alike=_count_alike(connection, sought, mine),
        account=_account_state(mine),
    )


def _foreign(
    connection: Connection, sought: Sought, passport: Passport, kind: AliasKind, number: str | None
) -> RowMapping | None:
    """The record of no citizen that one number finds, if it is theirs."""
    if number is None:
        return None
    row = connection.execute(_BY_ALIAS, {"kind": kind, "number": number}).mappings().first()
    if row is None or row["personal_number"] is not None:
        return None
    agree = _count_agreeing(row, sought) + (_nationality(row) == passport.nationality)
    return row if agree >= _AGREE_FOREIGN else None


def _account_state(row: RowMapping) -> AccountState:
    return AccountState(row["content"].get("account", {}).get("state", AccountState.NONE))


def _nationality(row: RowMapping) -> str:
    return str(row["content"].get("nationality", "VNM"))


def _stated(connection: Connection, sought: Sought) -> RowMapping | None:
    if sought.stated is None:
        return None
    by_book = {"kind": AliasKind.INSURANCE_NUMBER, "number": sought.stated}
    row = connection.execute(_BY_ALIAS, by_book).mappings().first()
    if row is None:
        return None
    enough = _AGREE_UNCLAIMED if row["personal_number"] is None else _AGREE_ALL
    return row if _count_agreeing(row, sought) >= enough else None


def _count_agreeing(row: RowMapping, sought: Sought) -> int:
    same_sex = row["content"]["sex"] == sought.sex
    return sum((_is_same_name(row["full_name"], sought), _is_same_birthday(row, sought), same_sex))


def _numbers(connection: Connection, row: RowMapping) -> list[str]:
    """Of the books that count, the one that is printed first."""
    return list(connection.execute(_CURRENT_NUMBERS, {"person_id": row["person_id"]}).scalars())


def _count_alike(connection: Connection, sought: Sought, mine: RowMapping | None) -> int:
    """``mine``: the record that was found, which is not counted and knows a sex that no card says."""
    sex = sought.sex if mine is None or sought.sex in _SEXES else mine["content"]["sex"]
    state = None if sought.passport is None else sought.passport.nationality
    values = {"born": sought.date_of_birth, "person_id": None if mine is None else mine["person_id"]}
    rows: Sequence[Any] = connection.execute(_UNJOINED, values).mappings().all()
    alike = [
        row
        for row in rows
        if _folded(row["full_name"], sought) == _folded(sought.full_name, sought)
        and row["content"]["sex"] == sex
        and state in (None, _nationality(row))
    ]
    return min(len(alike), MOST_BOOKS)


def _differs(row: RowMapping, sought: Sought) -> Iterator[Differing]:
    content = row["content"]
    if not _is_same_name(row["full_name"], sought):
        yield Differing.NAME
    if not has_birthday(row["date_of_birth"], content.get("birth_known_to", "day"), sought.date_of_birth):
        yield Differing.DATE_OF_BIRTH
    if sought.sex in _SEXES and content["sex"] != sought.sex:
        yield Differing.SEX
    if sought.passport is None and row["personal_number"] != sought.number:
        yield Differing.PERSONAL_NUMBER


def _is_same_name(name: str, sought: Sought) -> bool:
    """A passport names in Latin letters, and its parts in whichever order."""
    if sought.passport is not None and sought.full_name.isascii():
        return _folded(name, sought) == _folded(sought.full_name, sought)
    return is_same_name(name, sought.full_name)


def _folded(name: str, sought: Sought) -> list[str]:
    """Without marks. Which part of a foreign name comes first is written now this way, now that."""
    words = fold(name).split()
    return words if sought.passport is None else sorted(words)


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
        person_alias.c.kind == bindparam("kind", type_=Text),
        person_alias.c.number == bindparam("number", type_=Text),
    )
)
_ALIASES = (
    select(person_alias.c.kind, person_alias.c.number, person_alias.c.current)
    .where(person_alias.c.person_id == bindparam("person_id"))
    .order_by(person_alias.c.since.desc().nulls_last(), person_alias.c.number)
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
        person.c.person_id.is_distinct_from(bindparam("person_id", type_=Integer)),
    )
    .limit(200)
)
