"""How long an authorisation to receive holds: twelve months, whichever day it was made (L41 Art. 10.2.d)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kiosk.eligibility.rules.filing import against_authorisation, authorised_until

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
IN_FORCE, OLDER_END = date(2025, 7, 1), date(2026, 6, 30)


def months_apart(made: date, last: date) -> int:
    return 12 * (last.year - made.year) + last.month - made.month


@given(days, days)
def test_it_holds_from_its_day_to_its_last_and_on_no_other(made: date, on: date) -> None:
    assert (against_authorisation(made, on) == ()) is (made <= on <= authorised_until(made))


@given(days)
def test_its_last_day_lies_twelve_months_on(made: date) -> None:
    last = authorised_until(made)
    if made >= IN_FORCE:
        assert months_apart(made, last) == 12
        assert last.day <= made.day
    else:
        assert last >= OLDER_END or months_apart(made, last) == 12
