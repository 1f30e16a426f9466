"""The rate of the pension month by month, and the money of Article 23: no jump, nothing lost."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from tests.kiosk.benefits.asking import ask
from tests.kiosk.benefits.cases.old_age import allowances_of_article_23
from tests.kiosk.benefits.two_ways import answered_to


@pytest.mark.parametrize("sex", ["male", "female"])
def test_the_rate_climbs_by_half_years_and_never_jumps(sex: str) -> None:
    """Half a year gives 1 % (men below twenty years ½ %), and only at the first and seventh odd month."""
    facts = {"sex": sex, "decided_on": "2026-11-22", "average": 1}
    answers = [ask("pension", months=months, **facts).values["rate_percent"] for months in range(180, 541)]
    rates = [Fraction(str(answer)) for answer in answers]
    for months, (rate, following) in enumerate(pairwise(rates), 181):
        step = following - rate
        assert step in {0, Fraction(1, 2), 1}, months
        assert step == 0 or months % 12 in {1, 7}, months
        assert step != Fraction(1, 2) or (sex == "male" and months <= 240), months
    assert rates[0] == (40 if sex == "male" else 45)
    assert rates[-1] == 75


@given(allowances_of_article_23())
def test_the_money_of_an_allowance_reaches_the_social_pension_or_what_is_short_is_named(
    case: dict[str, Any],
) -> None:
    answer = answered_to("article_23_allowance", case)
    if answer["outcome"] == "amount":
        until, lasting = case["months_to_social_pension"], answer["values"]["months_at_floor"]
        amounts = answer["amounts"]
        assert amounts["shortfall"] == 500_000 * max(until - lasting, 0)
        assert (amounts["monthly"] > 500_000) == (lasting > until)
        assert abs(amounts["monthly"] * until - 500_000 * max(until, lasting)) <= until
