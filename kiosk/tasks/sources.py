"""Where a value comes from that the law is asked about: answers and facts of a visit, put together as data.

Used for the input of calculators and for the facts of public services. Read by `kiosk.tasks.source_reader`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pydantic import JsonValue

from kiosk.benefits.months import Month, months_between
from kiosk.forms.conditions import Condition, Known

_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same value for everybody."""

    content: JsonValue

    def value(self, known: Known) -> JsonValue:
        del known
        return self.content

    def questions(self) -> Iterator[str]:
        yield from ()


class Form(StrEnum):
    """How the engine takes an answer that it does not take as it is."""

    AS_IT_IS = ""
    TEXT = "text"  # a year
    NUMBER = "number"  # of a choice
    DAY = "day"  # of a month the first one


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """An answer or fact; ``None`` where there is none ("I do not know"), or where it is ``but_for``.

    ``words``: what a choice is called in the law where that cannot be an id of ours, or what yes and no
    ("True", "False") stand for.
    """

    question: str
    but_for: str | None = None
    form: Form = Form.AS_IT_IS
    words: Mapping[str, str] | None = None

    def value(self, known: Known) -> JsonValue:
        answer = known.get(self.question)
        if answer is None or answer == self.but_for:
            return None
        if self.words is not None:
            answer = self.words[str(answer)]
        match self.form:
            case Form.AS_IT_IS:
                return answer
            case Form.TEXT:
                return str(answer)
            case Form.NUMBER:
                return int(str(answer))
            case Form.DAY:
                return f"{answer}-01"

    def questions(self) -> Iterator[str]:
        yield self.question


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first of several that has a value."""

    sources: tuple[Source, ...]

    def value(self, known: Known) -> JsonValue:
        values = (source.value(known) for source in self.sources)
        return next((value for value in values if value is not None), None)

    def questions(self) -> Iterator[str]:
        for source in self.sources:
            yield from source.questions()


@dataclass(frozen=True, slots=True)
class MonthsOf:
    """Years and months, asked apart, as months."""

    years: str
    months: str

    def value(self, known: Known) -> JsonValue:
        years, months = known.get(self.years), known.get(self.months)
        if years is None and months is None:
            return None
        return _MONTHS_OF_YEAR * _whole(years) + _whole(months)

    def questions(self) -> Iterator[str]:
        yield from (self.years, self.months)


@dataclass(frozen=True, slots=True)
class SumOf:
    """Months of several questions together."""

    sources: tuple[Source, ...]

    def value(self, known: Known) -> JsonValue:
        values = [value for source in self.sources if (value := source.value(known)) is not None]
        return sum(map(_whole, values)) if values else None

    def questions(self) -> Iterator[str]:
        for source in self.sources:
            yield from source.questions()


@dataclass(frozen=True, slots=True)
class Less:
    """A number less another one, not below nought; nothing where the first is not known."""

    than: Source
    question: str

    def value(self, known: Known) -> JsonValue:
        whole = self.than.value(known)
        return None if whole is None else max(_whole(whole) - _whole(known.get(self.question)), 0)

    def questions(self) -> Iterator[str]:
        yield from self.than.questions()
        yield self.question


@dataclass(frozen=True, slots=True)
class LaterOf:
    """The last of several days."""

    ids: tuple[str, ...]

    def value(self, known: Known) -> JsonValue:
        return max((str(known[each]) for each in self.ids if known.get(each) is not None), default=None)

    def questions(self) -> Iterator[str]:
        yield from self.ids


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether the answers fulfil a condition."""

    condition: Condition

    def value(self, known: Known) -> JsonValue:
        return self.condition.holds(known)

    def questions(self) -> Iterator[str]:
        yield from self.condition.questions()


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several answers in one list; nothing unless all are there."""

    ids: tuple[str, ...]

    def value(self, known: Known) -> JsonValue:
        values = [known.get(each) for each in self.ids]
        return None if None in values else values

    def questions(self) -> Iterator[str]:
        yield from self.ids


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same entry as many times as the answer says."""

    entry: Mapping[str, JsonValue]
    times: str

    def value(self, known: Known) -> JsonValue:
        return [dict(self.entry) for _ in range(_whole(known.get(self.times)))]

    def questions(self) -> Iterator[str]:
        yield self.times


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The rows of a repeating question. ``keys``: by the engine's key, the name of the cell; ``also``: what
    every row has besides.
    """

    question: str
    keys: Mapping[str, str]
    also: Mapping[str, JsonValue]

    def rows(self, known: Known) -> list[JsonValue]:
        rows = known.get(self.question)
        return [self._row(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def _row(self, row: Mapping[str, JsonValue]) -> JsonValue:
        cells = {key: row.get(cell) for key, cell in self.keys.items()}
        return {**{key: cell for key, cell in cells.items() if cell is not None}, **self.also}

    def questions(self) -> Iterator[str]:
        yield self.question


@dataclass(frozen=True, slots=True)
class AllRows:
    """The rows of several repeating questions, one after the other; nothing where there are none."""

    parts: tuple[RowsOf, ...]

    def value(self, known: Known) -> JsonValue:
        return [row for part in self.parts for row in part.rows(known)] or None

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True, slots=True)
class MonthsPaid:
    """Every month of one scheme in an answer of the kind ``contribution_months``."""

    question: str
    scheme: str

    def value(self, known: Known) -> JsonValue:
        rows = known.get(self.question)
        if not isinstance(rows, list):
            return None
        stretches = [row for row in rows if isinstance(row, dict) and row.get("scheme") == self.scheme]
        spans = [(Month.parse(str(row["from"])), Month.parse(str(row["to"]))) for row in stretches]
        return [str(month) for first, last in spans for month in months_between(first, last)]

    def questions(self) -> Iterator[str]:
        yield self.question


# Where the value of one key of an input comes from
Source: TypeAlias = (
    "Fixed | AnswerTo | FirstOf | MonthsOf | SumOf | Less | LaterOf | Holds | ListOf | Repeated | AllRows"
    " | MonthsPaid"
)


def values_of(sources: Mapping[str, Source], known: Known) -> dict[str, JsonValue]:
    """By key what is known, as JSON."""
    values = {key: source.value(known) for key, source in sources.items()}
    return {key: value for key, value in values.items() if value is not None}


def _whole(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0
