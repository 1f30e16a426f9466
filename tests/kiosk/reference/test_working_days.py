"""Terms in working days: the dates worked out by hand, a naive count, and what another library says."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import KnownError
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import ReferenceDataError
from kiosk.reference.working_days import WorkingCalendar, WorkingDay

CALENDAR = ReferenceData().calendar
FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-08-14", 5, "2026-08-21"),  # over a weekend
        ("2026-08-18", 5, "2026-08-24"),  # Saturday 22/08 is worked
        ("2026-08-26", 5, "2026-09-07"),  # 31/08 to 02/09 off
        ("2026-11-18", 7, "2026-11-30"),  # 24/11 off
        ("2025-12-31", 5, "2026-01-09"),  # 01/01 and 02/01 off
        ("2026-01-05", 5, "2026-01-10"),  # ends on the worked Saturday
        ("2024-04-26", 3, "2024-05-04"),  # 29/04 to 01/05 off, Saturday 04/05 worked
    ],
)
def test_a_term_in_working_days(start: str, days: int, end: str) -> None:
    counted = CALENDAR.add_working_days(date.fromisoformat(start), days)
    assert counted == WorkingDay(date.fromisoformat(end), confirmed=True)


def test_a_term_that_touches_an_undecided_year_is_provisional() -> None:
    assert CALENDAR.add_working_days(date(2026, 12, 30), 1) == WorkingDay(date(2026, 12, 31), confirmed=True)
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1) == WorkingDay(date(2027, 1, 4), confirmed=False)
    assert not CALENDAR.add_working_days(date(2027, 3, 1), 1).confirmed


@pytest.mark.parametrize(
    ("start", "days", "end", "confirmed"),
    [
        (date(2026, 8, 18), 5, date(2026, 8, 24), True),  # Sunday 23/08
        (date(2026, 8, 17), 5, date(2026, 8, 22), True),  # a worked Saturday is no day off
        (date(2026, 8, 1), 30, date(2026, 9, 3), True),  # 31/08, then off to 02/09
        (date(2026, 12, 2), 30, date(2027, 1, 4), False),
        (date(2026, 11, 23), 1, date(2026, 11, 25), True),
    ],
)
def test_a_term_in_calendar_days(start: date, days: int, end: date, confirmed: bool) -> None:
    assert CALENDAR.end_of_calendar_term(start, days) == WorkingDay(end, confirmed)


@given(DAYS, st.integers(1, 60))
def test_a_term_is_what_a_naive_count_gives(start: date, days: int) -> None:
    working = [each for each in _all_days() if each > start and CALENDAR.is_working_day(each)]
    if len(working) < days:
        with pytest.raises(KnownError, match="outside_calendar"):
            CALENDAR.add_working_days(start, days)
        return
    counted = CALENDAR.add_working_days(start, days)
    assert counted.date == working[days - 1]
    assert counted.confirmed == (counted.date.year < 2027)


@given(DAYS, st.integers(1, 400))
def test_a_calendar_term_ends_on_the_first_working_day_from_its_last_day(start: date, days: int) -> None:
    following = [
        each for each in _all_days() if each >= start + timedelta(days) and CALENDAR.is_working_day(each)
    ]
    if not following:
        with pytest.raises(KnownError, match="outside_calendar"):
            CALENDAR.end_of_calendar_term(start, days)
        return
    assert CALENDAR.end_of_calendar_term(start, days).date == following[0]


@given(DAYS, st.integers(1, 20), st.integers(1, 20))
def test_terms_add_up(start: date, first: int, second: int) -> None:
    try:
        whole = CALENDAR.add_working_days(start, first + second)
    except KnownError:
        return
    halfway = CALENDAR.add_working_days(start, first)
    assert CALENDAR.add_working_days(halfway.date, second).date == whole.date


@pytest.mark.parametrize("start", [date(2023, 12, 31), date(2028, 1, 1), date(2027, 12, 31), date.max])
def test_outside_the_table_nothing_is_counted(start: date) -> None:
    with pytest.raises(KnownError, match="outside_calendar"):
        CALENDAR.add_working_days(start, 1)
    with pytest.raises(KnownError, match="outside_calendar"):
        CALENDAR.end_of_calendar_term(start, 4000)


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_has_days(days: int) -> None:
    with pytest.raises(KnownError, match="days_not_positive"):
        CALENDAR.add_working_days(date(2026, 1, 5), days)
    with pytest.raises(KnownError, match="days_not_positive"):
        CALENDAR.end_of_calendar_term(date(2026, 1, 5), days)


# What the library "holidays" 0.86 does not know or computes otherwise.
SWAPS_MISSED = {
    date(2025, 4, 26),
    date(2025, 5, 2),
    date(2026, 1, 2),
    date(2026, 1, 10),
    date(2026, 8, 22),
    date(2026, 8, 31),
}
NEW_DAY_OFF_MISSED = {date(2026, 11, 24), date(2027, 11, 24)}
TET_MAKE_UP_PROPOSED = {date(2027, 2, 4), date(2027, 2, 10)}
SECOND_DAY_OF_2_SEPTEMBER_GUESSED = {date(2027, 9, 3)}


def test_the_library_agrees_but_for_what_is_known() -> None:
    library = holidays.country_holidays("VN", years=range(2024, 2028))
    different = {day for day in _all_days() if library.is_working_day(day) != CALENDAR.is_working_day(day)}
    known = SWAPS_MISSED | NEW_DAY_OFF_MISSED | TET_MAKE_UP_PROPOSED | SECOND_DAY_OF_2_SEPTEMBER_GUESSED
    assert different == known


def _all_days() -> list[date]:
    return [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]


GOOD_YEAR = 'year = 2030\nconfirmed = true\nsource = "x"\noff = [2030-01-01]\nworked = []\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "without a gap"),
        ("year = [", "not readable as TOML"),
        ("[[year]]\n" + GOOD_YEAR.replace("2030-01-01", "2030-01-05"), "Mondays to Fridays"),
        ("[[year]]\n" + GOOD_YEAR.replace("worked = []", "worked = [2030-01-02]"), "Mondays to Fridays"),
        ("[[year]]\n" + GOOD_YEAR.replace("2030-01-01", "2031-01-01"), "dates of that year"),
        ("[[year]]\n" + GOOD_YEAR.replace("2030-01-01", "2030-01-01, 2030-01-01"), "stands twice"),
        ("[[year]]\n" + GOOD_YEAR.replace('"x"', '""'), "no source"),
        ("[[year]]\n" + GOOD_YEAR.replace("off =", "of ="), "needs year"),
        ("[[year]]\n" + GOOD_YEAR.replace("true", '"yes"'), "needs year"),
        ("[[year]]\n" + GOOD_YEAR + "[[year]]\n" + GOOD_YEAR.replace("2030", "2032"), "without a gap"),
        ("[[year]]\n" + GOOD_YEAR + "[[year]]\n" + GOOD_YEAR, "without a gap"),
    ],
)
def test_a_wrong_file_names_itself_and_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "working_days.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ReferenceDataError, match=reason) as caught:
        WorkingCalendar(file).years()
    assert "working_days.toml" in caught.value.sentence


def test_an_office_can_bring_its_own_table(tmp_path: Path) -> None:
    (tmp_path / "working_days.toml").write_text("[[year]]\n" + GOOD_YEAR, "utf-8")
    calendar = ReferenceData(tmp_path).calendar
    assert calendar.add_working_days(date(2030, 1, 1), 1) == WorkingDay(date(2030, 1, 2), confirmed=True)
