"""Working days: weekly rest, public holidays and the swaps of offices, from the dated table beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from kiosk.benefits.months import days_between

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
OFFICE_REST: tuple[Weekday, ...] = ("saturday", "sunday")
_WEEKDAYS = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """Days off and swaps of the years that are known; ``unsure`` are years not yet decided wholly."""

    holidays: frozenset[date]
    swapped_off: frozenset[date]
    swapped_on: frozenset[date]
    settled: frozenset[int]

    def is_working_day(self, day: date, weekly_rest: tuple[Weekday, ...]) -> bool:
        """Swapped days hold only for who rests on Saturdays, as offices do."""
        swaps = "saturday" in weekly_rest
        if swaps and day in self.swapped_on:
            return True
        off = day in self.holidays or (swaps and day in self.swapped_off)
        return not off and _WEEKDAYS[day.weekday()] not in weekly_rest

    def working_days(self, first: date, last: date, weekly_rest: tuple[Weekday, ...]) -> Iterator[date]:
        """From ``first`` to ``last``, both included."""
        return (day for day in days_between(first, last) if self.is_working_day(day, weekly_rest))

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day of an office after ``day`` (itself not counted, Civil Code 147.2)."""
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day, OFFICE_REST)
        return day

    def settled_for(self, first: date, last: date) -> bool:
        """Whether every year of the period is decided."""
        return all(year in self.settled for year in range(first.year, last.year + 1))


def holiday_table_of(toml: str) -> HolidayTable:
    years: dict[str, dict[str, Any]] = tomllib.loads(toml)

    def all_of(key: str) -> frozenset[date]:
        return frozenset(day for year in years.values() for day in year[key])

    settled = frozenset(int(name) for name, year in years.items() if year["status"] == "settled")
    return HolidayTable(all_of("holidays"), all_of("swapped_off"), all_of("swapped_on"), settled)


@cache
def shipped_holidays() -> HolidayTable:
    """The days off that this release knows."""
    return holiday_table_of(files(__name__).joinpath("holidays.toml").read_text("utf-8"))
