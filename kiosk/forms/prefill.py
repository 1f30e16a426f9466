"""What stands in a field before anybody typed: a fact, an earlier answer, or a figure of the record as of the
day of an event.

In a form's file::

    prefill = "person.sex"
    prefill = { figure = "average_wage", of = "compulsory", before = "leave.from" }
    prefill = [{ figure = "paid_months", of = "pension", birth = "birth.on", in_last = 12, when = {…} }, "…"]

Of several the first that has a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from pydantic import JsonValue

from kiosk.benefits.months import Month
from kiosk.forms.conditions import Condition, Known
from kiosk.forms.facts import FACTS
from kiosk.records.dated import DatedFigure, PaidTo, Stood, Until, stood

PAID = "record.paid"


class Origin(StrEnum):
    """Where it was taken from, as the person is told."""

    CARD = "card"
    RECORD = "record"  # of their contributions, as it stands there
    COUNTED = "counted"  # computed from several months of these
    SEEN = "seen"  # of the stretch that they turned to among them
    FINDING = "finding"  # that the register knows them, and as whom; nothing of their contributions
    COMPARED = "compared"  # card and register beside each other
    REGISTRY = "registry"  # the civil registry
    HERE = ""  # the day, the office, what they have answered themselves


_ORIGINS = {
    "person": Origin.CARD,
    "record": Origin.RECORD,
    "held": Origin.FINDING,
    "gap": Origin.SEEN,
    "finding": Origin.FINDING,
    "registry": Origin.REGISTRY,
}  # by room, but for
_OF_FACTS = {
    "held.differs": Origin.COMPARED,
    "finding.differs": Origin.COMPARED,
    "held.card_ethnicity": Origin.CARD,
    "held.card_nationality": Origin.CARD,
    **{
        f"record.{sum_of_months}": Origin.COUNTED
        for sum_of_months in (
            *("years", "months", "compulsory_years", "compulsory_months"),
            *("voluntary_years", "voluntary_months", "supported_months"),
        )
    },
}


@dataclass(frozen=True, slots=True)
class Filled:
    """``months``: the first and the last that a figure comes from."""

    value: JsonValue = field(repr=False)
    origin: Origin
    months: tuple[Month, Month] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A fact or an earlier answer."""

    name: str

    def find(self, known: Known) -> Filled | None:
        value = known.get(self.name)
        return None if value is None else Filled(value, self._origin)

    @property
    def _origin(self) -> Origin:
        if self.name not in FACTS:
            return Origin.HERE
        room = self.name.partition(".")[0]
        return _OF_FACTS.get(self.name) or _ORIGINS.get(room, Origin.HERE)

    def names(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True, slots=True)
class OfRecord:
    """``day``: the question or fact that says on which day; with ``cell`` a repeating group, whose earliest
    counts.
    """

    figure: Callable[[Stood], DatedFigure | None]
    of: PaidTo
    until: Until
    day: str
    in_last: int | None = None
    when: Condition | None = None
    cell: str | None = None

    def find(self, known: Known) -> Filled | None:
        day = self._day(known)
        if day is None or (self.when is not None and not self.when.holds(known)):
            return None
        then = stood(known.get(PAID), self.of, day, self.until, self.in_last)
        found = None if then is None else self.figure(then)
        if found is None:
            return None
        if found.first is None or found.last is None:
            return Filled(found.value, Origin.COUNTED)
        origin = Origin.RECORD if found.first == found.last else Origin.COUNTED
        return Filled(found.value, origin, (found.first, found.last))

    def _day(self, known: Known) -> date | None:
        given = known.get(self.day)
        if isinstance(given, list):
            cells = (row.get(self.cell or "") for row in given if isinstance(row, dict))
            given = min((cell for cell in cells if isinstance(cell, str)), default=None)
        return date.fromisoformat(given) if isinstance(given, str) else None

    def names(self) -> Iterator[str]:
        yield self.day
        if self.when is not None:
            yield from self.when.questions()


Source: TypeAlias = Named | OfRecord


@dataclass(frozen=True, slots=True)
class Prefill:
    sources: tuple[Source, ...]

    def find(self, known: Known) -> Filled | None:
        """None where nothing is known."""
        found = (source.find(known) for source in self.sources)
        return next((each for each in found if each is not None), None)

    def basis(self, known: Known) -> dict[str, JsonValue]:
        """The answers that it rests on. What it has filled in stands while they do."""
        names = (name for source in self.sources for name in source.names())
        return {name: known.get(name) for name in names if name not in FACTS}
