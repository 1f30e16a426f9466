"""What a record says as of the day of an event: months paid before it, wages of the last of them.

It reads the fact ``record.paid``: by fund the months that count, each with its wage, none where that is not
known in đồng. ``pension`` has the months of compulsory and of voluntary insurance, ``regions`` those of
unemployment insurance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import TypeAlias

from pydantic import JsonValue

from kiosk.benefits.maternity_conditions import window
from kiosk.benefits.months import Month

MONTHS_AVERAGED = 6  # L41 Art. 59.1; L74 Art. 39.1
_ORDINAL = attrgetter("ordinal")
PaidMonths: TypeAlias = Mapping[Month, int | None]


class PaidTo(StrEnum):
    COMPULSORY = "compulsory"
    PENSION = "pension"
    UNEMPLOYMENT = "unemployment"  # not used by a benefit yet


class Until(StrEnum):
    """Whether the month of the event counts, once it was paid."""

    BEFORE = "before"  # never
    UNTIL = "until"
    BIRTH = "birth"  # from the 15th on (T12 Art. 8)


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """``first`` and ``last``: the months that it comes from, none where there are none."""

    value: JsonValue = field(repr=False)
    first: Month | None = None
    last: Month | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """How things stood on the day of an event. ``in_last``: how many months before it are looked at."""

    on: date
    until: Until
    paid: PaidMonths = field(repr=False)
    in_last: int | None = None
    kept: int = 0  # months of unemployment insurance that a benefit has left
    regions: Mapping[Month, str] = field(default_factory=dict)  # of minimum wages: "1" to "4"

    @property
    def last(self) -> Month:
        """The last month that counts."""
        own = Month.of(self.on)
        match self.until:
            case Until.BEFORE:
                return own + -1
            case Until.UNTIL:
                return own
            case Until.BIRTH:
                return window(self.on, tuple(self.paid)).last

    @property
    def months(self) -> list[Month]:
        """Paid, in order."""
        last = self.last.ordinal
        first = 0 if self.in_last is None else last - self.in_last + 1
        return sorted((each for each in self.paid if first <= each.ordinal <= last), key=_ORDINAL)

    @property
    def averaged(self) -> list[Month]:
        return self.months[-MONTHS_AVERAGED:]


def _of(value: JsonValue, months: list[Month]) -> DatedFigure:
    return DatedFigure(value, months[0], months[-1]) if months else DatedFigure(value)


def _paid_months(stood: Stood) -> DatedFigure:
    kept = stood.kept if stood.in_last is None else 0  # nobody has noted which months they are
    return _of(len(stood.months) + kept, stood.months)


def _paid_years(stood: Stood) -> DatedFigure:
    return _of(len(stood.months) // 12, stood.months)


def _last_wage(stood: Stood) -> DatedFigure | None:
    """L41 Art. 45.1: of the last month before; of the month itself where one has only (again) begun in it."""
    own = Month.of(stood.on)
    months = [own] if own in stood.paid and own + -1 not in stood.paid else stood.months[-1:]
    wage = stood.paid[months[0]] if months else None
    return None if wage is None else _of(wage, months)


def _average_wage(stood: Stood) -> DatedFigure | None:
    """Of the last six paid months, of fewer where there are no more (L41 Art. 59.1); half up to đồng."""
    wages = _wages(stood)
    if not wages:
        return None
    average = Fraction(sum(wages), len(wages))
    return _of(int(average + Fraction(1, 2)), stood.averaged)


def _same_wages(stood: Stood) -> DatedFigure | None:
    """One amount tells them all: they are alike, or too few to be asked one by one."""
    wages = _wages(stood)
    if not wages:
        return None
    return _of(len(set(wages)) == 1 or len(wages) < MONTHS_AVERAGED, stood.averaged)


def _wage_of(place: int) -> Callable[[Stood], DatedFigure | None]:
    def find(stood: Stood) -> DatedFigure | None:
        wages = _wages(stood)
        return _of(wages[place], [stood.averaged[place]]) if len(wages) == MONTHS_AVERAGED else None

    return find


def _last_region(stood: Stood) -> DatedFigure | None:
    """Where the last of these months was worked."""
    months = [month for month in stood.months[-1:] if month in stood.regions]
    return _of(stood.regions[months[0]], months) if months else None


def _wages(stood: Stood) -> list[int]:
    """Of the months that are averaged; nothing unless all are known."""
    wages = [stood.paid[month] for month in stood.averaged]
    return [wage for wage in wages if wage is not None] if None not in wages else []


DATED_FIGURES: Mapping[str, Callable[[Stood], DatedFigure | None]] = {
    "paid_months": _paid_months,
    "paid_years": _paid_years,
    "last_wage": _last_wage,
    "last_region": _last_region,
    "average_wage": _average_wage,
    "same_wages": _same_wages,
    **{f"wage_{place + 1}": _wage_of(place) for place in range(MONTHS_AVERAGED)},
}


def stood(fact: JsonValue, of: PaidTo, on: date, until: Until, in_last: int | None = None) -> Stood | None:
    """As the fact ``record.paid`` tells it; None where no record was read."""
    if not isinstance(fact, dict):
        return None
    paid = {month: wage if isinstance(wage, int) else None for month, wage in _by_month(fact.get(of))}
    if of is not PaidTo.UNEMPLOYMENT:
        return Stood(on, until, paid, in_last)
    regions = {month: str(region) for month, region in _by_month(fact.get("regions"))}
    kept = fact.get("kept")
    return Stood(on, until, paid, in_last, kept if isinstance(kept, int) else 0, regions)


def _by_month(table: JsonValue) -> Iterator[tuple[Month, JsonValue]]:
    for month, value in table.items() if isinstance(table, dict) else ():
        yield Month.parse(month), value
