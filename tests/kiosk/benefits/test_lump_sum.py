"""The lump sum: each ground with its boundaries, the factor, short records, support, both futures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import half_up
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons, rules, warnings

BASE = {
    "asked_on": "2026-11-22",
    "decided_on": "2026-11-30",
    "ground": "after_12_months",
    "months_before_2014": 0,
    "months_from_2014": 120,
    "average": 5_000_000,
    "last_paid_month": "2025-06",
}


def _lump_sum(**facts: object) -> Answer:
    return ask("lump_sum", **{**BASE, **facts})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"last_paid_month": "2025-10"}, []),  # 11/2025 … 10/2026 are twelve
        ({"last_paid_month": "2025-11"}, ["twelve_months_not_over"]),
        ({"last_paid_month": "2025-11", "asked_on": "2026-11-30"}, ["twelve_months_not_over"]),
        ({"last_paid_month": "2025-11", "asked_on": "2026-12-01", "decided_on": "2026-12-08"}, []),
        ({"months_from_2014": 239}, []),
        ({"months_from_2014": 240}, ["twenty_years_or_more"]),
        ({"months_before_2025_07": 0}, ["no_time_before_2025_07"]),
        ({"months_before_2025_07": 1}, []),
        ({"months_from_2014": 4, "last_paid_month": "2025-10", "amount_paid": 1}, ["no_time_before_2025_07"]),
        ({"months_from_2014": 5, "last_paid_month": "2025-10", "amount_paid": 1}, []),
        ({"insured_now": True}, ["still_insured"]),
        ({"insured_now": True, "last_paid_month": None}, ["still_insured"]),
        ({"pension_eligible": True}, []),
        ({"foreigner": True}, ["ground_for_citizens_only"]),
        ({"months_from_2014": 0}, ["no_contributions", "no_time_before_2025_07"]),
        ({"ground": "retirement_age"}, ["retirement_age_not_reached"]),
        ({"ground": "retirement_age", "retirement_age_reached": True}, []),
        ({"ground": "retirement_age", "retirement_age_reached": True, "months_from_2014": 179}, []),
        (
            {"ground": "retirement_age", "retirement_age_reached": True, "months_from_2014": 180},
            ["fifteen_years_or_more"],
        ),
        (
            {"ground": "retirement_age", "retirement_age_reached": True, "pension_eligible": True},
            ["fifteen_years_or_more"],
        ),
        ({"ground": "retirement_age", "retirement_age_reached": True, "foreigner": True}, []),
        ({"ground": "emigration", "last_paid_month": "2026-11"}, []),
        ({"ground": "emigration", "foreigner": True}, ["ground_for_citizens_only"]),
        ({"ground": "grave_illness", "disease": "cancer"}, []),
        ({"ground": "grave_illness", "disease": "polio"}, []),
        ({"ground": "grave_illness", "disease": "decompensated_cirrhosis"}, []),
        ({"ground": "grave_illness", "disease": "severe_tuberculosis"}, []),
        ({"ground": "grave_illness", "disease": "aids", "foreigner": True}, []),
        ({"ground": "grave_illness", "disease": "leprosy"}, ["disease_not_listed"]),
        # Until June 2025 the list named it too.
        (
            {
                "ground": "grave_illness",
                "disease": "leprosy",
                "asked_on": "2025-06-20",
                "decided_on": "2025-06-30",
            },
            [],
        ),
        (
            {
                "ground": "grave_illness",
                "disease": "leprosy",
                "asked_on": "2025-06-20",
                "decided_on": "2025-07-01",
            },
            ["disease_not_listed"],
        ),
        (
            {
                "ground": "grave_illness",
                "disease": "other",
                "asked_on": "2025-06-20",
                "decided_on": "2025-06-30",
            },
            ["disease_not_listed"],
        ),
        ({"ground": "grave_illness", "disease": "other"}, ["disease_not_listed"]),
        ({"ground": "severe_incapacity"}, []),
        ({"ground": "severe_incapacity", "capacity_loss_percent": 81}, []),
        ({"ground": "severe_incapacity", "capacity_loss_percent": 80}, ["capacity_loss_under_81"]),
        (
            {"ground": "severe_incapacity", "capacity_loss_percent": 80, "very_severe_disability": True},
            [],
        ),
        ({"ground": "discharge", "last_paid_month": "2026-11"}, []),
        ({"ground": "discharge", "pension_eligible": True}, ["pension_eligible"]),
        ({"ground": "discharge", "person_group": "a"}, ["not_armed_forces"]),
        ({"ground": "discharge", "person_group": "đ"}, []),
        ({"ground": "discharge", "insured_now": True}, ["still_insured"]),
        ({"ground": "discharge", "foreigner": True}, ["ground_for_citizens_only"]),
        ({"ground": "contract_ended", "foreigner": True, "last_paid_month": "2026-11"}, []),
        ({"ground": "permit_expired", "foreigner": True, "last_paid_month": "2026-11"}, []),
        ({"ground": "contract_ended"}, ["ground_for_foreigners_only"]),
        ({"ground": "permit_expired"}, ["ground_for_foreigners_only"]),
        ({"ground": "leaving_vietnam", "foreigner": True}, ["pension_not_eligible"]),
        ({"ground": "leaving_vietnam", "foreigner": True, "pension_eligible": True}, []),
        ({"ground": "leaving_vietnam", "pension_eligible": True}, ["ground_for_foreigners_only"]),
    ],
)
def test_each_ground_has_its_conditions(facts: dict[str, object], expected: list[str]) -> None:
    answer = _lump_sum(**facts)
    assert reasons(answer) == expected
    assert answer.outcome == ("not_eligible" if expected else "amount")


def test_the_first_day_of_the_wish_is_named() -> None:
    answer = _lump_sum(last_paid_month="2025-11")
    assert answer.values == {"earliest_on": date(2026, 12, 1)}
    assert {offer.code for offer in answer.alternatives} == {"keep", "voluntary"}
    assert _lump_sum(last_paid_month="2025-11", insured_now=True).values == {"earliest_on": None}


@pytest.mark.parametrize(
    ("before", "since", "years_before", "years_since", "factor"),
    [
        (48, 120, "4", "10", "26"),
        (122, 74, "10", "6.5", "28"),
        (12, 0, "1", "0", "1.5"),
        (13, 0, "1.5", "0", "2.25"),
        (19, 0, "2", "0", "3"),
        (11, 1, "0", "1", "2"),
        (23, 1, "1", "1", "3.5"),
        (0, 13, "0", "1.5", "3"),
        (0, 18, "0", "1.5", "3"),
        (0, 19, "0", "2", "4"),
    ],
)
def test_odd_months_before_2014_move(
    before: int, since: int, years_before: str, years_since: str, factor: str
) -> None:
    answer = _lump_sum(months_before_2014=before, months_from_2014=since)
    assert answer.values["years_before_2014"] == years_before
    assert answer.values["years_from_2014"] == years_since
    assert answer.values["factor"] == factor
    assert answer.amounts["gross"] == Fraction(factor) * 5_000_000


def test_less_than_a_year_gives_what_was_paid() -> None:
    assert _lump_sum(months_from_2014=11, amount_paid=9_999_999).amounts["total"] == 9_999_999
    assert _lump_sum(months_from_2014=11, amount_paid=10_000_001).amounts["total"] == 10_000_000
    split = _lump_sum(months_before_2014=6, months_from_2014=5, amount_paid=8_000_000)
    assert split.amounts["total"] == 8_000_000
    estimated = _lump_sum(months_from_2014=7)
    assert estimated.amounts["total"] == 7_700_000
    assert warnings(estimated) == [("amount_paid_estimated", None)]
    assert warnings(_lump_sum(months_from_2014=12)) == []


def test_what_was_paid_follows_the_rates_of_the_time() -> None:
    def paid(year: int, scheme: str) -> int:
        stretch = {"from": f"{year}-12", "to": f"{year}-12", "scheme": scheme, "wage": 1_000_000}
        return _lump_sum(
            contributions=[stretch],
            months_before_2014=None,
            months_from_2014=None,
            average=None,
            last_paid_month=None,
        ).amounts["total"]

    assert [paid(year, "compulsory") for year in (2006, 2007, 2009, 2010, 2011, 2012, 2013, 2014)] == [
        150_000, 160_000, 160_000, 180_000, 180_000, 200_000, 200_000, 220_000,
    ]  # fmt: skip
    assert [paid(year, "voluntary") for year in (2009, 2010, 2012, 2014)] == [
        160_000,
        180_000,
        200_000,
        220_000,
    ]


def test_support_is_taken_off_month_by_month() -> None:
    supported = [{"months": 36, "group": "other", "from": "2022-07"}]
    answer = _lump_sum(months_from_2014=36, average=1_500_000, supported=supported)
    assert answer.amounts == {
        "gross": 9_000_000,
        "support_deducted": 1_188_000,
        "total": 7_812_000,
        "region_allowance": 0,
    }
    across = [{"months": 2, "group": "poor", "from": "2025-06"}]
    assert _lump_sum(supported=across).amounts["support_deducted"] == 99_000 + 165_000
    two = [*supported, {"months": 1, "group": "island", "from": "2025-07"}]
    assert _lump_sum(supported=two).amounts["support_deducted"] == 1_188_000 + 165_000


@pytest.mark.parametrize("ground", ["grave_illness", "severe_incapacity"])
def test_support_is_kept_in_grave_cases(ground: str) -> None:
    supported = [{"months": 36, "group": "other", "from": "2022-07"}]
    answer = _lump_sum(
        months_from_2014=36, average=1_500_000, supported=supported, ground=ground, disease="aids"
    )
    assert answer.amounts["total"] == 9_000_000
    assert "lump_sum.support_kept" in rules(answer)


def test_more_support_than_money_gives_nothing() -> None:
    supported = [{"months": 120, "group": "poor", "from": "2025-07"}]
    assert _lump_sum(months_from_2014=1, amount_paid=10_000, supported=supported).amounts["total"] == 0


def test_choice_and_assumption_are_said() -> None:
    both = _lump_sum(ground="emigration", pension_eligible=True)
    assert [offer.code for offer in both.alternatives] == ["pension"]
    assert _lump_sum(ground="emigration").alternatives == ()
    assert warnings(_lump_sum(ground="grave_illness")) == [("disease_not_given", None)]


def test_the_record_decides_where_it_is_given() -> None:
    record = [
        {"from": "2013-01", "to": "2013-06", "scheme": "compulsory", "wage": 5_000_000},
        {"from": "2014-01", "to": "2025-10", "scheme": "compulsory", "wage": 5_000_000},
    ]
    facts = {"contributions": record, "months_before_2014": None, "months_from_2014": None, "average": None}
    answer = _lump_sum(**facts, last_paid_month=None)
    assert answer.values["years_before_2014"] == "0"
    assert answer.values["years_from_2014"] == "12.5"
    assert reasons(_lump_sum(**facts, last_paid_month=None, asked_on="2026-10-31")) == [
        "twelve_months_not_over"
    ]
    assert reasons(_lump_sum(**facts, last_paid_month=None, months_before_2025_07=0)) == [
        "no_time_before_2025_07"
    ]


def test_region_allowance_comes_on_top() -> None:
    answer = _lump_sum(region_allowance=[{"months": 10, "coefficient": "0.5"}])
    assert answer.amounts["region_allowance"] == 5 * Fraction("0.15") * 2_530_000


KEEP = {**BASE, "sex": "female", "born": "1980-05-05"}


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


@pytest.mark.parametrize(
    "facts",
    [{"average": 1}, {"months_before_2014": 12}, {"months_from_2014": 12}],
    ids=lambda each: next(iter(each)),
)
def test_a_history_and_its_sums_exclude_each_other(facts: dict[str, int]) -> None:
    record = [{"from": "2020-01", "to": "2021-12", "scheme": "compulsory", "wage": 5_000_000}]
    base = {"asked_on": "2026-11-22", "decided_on": "2026-11-30", "ground": "emigration"}
    with pytest.raises(InputError) as raised:
        ask("lump_sum", **base, **facts, contributions=record)
    assert (raised.value.code, raised.value.field) == ("not_allowed", "contributions")


def test_time_before_july_2025_may_be_known_better_than_the_history_shows() -> None:
    """N158 Art. 14.1.a: months of before that are not in the record open the ground all the same."""
    record = [{"from": "2025-07", "to": "2025-10", "scheme": "compulsory", "wage": 5_000_000}]
    base = {"asked_on": "2026-11-22", "decided_on": "2026-11-30", "ground": "after_12_months"}
    asked = {**base, "contributions": record}
    assert reasons(ask("lump_sum", **asked)) == ["no_time_before_2025_07"]
    assert reasons(ask("lump_sum", **asked, months_before_2025_07=0)) == ["no_time_before_2025_07"]
    assert reasons(ask("lump_sum", **asked, months_before_2025_07=3)) == []


def test_no_wage_gives_no_lump_sum() -> None:
    assert _lump_sum(average=0).amounts["gross"] == 0


def test_the_support_that_is_left_is_told() -> None:
    """L41 Art. 70.4: nothing is taken off, for so many months."""
    supported = [{"months": 36, "group": "other", "from": "2022-07"}]
    told = _lump_sum(ground="grave_illness", disease="cancer", supported=supported).as_json()["rules"]
    assert isinstance(told, list)
    (kept,) = (each for each in told if each["id"] == "lump_sum.support_kept")
    assert (kept["result"], kept["inputs"]) == ("0", {"months": 36})


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


@pytest.mark.parametrize(("before", "since", "moved"), [(36, 120, 0), (40, 120, 1), (40, 0, 0), (13, 12, 1)])
def test_only_odd_months_move_and_only_to_a_later_time(before: int, since: int, moved: int) -> None:
    """L41 Art. 70.3.a."""
    answer = _lump_sum(months_before_2014=before, months_from_2014=since)
    told = [each for each in answer.rules if each.rule.id == "factor.odd_months_moved"]
    assert [each.inputs["odd"] for each in told] == [before % 12] * moved
    assert "Điều 89" not in " ".join(each.rule.article for each in answer.rules)


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
