"""Household health insurance and the co-payment ceiling."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kiosk.benefits.asking import ask, reasons

FIRST = 113_850  # 4.5 % of 2,530,000


def _household(members: list[bool], months: int = 12, **facts: object) -> dict[str, object]:
    rows = [{"other_card": other} for other in members]
    answer = ask("household_health_insurance", paid_on="2026-11-22", months=months, members=rows, **facts)
    return {**answer.amounts, **answer.values, "reasons": reasons(answer)}


@pytest.mark.parametrize("months", [3, 6, 12])
def test_each_further_member_pays_less(months: int) -> None:
    shares = [100, 70, 60, 50, 40, 40]
    answer = _household([False] * 6, months)
    assert answer["members"] == [FIRST * share * months // 100 for share in shares]
    assert answer["total"] == FIRST * 360 * months // 100


def test_members_with_another_card_take_no_place() -> None:
    answer = _household([True, False, True, False])
    assert answer["members"] == [0, FIRST * 12, 0, FIRST * 12 * 7 // 10]
    assert _household([True])["total"] == 0


@pytest.mark.parametrize("months", [0, 1, 4, 9, 24])
def test_other_periods_are_not_offered(months: int) -> None:
    assert _household([False], months)["reasons"] == ["period_not_offered"]


@pytest.mark.parametrize(
    ("facts", "valid_from"),
    [
        ({}, date(2026, 11, 22)),
        ({"first_time": True}, date(2026, 12, 22)),
        ({"days_since_last_card": 89}, date(2026, 11, 22)),
        ({"days_since_last_card": 90}, date(2026, 12, 22)),
    ],
)
def test_a_first_or_interrupted_card_waits_thirty_days(facts: dict[str, object], valid_from: date) -> None:
    assert _household([False], 12, **facts)["valid_from"] == valid_from


@pytest.mark.parametrize(
    ("years", "paid", "covered"),
    [
        (5, 15_180_000, False),  # "lớn hơn": more than six levels
        (5, 15_180_001, True),
        ("4.9", 20_000_000, False),
        (10, 20_000_000, True),
    ],
)
def test_five_years_and_six_levels_are_needed(years: object, paid: int, covered: bool) -> None:
    answer = ask(
        "health_copayment_ceiling", on="2026-11-22", continuous_years=years, co_payment_this_year=paid
    )
    assert answer.amounts == {"threshold": 15_180_000}
    assert answer.values == {"fully_covered": covered}
