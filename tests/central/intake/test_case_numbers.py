from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.intake.case_numbers import CaseNumber, case_number, check_digit, read_case_number, stream_number

STREAM = UUID("01900000-0000-7000-8000-000000000001")
NUMBERS = st.builds(
    CaseNumber,
    prefix=st.sampled_from(["DK", "TD", "HS"]),
    year=st.integers(0, 99),
    stream_number=st.from_regex(r"[0-9]{8}", fullmatch=True),
    sequence=st.integers(1, 1 << 40),
)


def test_the_digits_of_a_stream_never_change() -> None:
    """Receipts in people's hands name them."""
    assert stream_number(STREAM) == "63489634"
    number = case_number("registration.adult", datetime(2026, 3, 2, tzinfo=UTC), "63489634", 123)
    assert number == "DK26-6348-9634-0123-9"


@pytest.mark.parametrize(
    ("digits", "check"),
    [("0794", "5"), ("8609574271", "9")],  # as the standard and its users give them
)
def test_the_check_digit_is_that_of_the_standard(digits: str, check: str) -> None:
    assert check_digit(digits) == check


@given(NUMBERS)
def test_a_number_is_read_as_it_was_written_with_or_without_its_dashes(number: CaseNumber) -> None:
    written = str(number)
    assert read_case_number(written) == number
    assert read_case_number(f" {written.replace('-', '').lower()} ") == number
    assert read_case_number(written.replace("-", " ")) == number


@given(NUMBERS, st.data())
def test_a_mistyped_digit_is_noticed(number: CaseNumber, data: st.DataObject) -> None:
    written = str(number)
    place = data.draw(st.sampled_from([i for i, each in enumerate(written) if each.isdigit()]))
    other = data.draw(st.sampled_from([each for each in "0123456789" if each != written[place]]))
    assert read_case_number(written[:place] + other + written[place + 1 :]) is None


@given(NUMBERS, NUMBERS)
def test_two_places_never_share_a_number(one: CaseNumber, other: CaseNumber) -> None:
    assert (str(one) == str(other)) == (one == other)


@pytest.mark.parametrize(
    ("received", "year"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "26"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "27"),  # midnight in Hà Nội
    ],
)
def test_the_year_is_that_of_vietnam(received: datetime, year: str) -> None:
    assert case_number("contact.change", received, "00000000", 1).startswith(f"TD{year}-")


@pytest.mark.parametrize("kind", [None, "account.closing"])
def test_an_act_of_an_unknown_kind_has_a_number_too(kind: str | None) -> None:
    assert case_number(kind, datetime(2026, 3, 2, tzinfo=UTC), "00000000", 1).startswith("HS26-")


@pytest.mark.parametrize("written", ["", "DK-2026-000001", "DK26-4417-0932-0123", "26-4417-0932-0123-7", "x"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_case_number(written) is None
