"""Funeral, monthly survivor pensions and lump sums, by kind of deceased and relative."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.benefits.errors import InputError
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons, rules, warnings

DIED = "2026-11-05"
CHILD = {"relation": "child", "born": "2015-01-01"}
HALF, SEVENTY = 1_265_000, 1_771_000
FUNERAL = 25_300_000


def _survivors(deceased: str, **facts: Any) -> Answer:
    return ask("survivors", **{"died_on": DIED, "deceased": deceased, **facts})


def _insured(**facts: Any) -> Answer:
    return _survivors("insured", **{"average": 4_000_000, "compulsory_months": 200, **facts})


@pytest.mark.parametrize(
    ("facts", "funeral"),
    [
        ({"compulsory_months": 12}, True),
        ({"compulsory_months": 11}, False),
        ({"compulsory_months": 11, "voluntary_months": 49}, True),
        ({"compulsory_months": 11, "voluntary_months": 48}, False),
        ({"compulsory_months": 0, "voluntary_months": 60}, True),
        ({"compulsory_months": 0, "voluntary_months": 59}, False),
        ({"compulsory_months": 1, "work_accident": True}, True),
    ],
)
@pytest.mark.parametrize("deceased", ["insured", "reserved", "voluntary"])
def test_who_gives_a_funeral_allowance(deceased: str, facts: dict[str, Any], funeral: bool) -> None:
    answer = _survivors(deceased, average=4_000_000, **facts)
    assert answer.amounts["funeral"] == (FUNERAL if funeral else 0)


@pytest.mark.parametrize(
    ("facts", "monthly"),
    [
        ({"compulsory_months": 180}, True),
        ({"compulsory_months": 179}, False),
        ({"compulsory_months": 179, "voluntary_months": 100}, False),
        ({"compulsory_months": 1, "work_accident": True}, True),
        ({"compulsory_months": 180, "foreigner": True}, False),
    ],
)
def test_fifteen_compulsory_years_give_monthly_pensions(facts: dict[str, Any], monthly: bool) -> None:
    answer = _insured(**facts, relatives=[CHILD])
    assert answer.amounts["monthly_total"] == (HALF if monthly else 0)
    assert bool(answer.amounts["lump_sum"]) is not monthly
    assert [offer.code for offer in answer.alternatives if offer.code == "lump_sum"] == ["lump_sum"] * monthly


@pytest.mark.parametrize(
    ("facts", "monthly"),
    [
        ({"compulsory_months": 180}, True),
        ({"compulsory_months": 179, "voluntary_months": 60}, False),
        ({"voluntary_months": 240}, False),
        ({}, True),
    ],
)
def test_a_pensioner_needs_fifteen_compulsory_years_too(facts: dict[str, Any], monthly: bool) -> None:
    answer = _survivors("pensioner", pension=5_000_000, months_received=14, relatives=[CHILD], **facts)
    assert bool(answer.amounts["monthly_total"]) is monthly
    assert (("compulsory_months_assumed", None) in warnings(answer)) is (not facts)
    assert answer.amounts["lump_sum"] == (0 if monthly else 210_000_000)


@pytest.mark.parametrize(
    ("relative", "entitled"),
    [
        # Child: until 18; the pension would begin on 01/12/2026.
        ({"relation": "child", "born": "2008-12-02"}, True),
        ({"relation": "child", "born": "2008-12-01"}, False),
        ({"relation": "child", "born": "2008-11-10"}, False),
        ({"relation": "child", "born": "2026-12-20"}, True),  # not born yet
        ({"relation": "child", "born": "2015-01-01", "income": 99_000_000, "insured_wage": True}, True),
        ({"relation": "child", "born": "1990-01-01"}, False),
        ({"relation": "child", "born": "1990-01-01", "capacity_loss_percent": 81}, True),
        ({"relation": "child", "born": "1990-01-01", "capacity_loss_percent": 80}, False),
        (
            {"relation": "child", "born": "1990-01-01", "capacity_loss_percent": 81, "income": 2_530_000},
            False,
        ),
        # Wife: retirement age 57 in 11/2026 for 11/1969.
        ({"relation": "wife", "born": "1969-11-30"}, True),
        ({"relation": "wife", "born": "1969-12-01"}, False),
        ({"relation": "wife", "born": "1985-12-01", "capacity_loss_percent": 81}, True),
        ({"relation": "wife", "born": "1960-01-01", "income": 2_529_999}, True),
        ({"relation": "wife", "born": "1960-01-01", "income": 2_530_000}, False),
        ({"relation": "wife", "born": "1960-01-01", "income": 1_000_000, "insured_wage": True}, False),
        ({"relation": "wife", "born": "1960-01-01", "supported": False}, True),  # spouses need no support
        # Husband: 61 years 6 months in 11/2026 for 05/1965.
        ({"relation": "husband", "born": "1965-05-31"}, True),
        ({"relation": "husband", "born": "1965-06-01"}, False),
        ({"relation": "spouse", "sex": "female", "born": "1969-11-30"}, True),
        ({"relation": "spouse", "sex": "male", "born": "1969-11-30"}, False),
        ({"relation": "spouse", "born": "1955-01-01"}, True),
        ({"relation": "spouse", "born": "1985-01-01"}, False),
        ({"relation": "mother", "born": "1950-01-01"}, True),
        ({"relation": "mother", "born": "1950-01-01", "supported": False}, False),
        ({"relation": "mother_in_law", "born": "1969-11-30"}, True),
        ({"relation": "father", "born": "1965-06-01"}, False),
        ({"relation": "father_in_law", "born": "1965-05-01"}, True),
        ({"relation": "other", "sex": "male", "born": "1990-01-01", "capacity_loss_percent": 90}, True),
        ({"relation": "parent", "born": "1940-01-01"}, True),
    ],
)
def test_which_relative_draws(relative: dict[str, Any], entitled: bool) -> None:
    answer = _insured(relatives=[relative])
    assert answer.values["entitled_relatives"] == int(entitled)
    assert answer.amounts["monthly_total"] == (HALF if entitled else 0)


def test_lonely_relatives_draw_more_and_four_at_most() -> None:
    alone = {**CHILD, "alone": True}
    answer = _insured(relatives=[CHILD, alone, CHILD, CHILD, alone])
    assert answer.values["monthly_each"] == [HALF, SEVENTY, HALF, 0, SEVENTY]
    assert answer.amounts["monthly_total"] == 2 * (HALF + SEVENTY)
    assert answer.values["entitled_relatives"] == 4
    assert str(answer.values["monthly_from"]) == "2026-12-01"


def test_nobody_entitled_is_counted_as_nobody() -> None:
    answer = _insured(relatives=[{"relation": "child", "born": "1990-01-01"}])
    assert answer.values["entitled_relatives"] == 0
    assert answer.values["monthly_from"] is None
    assert _insured(relatives=[CHILD], wish="lump_sum").values["entitled_relatives"] == 0


def test_two_deaths_double_the_amount() -> None:
    assert _insured(relatives=[CHILD], deaths=2).amounts["monthly_total"] == 2 * HALF
    assert _insured(relatives=[{**CHILD, "alone": True}], deaths=3).amounts["monthly_total"] == 2 * SEVENTY


def test_the_relatives_choose() -> None:
    monthly = _insured(compulsory_months=180, relatives=[CHILD])
    assert monthly.amounts["lump_sum"] == 0
    assert monthly.alternatives[0].amounts == {"lump_sum": 120_000_000}  # 15 years × 2 × 4,000,000
    lump = _insured(compulsory_months=180, relatives=[CHILD], wish="lump_sum")
    assert lump.amounts["lump_sum"] == 120_000_000
    assert lump.amounts["monthly_total"] == 0
    assert lump.alternatives[0].amounts == {"monthly_total": HALF}


@pytest.mark.parametrize(
    ("facts", "lump_sum"),
    [
        ({"compulsory_months": 138, "months_before_2014": 99}, 76_000_000),  # 8 × 1.5 + 3.5 × 2
        ({"compulsory_months": 12}, 12_000_000),  # at least three months
        ({"compulsory_months": 18}, 12_000_000),
        ({"compulsory_months": 19}, 16_000_000),
        ({"compulsory_months": 1}, 12_000_000),
        ({"compulsory_months": 1, "voluntary_months": 5}, 12_000_000),
        ({"compulsory_months": None, "voluntary_months": 60}, 40_000_000),
        ({"compulsory_months": None, "voluntary_months": 59, "amount_paid": 7_000_000}, 7_000_000),
        ({"compulsory_months": 0, "voluntary_months": 59}, 51_920_000),  # 22 % × 59 × 4,000,000
    ],
)
def test_the_lump_sum_of_a_contributor(facts: dict[str, Any], lump_sum: int) -> None:
    assert _insured(**facts).amounts["lump_sum"] == lump_sum


@pytest.mark.parametrize(
    ("month", "factor"),
    [(0, 48), (1, 48), (2, 48), (3, 47.5), (14, 42), (91, 3.5), (92, 3), (93, 3), (500, 3)],
)
@pytest.mark.parametrize("deceased", ["pensioner", "commune_staff"])
def test_the_lump_sum_of_a_pensioner_shrinks(deceased: str, month: int, factor: float) -> None:
    answer = _survivors(deceased, pension=2_000_000, months_received=month)
    assert answer.amounts["lump_sum"] == int(factor * 2_000_000)
    assert answer.amounts["funeral"] == FUNERAL


@pytest.mark.parametrize(
    ("deceased", "monthly"),
    [
        ("loss_of_capacity", True),
        ("commune_staff", True),
        ("expired_loss_of_capacity", False),
        ("rubber_worker", False),
        ("accident_allowance", False),
    ],
)
def test_holders_of_old_allowances(deceased: str, monthly: bool) -> None:
    answer = _survivors(deceased, pension=2_400_000, months_received=1, relatives=[CHILD])
    assert answer.amounts["funeral"] == FUNERAL
    assert bool(answer.amounts["monthly_total"]) is monthly
    if deceased != "commune_staff":
        assert _survivors(deceased, pension=2_400_000).amounts["lump_sum"] == 7_200_000


def test_accident_allowance_from_61_percent() -> None:
    facts = {"pension": 2_400_000, "relatives": [CHILD]}
    assert _survivors("accident_allowance", accident_percent=61, **facts).amounts["monthly_total"] == HALF
    assert _survivors("accident_allowance", accident_percent=60, **facts).amounts["monthly_total"] == 0
    kept = _survivors("accident_allowance", pension=2_400_000, compulsory_months=24, average=3_000_000)
    assert kept.amounts["lump_sum"] == 12_000_000


def test_the_allowance_of_article_23_goes_to_the_relatives() -> None:
    known = _survivors("article_23", pension=600_000, months_left=30, voluntary_months=12, relatives=[CHILD])
    assert known.amounts["lump_sum"] == 18_000_000
    assert (known.amounts["funeral"], known.amounts["monthly_total"]) == (0, 0)
    assert (
        _survivors("article_23", pension=1, months_left=1, compulsory_months=12).amounts["funeral"] == FUNERAL
    )
    derived = _survivors(
        "article_23", pension=769_231, average=6_000_000, compulsory_months=120, months_received=100
    )
    assert derived.amounts["lump_sum"] == 56 * 769_231  # 156 months in all
    assert warnings(derived) == [("months_left_derived", None)]
    nothing = _survivors("article_23", pension=1_000_000, months_left=0)
    assert reasons(nothing) == ["nothing_due"]


@pytest.mark.parametrize(("months", "offered"), [(173, False), (174, True), (179, True), (180, False)])
def test_relatives_may_pay_up_to_six_missing_months(months: int, offered: bool) -> None:
    answer = _insured(compulsory_months=months, voluntary_months=50, last_wage=7_500_000)
    offers = [offer for offer in answer.alternatives if offer.code == "pay_missing_compulsory_months"]
    assert bool(offers) is offered
    if offered:
        assert offers[0].amounts == {"cost": (180 - months) * 1_650_000}
    assert _survivors("pensioner", pension=1, compulsory_months=months).alternatives == ()


def test_region_allowance_and_nothing() -> None:
    answer = _insured(region_allowance=[{"months": 100, "coefficient": "0.7"}])
    assert answer.amounts["region_allowance"] == 26_565_000
    empty = _survivors("voluntary", voluntary_months=0)
    assert (empty.outcome, reasons(empty)) == ("not_eligible", ["nothing_due"])


def test_a_foreigner_leaves_no_monthly_pension() -> None:
    answer = _insured(relatives=[CHILD], foreigner=True)
    assert "survivors.foreigner" in rules(answer)
    assert answer.amounts["funeral"] == FUNERAL


@pytest.mark.parametrize(
    ("relative", "entitled"),
    [
        ({"relation": "wife", "born": "1985-01-01", "assessed_on": "2027-05-05"}, True),
        ({"relation": "wife", "born": "1985-01-01", "assessed_on": "2027-05-06"}, False),
        ({"relation": "child", "born": "2000-01-01", "assessed_on": "2027-05-06"}, False),
        # The pension of this child ends in November 2026 with the 18th birthday: six months from then.
        ({"relation": "child", "born": "2008-11-20", "assessed_on": "2027-05-20"}, True),
        ({"relation": "child", "born": "2008-11-20", "assessed_on": "2027-05-21"}, False),
    ],
)
def test_capacity_is_assessed_within_six_months(relative: dict[str, Any], entitled: bool) -> None:
    answer = _insured(relatives=[{**relative, "capacity_loss_percent": 81}])
    assert answer.values["entitled_relatives"] == int(entitled)


def test_a_funeral_alone_is_an_answer() -> None:
    """L41 Art. 85.1: who held an allowance of nothing leaves a funeral, and nobody draws."""
    answer = _survivors("loss_of_capacity", pension=0)
    assert answer.outcome == "amount"
    assert (answer.amounts["funeral"], answer.amounts["lump_sum"]) == (FUNERAL, 0)
    assert _insured(average=0, compulsory_months=12).amounts["lump_sum"] == 0


@pytest.mark.parametrize(
    "known",
    [{"average": 4_000_000}, {"compulsory_months": 60}, {"average": 4_000_000, "compulsory_months": 0}],
)
def test_the_months_left_of_article_23_are_not_guessed(known: dict[str, Any]) -> None:
    """N158 Art. 25.1: from the decision, or from average and months together."""
    with pytest.raises(InputError) as raised:
        _survivors("article_23", pension=500_000, **known)
    assert raised.value.field == "months_left"


def test_an_allowance_that_has_run_out_leaves_nothing() -> None:
    """N158 Art. 25.1: 4,000,000 × 2 × 5 / 500,000 = 80 months."""
    facts = {"pension": 500_000, "average": 4_000_000, "compulsory_months": 60}
    last = _survivors("article_23", **facts, months_received=79)
    assert last.amounts["lump_sum"] == 500_000
    assert _survivors("article_23", **facts, months_received=80).amounts["lump_sum"] == 0


def test_nobody_is_offered_months_who_never_paid_compulsory_ones() -> None:
    """L41 Art. 33.7, N158 Art. 21.3.a: at most six months may be missing."""
    answer = _survivors("voluntary", average=4_000_000, voluntary_months=200)
    assert "pay_missing_compulsory_months" not in [offer.code for offer in answer.alternatives]


def test_survivors_are_told_the_articles_of_their_own_lump_sum() -> None:
    """L41 Art. 89.1, 110.2, not those of the living (70.3, 102.2)."""
    facts = {"average": 5_000_000, "compulsory_months": 138, "months_before_2014": 99}
    answer = _survivors("reserved", **facts)
    told = {each.rule.id: each.rule.article for each in answer.rules}
    assert told["survivors.odd_months_moved"] == (
        "Luật 41/2024/QH15, Điều 89 khoản 1 điểm a; Điều 110 khoản 2 điểm a"
    )
    assert "Điều 89 khoản 1" in told["survivors.years"]
    assert "Điều 70" not in " ".join(told.values())


def test_a_spouse_need_not_have_been_supported() -> None:
    """L41 Art. 86.2.b asks only parents and others (c, d) for the duty to support them."""
    facts = {"born": "1950-01-01", "supported": False}
    spouse = _insured(relatives=[{"relation": "spouse", **facts}])
    assert spouse.amounts["monthly_total"] == HALF
    assert _insured(relatives=[{"relation": "mother", **facts}]).amounts["monthly_total"] == 0
