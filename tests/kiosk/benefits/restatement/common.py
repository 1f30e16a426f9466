"""What every restated article needs: months one by one, the half-year rule, one rounding at the end."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

Case = Mapping[str, Any]
Value = int | str | bool | Fraction | list[int] | None
Month = tuple[int, int]


@dataclass(frozen=True)
class Answer:
    """What the law gives for one case: ``outcome`` as the interface names it, amounts in đồng.

    ``amounts`` are exact until :func:`dong`; ``values`` hold counts, dates as text, or exact fractions.
    """

    outcome: str
    amounts: dict[str, int] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)


NOT_ELIGIBLE = Answer("not_eligible")
REJECTED = Answer("rejected")


def dong(amount: Fraction) -> int:
    """Rounded once, half up, to a whole đồng."""
    return floor(amount + Fraction(1, 2))


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def month_of(text: str) -> Month:
    """``YYYY-MM`` or ``YYYY-MM-DD``."""
    return int(text[:4]), int(text[5:7])


def month_text(month: Month) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def next_month(month: Month) -> Month:
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)


def month_before(month: Month) -> Month:
    year, number = month
    return (year - 1, 12) if number == 1 else (year, number - 1)


def months_later(month: Month, count: int) -> Month:
    for _ in range(count):
        month = next_month(month)
    return month


def months_from_to(first: Month, last: Month) -> list[Month]:
    """Every month from ``first`` to ``last``, both included."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months


def same_day_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    year, number = months_later((day.year, day.month), months)
    return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def years_for_amount(months: int) -> Fraction:
    """L41 Điều 5.6: for an amount 1 to 6 odd months are half a year, 7 to 11 a year."""
    years, odd = Fraction(0), months
    while odd >= 12:
        years += 1
        odd -= 12
    if 1 <= odd <= 6:
        years += Fraction(1, 2)
    if odd >= 7:
        years += 1
    return years


def full_years(months: int) -> int:
    """L41 Điều 5.6: for a condition a year is twelve full months."""
    years = 0
    while months >= 12:
        years += 1
        months -= 12
    return years


@dataclass(frozen=True)
class PaidMonth:
    """One paid month of a history."""

    month: Month
    scheme: str
    wage: int
    wage_kind: str
    conditions: tuple[str, ...] = ()
    topped_up: bool = False

    @property
    def year(self) -> int:
        return self.month[0]


def paid_months(contributions: list[Case]) -> list[PaidMonth]:
    """The stretches of a history written out month by month, in order; unpaid ones count for nothing."""
    months = [
        PaidMonth(
            month,
            stretch["scheme"],
            stretch["wage"],
            stretch.get("wage_kind", "employer"),
            tuple(stretch.get("conditions", ())),
            stretch.get("topped_up", False),
        )
        for stretch in contributions
        if stretch.get("paid", True)
        for month in months_from_to(month_of(stretch["from"]), month_of(stretch["to"]))
    ]
    return sorted(months, key=lambda paid: paid.month)
