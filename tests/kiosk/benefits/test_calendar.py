"""Working days of offices and of people with another weekly rest."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.benefits.calendar import OFFICE_REST, Weekday, holiday_table_of, shipped_holidays
from kiosk.benefits.months import days_between
from kiosk.reference.reference_data import ReferenceData

SUNDAY: tuple[Weekday, ...] = ("sunday",)


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 8, 14), 5, date(2026, 8, 21)),
        (date(2026, 8, 18), 5, date(2026, 8, 24)),  # Saturday 22/08 was worked
        (date(2026, 8, 26), 5, date(2026, 9, 7)),
        (date(2026, 11, 18), 7, date(2026, 11, 30)),
        (date(2025, 12, 31), 5, date(2026, 1, 9)),
        (date(2026, 1, 5), 5, date(2026, 1, 10)),
        (date(2026, 1, 5), 0, date(2026, 1, 5)),
    ],
)
def test_terms_of_offices(day: date, count: int, result: date) -> None:
    assert shipped_holidays().add_working_days(day, count) == result


@pytest.mark.parametrize(
    ("day", "office", "six_days"),
    [
        (date(2026, 1, 2), False, True),  # the swap holds only for who rests on Saturdays
        (date(2026, 1, 10), True, True),
        (date(2026, 8, 22), True, True),
        (date(2026, 8, 31), False, True),
        (date(2026, 9, 2), False, False),
        (date(2026, 11, 24), False, False),
        (date(2026, 11, 28), False, True),
        (date(2026, 11, 29), False, False),
    ],
)
def test_swaps_and_weekly_rest(day: date, office: bool, six_days: bool) -> None:
    table = shipped_holidays()
    assert table.is_working_day(day, OFFICE_REST) is office
    assert table.is_working_day(day, SUNDAY) is six_days


def test_only_decided_years_are_settled() -> None:
    table = shipped_holidays()
    assert table.settled_for(date(2024, 1, 1), date(2026, 12, 31))
    assert not table.settled_for(date(2026, 12, 31), date(2027, 1, 1))
    assert not table.settled_for(date(2023, 12, 31), date(2024, 1, 1))


def test_holidays_are_weekdays_and_worked_swaps_saturdays() -> None:
    table = shipped_holidays()
    assert all(day.weekday() < 5 for day in table.holidays | table.swapped_off)
    assert all(day.weekday() == 5 for day in table.swapped_on)


def test_a_newer_table_can_be_read() -> None:
    table = holiday_table_of(
        "[2030]\nholidays = [2030-01-01]\nswapped_off = []\nswapped_on = []\n"
        'source = "an invented notice"\nstatus = "settled"\n'
    )
    assert not table.is_working_day(date(2030, 1, 1), ())
    assert table.settled_for(date(2030, 1, 1), date(2030, 1, 1))


def test_offices_rest_on_the_days_of_the_office_calendar() -> None:
    # The calculators know weekly rests other than that of offices, so they keep a table of their own.
    ours, offices = shipped_holidays(), ReferenceData().calendar
    for year in offices.years():
        days = days_between(date(year.year, 1, 1), date(year.year, 12, 31))
        different = [
            day for day in days if ours.is_working_day(day, OFFICE_REST) != offices.is_working_day(day)
        ]
        assert different == []
        assert ours.settled_for(date(year.year, 1, 1), date(year.year, 1, 1)) is year.confirmed
