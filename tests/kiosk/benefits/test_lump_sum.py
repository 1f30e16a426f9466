"""The lump sum: each ground with its boundaries, the factor, short records, support."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kiosk.benefits.errors import InputError
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


@pytest.mark.parametrize(("before", "since", "moved"), [(36, 120, 0), (40, 120, 1), (40, 0, 0), (13, 12, 1)])
def test_only_odd_months_move_and_only_to_a_later_time(before: int, since: int, moved: int) -> None:
    """L41 Art. 70.3.a."""
    answer = _lump_sum(months_before_2014=before, months_from_2014=since)
    told = [each for each in answer.rules if each.rule.id == "factor.odd_months_moved"]
    assert [each.inputs["odd"] for each in told] == [before % 12] * moved
    assert "Điều 89" not in " ".join(each.rule.article for each in answer.rules)
