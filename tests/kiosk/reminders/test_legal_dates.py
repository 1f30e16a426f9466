"""The dates of the law that concern one person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.parameters import shipped_book
from kiosk.reference.reference_data import ReferenceData
from kiosk.reminders.legal_dates import (
    Stretch,
    ends,
    facility_window,
    limit_on,
    limits,
    lump_sum_from,
    pension_filing,
)

CALENDAR = ReferenceData().calendar
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 10, 15), date(2026, 10, 1)),  # the last day of the window
        (date(2026, 10, 16), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_the_facility_is_changed_in_the_first_15_days_of_a_quarter(on: date, first: date) -> None:
    assert facility_window(on) == Stretch(first, first + timedelta(days=14))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_window_is_open_or_the_next_one_to_come(on: date) -> None:
    window = facility_window(on)
    assert on <= window.last
    assert window.first - on <= timedelta(days=78)
    assert (window.first.day, window.last.day, window.first.month % 3) == (1, 15, 1)


@pytest.mark.parametrize(
    ("limit", "since", "last", "why"),
    [
        ("sickness", date(2026, 11, 2), date(2026, 12, 17), "45 days"),
        ("maternity", date(2026, 10, 8), date(2026, 11, 23), "a Sunday: the next working day"),
        ("maternity_voluntary", date(2026, 9, 25), date(2026, 11, 25), "24/11 is a day off since 2026"),
        ("death", date(2026, 2, 1), date(2026, 5, 4), "the Saturday after 30/4 and 1/5: Monday"),
        ("unemployment", date(2026, 11, 30), date(2027, 3, 1), "the last of February, a Sunday"),
    ],
)
def test_a_term_ends_on_a_working_day(limit: str, since: date, last: date, why: str) -> None:
    assert ends(limit_on(limit, since), since, CALENDAR).date == last, why


def test_a_term_in_a_year_that_is_not_settled_is_expected_only() -> None:
    assert ends(limit_on("sickness", TODAY), date(2026, 11, 2), CALENDAR).confirmed
    assert not ends(limit_on("sickness", TODAY), date(2026, 12, 30), CALENDAR).confirmed


def test_a_term_beyond_the_calendar_is_told_as_it_is() -> None:
    found = ends(limit_on("death", TODAY), date(2027, 12, 1), CALENDAR)
    assert (found.date, found.confirmed) == (date(2028, 2, 29), False)


def test_every_limit_names_its_article() -> None:
    assert {each.id for each in limits()} == {
        "sickness",
        "maternity",
        "maternity_voluntary",
        "death",
        "unemployment",
    }
    assert all("Điều" in each.article for each in limits())
    with pytest.raises(KeyError):
        limit_on("nothing", TODAY)


def test_what_happened_before_a_law_has_its_first_limit() -> None:
    assert limit_on("unemployment", date(2025, 12, 1)) == limit_on("unemployment", TODAY)


def test_a_pension_is_asked_for_within_20_days_before_it_begins() -> None:
    """Men born in January 1965 reach 61 years and 6 months in July 2026, and draw from August."""
    found = pension_filing("male", PartialDate.parse("1965-01-10"), TODAY, shipped_book())
    assert found == Stretch(date(2026, 7, 12), date(2026, 7, 31))


def test_the_lump_sum_comes_after_twelve_whole_months_without_contributions() -> None:
    assert lump_sum_from(Month(2025, 11), TODAY, shipped_book()) == date(2026, 12, 1)
