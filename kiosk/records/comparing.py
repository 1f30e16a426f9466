"""What the register has of a person beside what their card says, field by field.

The same rules decide for a kiosk that shows a record, and for central when it is asked whether it knows
somebody (`central.records.finding`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.clock import day_text
from kiosk.contract.records import AliasKind, Person
from kiosk.language import Bilingual, same
from kiosk.records.telling import Line
from kiosk.reference.folding import fold, spelling
from kiosk.reference.states import find_state

_FILE = Path(__file__).with_name("comparing.toml")
_SEXES = frozenset({"male", "female"})


class Field(StrEnum):
    """What can be corrected, in the order in which it is shown (form C02-TS, QĐ 366/QĐ-BHXH)."""

    NAME = "name"
    DATE_OF_BIRTH = "date_of_birth"
    SEX = "sex"
    PERSONAL_NUMBER = "personal_number"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"


class Standing(StrEnum):
    """How the record's value stands to that of the card."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNSAID = "unsaid"  # one of them says nothing


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card says. None, or a sex that is neither: it does not say."""

    full_name: str = field(repr=False)
    date_of_birth: date = field(repr=False)
    sex: str | None = field(repr=False)
    personal_number: str | None = field(repr=False)
    ethnicity: str | None = field(default=None, repr=False)
    nationality: str | None = field(default=None, repr=False)  # three letters


@dataclass(frozen=True, slots=True)
class Compared:
    """``held``, ``shown``: in words; None where nothing is said."""

    name: Field
    standing: Standing
    held: Bilingual | None = field(repr=False)
    shown: Bilingual | None = field(repr=False)


class _Texts(BaseModel):
    """``comparing.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    field: dict[Field, Bilingual]
    sex: dict[str, Bilingual]
    born_year: Bilingual
    born_month: Bilingual
    alias: dict[AliasKind, Bilingual]
    alias_former: dict[AliasKind, Bilingual]
    since: Bilingual


def compare(person: Person, shown: Shown) -> tuple[Compared, ...]:
    """Every field, each once."""
    values = {
        Field.NAME: (same(person.full_name), same(shown.full_name)),
        Field.DATE_OF_BIRTH: (birthday_words(person), same(day_text(shown.date_of_birth))),
        Field.SEX: (_sex(person.sex), _sex(shown.sex)),
        Field.PERSONAL_NUMBER: (_text(person.personal_number), _text(shown.personal_number)),
        Field.ETHNICITY: (_text(person.ethnicity), _text(shown.ethnicity)),
        Field.NATIONALITY: (_state(person.nationality), _state(shown.nationality)),
    }
    return tuple(Compared(each, _standing(each, person, shown), *values[each]) for each in Field)


def is_same_name(held: str, shown: str) -> bool:
    """Capitals and the place of a tone do not count. A name without any mark comes from where there are none,
    such as the zone that machines read.
    """
    if shown.isascii():
        return fold(held).split() == fold(shown).split()
    return spelling(held) == spelling(shown)


def has_birthday(held: date, known_to: str, shown: date) -> bool:
    """The record has this very day, and not only its month or year."""
    return known_to == "day" and held == shown


def field_words(name: Field) -> Bilingual:
    return _texts().field[name]


def birthday_words(person: Person) -> Bilingual:
    """As far as it is known."""
    born, texts = person.date_of_birth, _texts()
    if person.birth_known_to == "year":
        return texts.born_year.filled({"year": born.year})
    if person.birth_known_to == "month":
        return texts.born_month.filled({"month": f"{born:%m/%Y}"})
    return same(day_text(born))


def number_lines(person: Person) -> tuple[Line, ...]:
    """Every number that finds the person, those that count today first."""
    return tuple(_number_lines(person))


def _number_lines(person: Person) -> Iterator[Line]:
    texts = _texts()
    if person.personal_number is not None:
        yield Line(field_words(Field.PERSONAL_NUMBER), same(person.personal_number))
    for each in sorted(person.aliases, key=lambda alias: (alias.kind, not alias.current, alias.number)):
        label = (texts.alias if each.current else texts.alias_former)[each.kind]
        since = "" if each.since is None else day_text(each.since)
        value = texts.since.filled({"number": each.number, "day": since}) if since else same(each.number)
        yield Line(label, value)


def _standing(name: Field, person: Person, shown: Shown) -> Standing:
    match name:
        case Field.NAME:
            agrees = is_same_name(person.full_name, shown.full_name)
        case Field.DATE_OF_BIRTH:
            agrees = has_birthday(person.date_of_birth, person.birth_known_to, shown.date_of_birth)
        case Field.SEX if shown.sex in _SEXES:
            agrees = person.sex == shown.sex
        case Field.PERSONAL_NUMBER if shown.personal_number is not None:
            agrees = person.personal_number == shown.personal_number
        case Field.ETHNICITY if person.ethnicity and shown.ethnicity:
            agrees = spelling(person.ethnicity) == spelling(shown.ethnicity)
        case Field.NATIONALITY if shown.nationality:
            agrees = person.nationality == shown.nationality
        case _:
            return Standing.UNSAID
    return Standing.AGREES if agrees else Standing.DIFFERS


def _text(value: str | None) -> Bilingual | None:
    return same(value) if value else None


def _sex(value: str | None) -> Bilingual | None:
    return _texts().sex.get(value or "")


def _state(code: str | None) -> Bilingual | None:
    return (find_state(code) or same(code)) if code else None


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))
