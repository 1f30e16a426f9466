"""Voluntary contributions and refunds: methods, support, terms, refusals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kiosk.benefits.figures import half_up
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons, rules, warnings

R = Fraction("0.0031")
MONTHLY = 440_000  # 22 % of 2,000,000
SUPPORT = {
    "poor": 165_000,
    "near_poor": 132_000,
    "ethnic_minority": 99_000,
    "island": 165_000,
    "other": 66_000,
}


def _contribution(**facts: object) -> Answer:
    base = {"paid_on": "2026-11-22", "income": 2_000_000, "group": "other", "method": "monthly"}
    return ask("voluntary_contribution", **{**base, **facts})


@pytest.mark.parametrize("group", SUPPORT)
@pytest.mark.parametrize(
    ("method", "months"), [("monthly", 1), ("3_months", 3), ("6_months", 6), ("12_months", 12)]
)
def test_a_period_costs_its_months_less_support(group: str, method: str, months: int) -> None:
    answer = _contribution(group=group, method=method)
    gross, support = MONTHLY * months, SUPPORT[group] * months
    assert answer.amounts == {"gross": gross, "support": support, "total": gross - support}
    assert answer.values["supported_months"] == months


@pytest.mark.parametrize(
    ("method", "last"),
    [("monthly", "2026-12"), ("3_months", "2027-02"), ("6_months", "2027-03"), ("12_months", "2027-06")],
)
def test_each_period_has_its_term(method: str, last: str) -> None:
    answer = _contribution(method=method, first_month="2026-12")
    assert str(answer.values["last_payment_month"]) == last
    assert warnings(answer) == []
    late = _contribution(method=method, first_month="2026-12", paid_on=f"{last}-28")
    assert ("paid_late", None) not in warnings(late)
    too_late = _contribution(method=method, first_month="2026-01", income=3_000_000, paid_on="2026-08-01")
    assert ("paid_late", None) in warnings(too_late)


@pytest.mark.parametrize(
    ("years", "outcome"), [(1, "rejected"), (2, "amount"), (5, "amount"), (6, "rejected")]
)
def test_years_ahead_are_discounted_month_by_month(years: int, outcome: str) -> None:
    answer = _contribution(method="years_ahead", years=years)
    assert answer.outcome == outcome
    if outcome == "rejected":
        assert reasons(answer) == ["years_not_offered"]
        return
    gross = sum(MONTHLY / (1 + R) ** (month - 1) for month in range(1, 12 * years + 1))
    assert answer.amounts["gross"] == half_up(gross)
    assert answer.amounts["support"] == 12 * years * 66_000
    assert answer.amounts["total"] == half_up(gross - 12 * years * 66_000)
    assert str(answer.values["last_payment_month"]) == "2026-11"


@pytest.mark.parametrize(("months", "outcome"), [(1, "amount"), (60, "amount"), (61, "rejected")])
def test_missing_months_cost_interest_and_are_not_supported_unless_said(months: int, outcome: str) -> None:
    answer = _contribution(method="missing_months", months=months)
    assert answer.outcome == outcome
    if outcome == "rejected":
        assert reasons(answer) == ["too_many_missing_months"]
        return
    gross = sum(MONTHLY * (1 + R) ** month for month in range(1, months + 1))
    assert answer.amounts == {"gross": half_up(gross), "support": 0, "total": half_up(gross)}
    supported = _contribution(method="missing_months", months=months, apply_support=True)
    assert supported.amounts["support"] == months * 66_000


@pytest.mark.parametrize(("left", "outcome"), [(0, "amount"), (1, "amount"), (2, "rejected")])
def test_missing_months_wait_for_the_month_before_retirement_age(left: int, outcome: str) -> None:
    answer = _contribution(method="missing_months", months=6, months_to_retirement_age=left)
    assert answer.outcome == outcome
    assert reasons(answer) == (["before_retirement_age"] if outcome == "rejected" else [])


@pytest.mark.parametrize(("used", "supported"), [(0, 12), (108, 12), (109, 11), (119, 1), (120, 0), (130, 0)])
def test_support_ends_after_120_months(used: int, supported: int) -> None:
    answer = _contribution(method="12_months", supported_months_used=used)
    assert answer.values["supported_months"] == supported
    assert answer.amounts["support"] == supported * 66_000
    assert ("voluntary.support" in rules(answer)) is bool(supported)


def test_a_province_may_add_its_share() -> None:
    answer = _contribution(local_support_percent="20", group="other")
    assert answer.amounts["support"] == 132_000
    assert (
        _contribution(local_support_percent="90", group="poor").amounts["support"] == 330_000
    )  # at most all


def test_given_interest_goes_before_the_known_one() -> None:
    none = _contribution(method="years_ahead", years=2, fund_interest_percent="0")
    assert none.amounts["gross"] == 24 * MONTHLY
    assert warnings(none) == []


def test_both_limits_of_income_are_named() -> None:
    assert reasons(_contribution(income=1_499_999)) == ["income_below_floor"]
    assert reasons(_contribution(income=50_600_001)) == ["income_above_cap"]


@pytest.mark.parametrize(("method", "months"), [("3_months", 2), ("6_months", 5), ("12_months", 11)])
def test_a_refund_gives_back_the_months_left_without_support(method: str, months: int) -> None:
    facts = {"paid_on": "2026-11-10", "method": method, "income": 2_000_000, "group": "near_poor"}
    answer = ask("voluntary_refund", **facts, months_left=months)
    assert answer.amounts == {
        "gross": months * MONTHLY,
        "support": months * 132_000,
        "total": months * (MONTHLY - 132_000),
    }
    assert ask("voluntary_refund", **facts, months_left=0).amounts["total"] == 0


def test_a_refund_of_years_ahead_is_that_of_the_last_months() -> None:
    facts = {
        "paid_on": "2026-11-10",
        "method": "years_ahead",
        "income": 2_000_000,
        "group": "other",
        "years": 3,
    }
    gross = sum(MONTHLY / (1 + R) ** (month - 1) for month in range(36 - 7 + 1, 37))
    answer = ask("voluntary_refund", **facts, months_left=7)
    assert answer.amounts["gross"] == half_up(gross)
    assert answer.amounts["support"] == 7 * 66_000
    # Only 30 of the 36 months were supported: of the last 7 one.
    assert (
        ask("voluntary_refund", **facts, months_left=7, supported_months_used=90).amounts["support"] == 66_000
    )
    assert ask("voluntary_refund", **facts, months_left=7, apply_support=False).amounts["support"] == 0


def test_what_is_paid_at_once_is_told_with_its_interest() -> None:
    """N159 Art. 6, 7."""
    for facts, rule in (
        ({"method": "years_ahead", "years": 2}, "voluntary.years_ahead"),
        ({"method": "missing_months", "months": 24}, "voluntary.missing_months"),
    ):
        (paid,) = (each for each in _contribution(**facts).rules if each.rule.id == rule)
        assert paid.inputs == {"months": 24, "interest": Fraction("0.31"), "income": 2_000_000}


def test_a_refund_without_support_has_no_supported_months() -> None:
    """N159 Art. 8: the State's part goes back to the budget, where there was one."""
    facts = {"paid_on": "2026-11-22", "method": "3_months", "income": 2_000_000, "group": "other"}
    answer = ask("voluntary_refund", **facts, months_left=3, apply_support=False)
    assert (answer.amounts["support"], answer.values["supported_months"]) == (0, 0)
