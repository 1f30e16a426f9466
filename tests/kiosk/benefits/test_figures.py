"""Numbers and words as JSON and as sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kiosk.benefits.figures import Words, average_text, ceiling, decimal_text, half_up, plain, shown
from kiosk.benefits.months import Month, PartialDate, add_months, months_and_days


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(49, 100), 0),
        (Fraction(7), 7),
        (0, 0),
    ],
)
def test_halves_go_up(value: Fraction, rounded: int) -> None:
    assert half_up(value) == rounded


def test_a_part_of_a_month_is_a_month() -> None:
    assert [ceiling(Fraction(each, 3)) for each in (0, 1, 3, 4)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(43, 2), "21.5"),
        (Fraction(2), "2"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(-1, 10**6), "0"),
        (100, "100"),
        (Fraction("1000.50"), "1000.5"),
    ],
)
def test_decimal_strings(value: Fraction, text: str) -> None:
    assert decimal_text(value) == text


def test_averages_have_two_decimals() -> None:
    assert average_text(Fraction("8371294.1176")) == "8371294.12"
    assert average_text(Fraction("8371294.005")) == "8371294.01"


@pytest.mark.parametrize(
    ("value", "vi", "en", "json"),
    [
        (1_234_567, "1.234.567", "1,234,567", 1_234_567),
        (Fraction("1234.5"), "1.234,5", "1,234.5", "1234.5"),
        (date(2026, 8, 1), "01/08/2026", "01/08/2026", "2026-08-01"),
        (Month(2026, 8), "08/2026", "08/2026", "2026-08"),
        (True, "có", "yes", True),
        (False, "không", "no", False),
        (None, "–", "–", None),
        (Words("child", "con", "child"), "con", "child", "child"),
        ("text", "text", "text", "text"),
        (Decimal("1.50"), "1.50", "1.50", "1.50"),
    ],
)
def test_values_are_shown_and_told(value: object, vi: str, en: str, json: object) -> None:
    assert (shown(value, "vi"), shown(value, "en"), plain(value)) == (vi, en, json)


def test_structures_are_told_part_by_part() -> None:
    assert plain({"a": (Fraction(1, 2), [date(2026, 1, 2)])}) == {"a": ["0.5", ["2026-01-02"]]}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 8, 10), date(2026, 12, 1), (3, 21)),
        (date(2026, 1, 31), date(2026, 2, 28), (1, 0)),
        (date(2026, 1, 31), date(2026, 3, 1), (1, 1)),
        (date(2026, 1, 1), date(2026, 1, 1), (0, 0)),
        (date(2025, 12, 15), date(2026, 1, 14), (0, 30)),
        (date(2025, 12, 15), date(2026, 1, 15), (1, 0)),
    ],
)
def test_full_months_and_odd_days(start: date, end: date, expected: tuple[int, int]) -> None:
    assert months_and_days(start, end) == expected


def test_months_and_birth_dates() -> None:
    assert Month(2026, 12) + 1 == Month(2027, 1)
    assert Month(2026, 1) + -1 == Month(2025, 12)
    assert Month(2026, 1) < Month(2026, 2)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert PartialDate.parse("1965").counted == date(1965, 1, 1)
    assert PartialDate.parse("1965-07").counted == date(1965, 7, 1)
    assert str(PartialDate.parse("1965-07-09")) == "1965-07-09"
    for text in ("1965-00", "1965-13", "1899-12", "2200-01", "65", "1965-7", "1965-07-32", ""):
        with pytest.raises(ValueError, match=r"date|month|day"):
            PartialDate.parse(text)
