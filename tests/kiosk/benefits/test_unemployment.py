"""Unemployment benefit: amount, months, conditions, dates."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction

import pytest

from kiosk.benefits.engine import calculate
from kiosk.benefits.parameters import ParameterBook, shipped_book
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import TODAY, ask, reasons, warnings


def _unemployment(**facts: object) -> Answer:
    base = {"ended_on": "2026-10-31", "average": 10_000_000, "months": 40, "region": "I"}
    return ask("unemployment", **{**base, **facts})


@pytest.mark.parametrize(
    ("region", "cap"), [("I", 26_550_000), ("II", 23_650_000), ("III", 20_700_000), ("IV", 18_500_000)]
)
def test_sixty_percent_up_to_five_regional_wages(region: str, cap: int) -> None:
    assert _unemployment(region=region).amounts["monthly"] == 6_000_000
    assert _unemployment(region=region, average=cap * 100 // 60 + 100).amounts["monthly"] == cap


@pytest.mark.parametrize(
    ("months", "paid", "odd"),
    [
        (12, 3, 0),
        (35, 3, 0),
        (36, 3, 0),
        (37, 3, 1),
        (47, 3, 11),
        (48, 4, 0),
        (59, 4, 11),
        (60, 5, 0),
        (143, 11, 11),
        (144, 12, 0),
        (150, 12, 6),
        (156, 12, 0),
    ],
)
def test_months_of_benefit(months: int, paid: int, odd: int) -> None:
    answer = _unemployment(months=months)
    assert (answer.values["months_paid"], answer.values["months_reserved"]) == (paid, odd)
    assert ("parameter_unsure", "unemployment_odd_months_kept") in warnings(answer)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"months": 11}, ["under_12_months"]),
        ({"months_in_window": 11}, ["under_12_months"]),
        ({"months_in_window": 12}, []),
        ({"unlawful_termination": True}, ["unlawful_termination"]),
        ({"pension_eligible": True}, ["pension_eligible"]),
        ({"asked_on": "2027-01-31"}, []),
        ({"asked_on": "2027-02-01"}, ["asked_too_late"]),
        ({"works_again": True}, ["works_again"]),
    ],
)
def test_conditions(facts: dict[str, object], expected: list[str]) -> None:
    assert reasons(_unemployment(**facts)) == expected


@pytest.mark.parametrize(
    ("ended", "asked", "ask_by", "first"),
    [
        # Eleven working days after 02/11: 03–06, 09–13, 16, 17.
        ("2026-10-31", "2026-11-02", date(2027, 1, 31), date(2026, 11, 17)),
        ("2026-10-31", None, date(2027, 1, 31), date(2026, 11, 16)),
        ("2026-11-30", "2026-12-01", date(2027, 2, 28), date(2026, 12, 16)),
        # Under the older law on the 16th working day: 01/12 … 19/12 are 15, 22/12.
        ("2025-11-30", "2025-11-30", date(2026, 2, 28), date(2025, 12, 22)),
        # Work ended before 2026, asked under Law 74 (Art. 55.4): 06–10/01 with a Saturday worked, 12–16, 19.
        ("2025-12-15", "2026-01-05", date(2026, 3, 15), date(2026, 1, 19)),
    ],
)
def test_dates(ended: str, asked: str | None, ask_by: date, first: date) -> None:
    values = _unemployment(ended_on=ended, asked_on=asked).values
    assert (values["ask_by"], values["first_day_of_pay"]) == (ask_by, first)


def test_dates_in_undecided_years_warn() -> None:
    assert ("holidays_unsure", None) in warnings(_unemployment(ended_on="2026-12-28"))
    assert ("holidays_unsure", None) not in warnings(_unemployment(ended_on="2026-10-31"))


def test_odd_months_are_lost_where_a_decree_says_so() -> None:
    """L74 Art. 35.4 leaves them to the Government."""
    rows = [
        dataclasses.replace(row, value=Fraction(0)) if row.name == "unemployment_odd_months_kept" else row
        for row in shipped_book().all()
    ]
    facts = {"ended_on": "2026-10-31", "average": 10_000_000, "months": 40, "region": "I"}
    answer = calculate("unemployment", facts, TODAY, ParameterBook(rows))
    assert answer.values["months_reserved"] == 0
    (reserved,) = (each for each in answer.rules if each.rule.id == "unemployment.reserved")
    assert reserved.result == 0
