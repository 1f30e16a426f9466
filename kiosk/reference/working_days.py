"""The calendar of working days: terms of the law counted over weekends, days off and swapped Saturdays.

Counting: Civil Code 2015, article 147.2 (the first day is not counted) and 148.5 (a term in calendar days
that would end on a day off ends at the close of the next working day).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kiosk.errors import KnownError
from kiosk.reference.tables import ReferenceDataError, TableFile

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_KEYS = {"year", "confirmed", "source", "note", "off", "worked"}


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """A computed day. Not ``confirmed``: the days off of a year on the way are not decided ("dự kiến")."""

    date: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One decided or proposed year. ``off``: Mondays to Fridays off; ``worked``: weekend days worked."""

    year: int
    confirmed: bool
    source: str
    note: str
    off: frozenset[date]
    worked: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        return day in self.worked if day.weekday() >= _SATURDAY else day not in self.off


class WorkingCalendar:
    """The table of one file, read when first asked for. A year that is not in it raises ``KnownError``
    (``outside_calendar``)."""

    def __init__(self, file: TableFile) -> None:
        self._file = file

    def years(self) -> tuple[CalendarYear, ...]:
        return tuple(self._years.values())

    def covers(self, day: date) -> bool:
        return day.year in self._years

    def is_working_day(self, day: date) -> bool:
        return self._year_of(day).is_working_day(day)

    def add_working_days(self, start: date, days: int) -> WorkingDay:
        """The ``days``-th working day after ``start``, which is not counted itself.

        Raises ``KnownError``: ``outside_calendar``, or ``days_not_positive``.
        """
        _require_positive(days)
        day, confirmed = start, self._year_of(start).confirmed
        while days:
            day += _ONE_DAY
            year = self._year_of(day)
            confirmed = confirmed and year.confirmed
            days -= year.is_working_day(day)
        return WorkingDay(day, confirmed)

    def end_of_calendar_term(self, start: date, days: int) -> WorkingDay:
        """The last day of a term of ``days`` calendar days, or the next working day if that is a day off.

        Raises ``KnownError``: ``outside_calendar``, or ``days_not_positive``.
        """
        _require_positive(days)
        try:
            last = start + timedelta(days=days)
        except OverflowError:
            raise self._outside() from None
        year = self._year_of(last)
        if year.is_working_day(last):
            return WorkingDay(last, year.confirmed)
        following = self.add_working_days(last, 1)
        return WorkingDay(following.date, year.confirmed and following.confirmed)

    def add_days_but_holidays(self, start: date, days: int) -> WorkingDay:
        """The ``days``-th day after ``start`` that is no public holiday; weekends count, as in the law of
        pensions ("không bao gồm ngày nghỉ lễ, tết"). An end on a day off moves on as that of other terms.

        Raises ``KnownError``: ``outside_calendar``, or ``days_not_positive``.
        """
        _require_positive(days)
        day, confirmed = start, self._year_of(start).confirmed
        while days:
            day += _ONE_DAY
            year = self._year_of(day)
            confirmed = confirmed and year.confirmed
            days -= day not in year.off
        while not self.is_working_day(day):
            day += _ONE_DAY
        return WorkingDay(day, confirmed and self._year_of(day).confirmed)

    def _year_of(self, day: date) -> CalendarYear:
        year = self._years.get(day.year)
        if year is None:
            raise self._outside()
        return year

    def _outside(self) -> KnownError:
        first, last = min(self._years), max(self._years)
        return KnownError("outside_calendar", f"The calendar of working days covers {first} to {last} only.")

    @cached_property
    def _years(self) -> dict[int, CalendarYear]:
        try:
            rows = tomllib.loads(self._file.read_text("utf-8")).get("year", [])
        except (OSError, ValueError) as error:
            raise ReferenceDataError(self._file, 0, f"not readable as TOML ({error})") from None
        years = [self._year(row) for row in rows]
        numbers = [each.year for each in years]
        if not numbers or numbers != list(range(numbers[0], numbers[-1] + 1)):
            raise ReferenceDataError(self._file, 0, "the years must follow one another without a gap")
        return {each.year: each for each in years}

    def _year(self, row: dict[str, object]) -> CalendarYear:
        number = row.get("year")
        if not isinstance(number, int) or set(row) - _KEYS or not isinstance(row.get("confirmed"), bool):
            raise ReferenceDataError(
                self._file, 0, f"year {number} needs year, confirmed, source, off and worked"
            )
        off, worked = self._days(row, number, "off"), self._days(row, number, "worked")
        if any(day.weekday() >= _SATURDAY for day in off) or any(day.weekday() < _SATURDAY for day in worked):
            reason = f"year {number}: off lists Mondays to Fridays, worked lists Saturdays and Sundays"
            raise ReferenceDataError(self._file, 0, reason)
        source, note = str(row.get("source", "")), str(row.get("note", ""))
        if not source:
            raise ReferenceDataError(self._file, 0, f"year {number} names no source")
        return CalendarYear(number, row["confirmed"] is True, source, note, off, worked)

    def _days(self, row: dict[str, object], year: int, key: str) -> frozenset[date]:
        days = row.get(key)
        if not isinstance(days, list) or any(type(day) is not date or day.year != year for day in days):
            raise ReferenceDataError(
                self._file, 0, f"year {year}: {key} must be a list of dates of that year"
            )
        if len(set(days)) != len(days):
            raise ReferenceDataError(self._file, 0, f"year {year}: a date of {key} stands twice")
        return frozenset(days)


def _require_positive(days: int) -> None:
    if days < 1:
        raise KnownError("days_not_positive", "A term has at least one day.")
