"""What a calculator's screen needs beside its form: which calculator of the law it asks, how answers become
its input, and how its answer is told. Data of a task's file; every part is checked when the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from pydantic import JsonValue

from kiosk.forms.conditions import Condition, Known
from kiosk.language import Bilingual

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

    ``words``: what a choice is called in the law where that cannot be an id of ours.
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
            return self.words[str(answer)]
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


# Where the value of one key of an input comes from
Source: TypeAlias = (
    "Fixed | AnswerTo | FirstOf | MonthsOf | SumOf | Less | LaterOf | Holds | ListOf | Repeated | AllRows"
)


@dataclass(frozen=True, slots=True)
class FigureTemplate:
    """One line of a result. ``text`` holds names of the answer's amounts and values: ``{monthly} đồng``.

    A line whose names have no value, or only noughts, says ``otherwise``; without that it is left out, unless
    it is the first of all.
    """

    label: Bilingual
    text: Bilingual
    otherwise: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class BarTemplate:
    """A bar of ``times`` an amount of the answer; ``each``: the amount is a list with a bar for every entry,
    whose number the label's ``{n}`` is.
    """

    label: Bilingual
    amount: str
    times: int = 1
    each: bool = False


@dataclass(frozen=True, slots=True)
class ChartTemplate:
    """Left out where fewer than two bars have anything to show."""

    title: Bilingual
    note: Bilingual | None
    bars: tuple[BarTemplate, ...]


@dataclass(frozen=True, slots=True)
class Calculation:
    """``leads_to``: the tasks by which the thing that was computed is asked for."""

    calculator: str
    inputs: Mapping[str, Source]
    figures: tuple[FigureTemplate, ...]
    when: Condition | None = None
    chart: ChartTemplate | None = None
    leads_to: tuple[str, ...] = ()

    def input_of(self, known: Known) -> dict[str, Any]:
        """The calculator's input as JSON, from facts and the answers that count."""
        values = {key: source.value(known) for key, source in self.inputs.items()}
        return {key: value for key, value in values.items() if value is not None}

    def questions_behind(self, field: str) -> tuple[str, ...]:
        """Whose answers fill a key of the input, by its path as `InputError` names it."""
        source = self.inputs.get(re.split(r"[.\[]", field, maxsplit=1)[0])
        return () if source is None else tuple(source.questions())


def since(parameter: str) -> str:
    """How an input names the day since which the present value of a figure of the law holds, as of a rise."""
    return f"since.{parameter}"


def _whole(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0
