"""Keeping what was paid or taking it: both futures side by side."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from kiosk.benefits.figures import half_up
from tests.kiosk.benefits.asking import ask, rules, warnings

KEEP = {
    "asked_on": "2026-11-22",
    "decided_on": "2026-11-30",
    "ground": "after_12_months",
    "months_before_2014": 0,
    "months_from_2014": 120,
    "average": 5_000_000,
    "last_paid_month": "2025-06",
    "sex": "female",
    "born": "1980-05-05",
}


def test_both_futures_stand_side_by_side() -> None:
    answer = ask("keep_or_take", **KEEP)
    assert answer.amounts["lump_sum"] == 100_000_000
    assert answer.amounts["pension_monthly"] == 0
    # 60 years in 05/2040, 75 in 05/2055: 180 months; 5,000,000 × 2 × 10 / 500,000 = 200 months at the floor.
    assert str(answer.values["retirement_reached_in"]) == "2040-05"
    assert answer.amounts["article_23_monthly"] == 555_556
    assert answer.values["voluntary_months"] == 60
    assert answer.amounts["voluntary_cost"] == 60 * (330_000 - 66_000)
    average = Fraction(5_000_000 * 120 + 1_500_000 * 60, 180)
    assert answer.amounts["voluntary_pension_monthly"] == round(average * 45 / 100)
    assert answer.values["months_until_equal"] == 58  # 100,000,000 / 1,725,000
    assert [offer.code for offer in answer.alternatives] == ["take", "continue", "article_23"]


def test_voluntary_months_give_no_floor() -> None:
    record = [
        {"from": "2000-01", "to": "2005-10", "scheme": "compulsory", "wage": 500_000},
        {"from": "2008-01", "to": "2026-10", "scheme": "voluntary", "wage": 1_500_000},
    ]
    facts = {
        "asked_on": "2026-11-22",
        "decided_on": "2026-11-22",
        "ground": "emigration",
        "contributions": record,
    }
    answer = ask("keep_or_take", **facts, sex="male", born="1964-01-15")
    assert answer.amounts["pension_monthly"] == 1_118_934


def test_enough_years_mean_a_pension_later() -> None:
    answer = ask("keep_or_take", **{**KEEP, "months_from_2014": 180, "months_before_2014": 48})
    assert answer.amounts["voluntary_pension_monthly"] == 0
    assert answer.amounts["pension_monthly"] == 2_650_000  # 19 years: 45 + 8 = 53 % of 5,000,000


def test_dates_of_both_futures() -> None:
    values = ask("keep_or_take", **KEEP).values
    assert str(values["voluntary_pension_from"]) == "2040-06-01"
    assert values["pension_from"] is None
    kept = ask("keep_or_take", **{**KEEP, "months_from_2014": 180, "months_before_2014": 48}).values
    assert str(kept["pension_from"]) == "2040-06-01"
    assert kept["voluntary_pension_from"] is None
    assert kept["voluntary_months"] == 0


def test_late_in_life_the_rest_is_paid_at_once() -> None:
    old = {**KEEP, "born": "1966-01-05", "sex": "female"}
    at_once = ask("keep_or_take", **old)
    assert at_once.values["voluntary_missing_months"] == 60
    cost = sum(330_000 * (1 + Fraction("0.0031")) ** month for month in range(1, 61))
    assert at_once.amounts["voluntary_cost"] == half_up(cost)
    assert str(at_once.values["voluntary_pension_from"]) == "2026-12-01"
    too_many = ask("keep_or_take", **{**old, "months_from_2014": 119})
    assert too_many.values["voluntary_possible"] is False
    assert too_many.amounts["voluntary_cost"] == 0
    assert too_many.amounts["voluntary_pension_monthly"] == 0


def test_no_lump_sum_yet_but_a_future() -> None:
    answer = ask("keep_or_take", **{**KEEP, "last_paid_month": "2026-10"})
    assert answer.amounts["lump_sum"] == 0
    assert answer.values["lump_sum_outcome"] == "not_eligible"
    assert answer.values["lump_sum_reasons"] == ["twelve_months_not_over"]
    assert answer.values["months_until_equal"] is None
    assert ("lump_sum_twelve_months_not_over", None) in warnings(answer)
    richer = ask("keep_or_take", **KEEP, income=5_000_000, group="poor")
    assert richer.amounts["voluntary_cost"] == 60 * (1_100_000 - 165_000)
    assert richer.amounts["voluntary_pension_monthly"] == 2_250_000


def test_nothing_is_compared_where_there_is_nothing_to_compare() -> None:
    assert "keep_or_take.break_even" in rules(ask("keep_or_take", **KEEP))
    assert "keep_or_take.break_even" not in rules(
        ask("keep_or_take", **{**KEEP, "last_paid_month": "2026-10"})
    )


def test_a_foreigner_has_neither_voluntary_months_nor_the_allowance_of_article_23() -> None:
    """L41 Art. 2.4, 23.1: both are for citizens."""
    answer = ask("keep_or_take", **{**KEEP, "foreigner": True, "ground": "contract_ended"})
    assert [answer.amounts[name] for name in ("article_23_monthly", "voluntary_cost")] == [0, 0]
    assert [answer.values[name] for name in ("voluntary_months", "voluntary_possible")] == [0, False]
    assert [offer.code for offer in answer.alternatives] == ["take"]


def test_the_pension_kept_has_the_floor_of_the_group_and_of_the_first_month() -> None:
    """L41 Art. 141.11: 20 compulsory years, paid before July 2025 for the first time, and not in group k."""
    low = {"from": "2004-01", "to": "2026-10", "scheme": "compulsory", "wage": 100_000}
    facts = {"asked_on": "2026-11-22", "decided_on": "2026-11-22", "ground": "emigration"}
    facts |= {"sex": "male", "born": "1964-01-15"}
    assert ask("keep_or_take", **facts, contributions=[low]).amounts["pension_monthly"] == 2_530_000
    of_group_k = ask("keep_or_take", **facts, contributions=[low], person_group="k")
    assert 0 < of_group_k.amounts["pension_monthly"] < 2_530_000

    # Forty years on: 1 month before the law and a gap, or the first month after it.
    later = {**facts, "asked_on": "2046-07-15", "decided_on": "2046-07-15", "born": "1984-01-15"}
    gap = [{**low, "from": "2025-06", "to": "2025-06"}, {**low, "from": "2026-01", "to": "2046-06"}]
    with_floor = ask("keep_or_take", **later, contributions=gap)
    without = ask("keep_or_take", **later, contributions=gap[1:])
    assert with_floor.amounts["pension_monthly"] == 2_530_000
    assert 0 < without.amounts["pension_monthly"] < 2_530_000


def test_at_the_age_of_the_social_pension_there_is_no_allowance_before_it() -> None:
    """L41 Art. 23.1: it bridges the time until the social pension, of which nothing is left."""
    answer = ask("keep_or_take", **{**KEEP, "born": "1951-11-05"})
    assert answer.amounts["article_23_monthly"] == 0
    assert ask("keep_or_take", **{**KEEP, "born": "1951-12-05"}).amounts["article_23_monthly"] > 0


def test_the_age_of_retirement_is_told_in_years_and_months() -> None:
    told = ask("keep_or_take", **{**KEEP, "born": "1970-09-05"}).as_json()["rules"]
    assert isinstance(told, list)
    (age,) = (each for each in told if each["id"] == "retirement.age")
    assert (age["inputs"]["years"], age["inputs"]["months"]) == (57, 8)


def test_every_way_is_offered_with_its_money() -> None:
    """L41 Art. 23, 70, 98: what is taken now, and what it is held against."""
    ways = {offer.code: offer.amounts for offer in ask("keep_or_take", **KEEP).alternatives}
    assert ways == {
        "take": {"total": 100_000_000},
        "continue": {"cost": 60 * 264_000, "monthly": 1_725_000},
        "article_23": {"monthly": 555_556},
    }
    enough = ask("keep_or_take", **{**KEEP, "months_from_2014": 180, "months_before_2014": 48})
    assert {offer.code: offer.amounts for offer in enough.alternatives}["keep"] == {"monthly": 2_650_000}


def test_the_answer_has_the_names_that_other_programs_read() -> None:
    answer: dict[str, Any] = ask("keep_or_take", **{**KEEP, "last_paid_month": "2026-10"}).as_json()
    assert answer["calculator"] == "keep_or_take"
    assert [set(each) for each in answer["alternatives"]] == [{"code", "vi", "en", "amounts"}] * len(
        answer["alternatives"]
    )
    assert answer["alternatives"]
    told = {each["code"]: set(each) for each in answer["warnings"]}
    assert told["lump_sum_twelve_months_not_over"] == {"code", "vi", "en"}
    about_figures = [set(each) for each in answer["warnings"] if each["code"] == "parameter_unsure"]
    assert about_figures == [{"code", "parameter", "vi", "en"}] * len(about_figures)
    assert about_figures
