"""Months and dates of birth as the law counts them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

FIRST_YEAR, LAST_YEAR = 1900, 2199  # what is outside was mistyped
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; ``Month(2026, 7) + 6`` is January 2027, and the difference of two is a number."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """``YYYY-MM``; ValueError for anything else."""
        return cls(*_year_and_month(text))

    @property
    def ordinal(self) -> int:
        return 12 * self.year + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __add__(self, months: int) -> Month:
        year, month = divmod(self.ordinal + months, 12)
        return Month(year, month + 1)

    def __sub__(self, other: Month) -> int:
        return self.ordinal - other.ordinal

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@lru_cache(maxsize=4096)
def _year_and_month(text: str) -> tuple[int, int]:
    """Remembered: a register has few months and reads each of them very often."""
    match = _MONTH.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12 or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError("not a month")
    return int(match[1]), int(match[2])


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from ``first`` to ``last``, both included."""
    return (first + offset for offset in range(last - first + 1))


def parse_date(text: str) -> date:
    """``YYYY-MM-DD`` and nothing else (not the other forms of ISO 8601); ValueError otherwise."""
    match = _DATE.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError("not a date")
    return date(int(match[1]), int(match[2]), int(match[3]))


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of a shorter month (Civil Code Art. 148.3)."""
    month = Month.of(day) + months
    return date(month.year, month.month, min(day.day, month.last_day.day))


def months_and_days(start: date, end: date) -> tuple[int, int]:
    """Full months from ``start`` until ``end`` (not included), and the odd days after them."""
    months = Month.of(end) - Month.of(start)
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth of which day or month may be unknown: then the first one counts (N158 Art. 12.2)."""

    counted: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        if _YEAR.fullmatch(text):
            text = f"{text}-01"
        if _MONTH.fullmatch(text):
            text = f"{text}-01"
        return cls(parse_date(text))

    @property
    def month(self) -> Month:
        return Month.of(self.counted)

    def turns(self, years: int) -> date:
        """The day on which that age is full."""
        return add_months(self.counted, 12 * years)

    def __str__(self) -> str:
        return self.counted.isoformat()


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
