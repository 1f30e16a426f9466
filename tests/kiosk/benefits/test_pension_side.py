"""Missing compulsory months, rises, social pension, the allowance of Article 23, emigrating pensioners."""

from __future__ import annotations

import pytest

from kiosk.benefits.errors import InputError
from tests.kiosk.benefits.asking import ask, reasons, rules


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, ["nothing_missing"]), (1, 1_650_000), (6, 9_900_000), (7, ["over_6_missing_months"])],
)
def test_up_to_six_compulsory_months_may_be_paid(months: int, expected: object) -> None:
    answer = ask("missing_compulsory_months", months=months, last_wage=7_500_000, paid_on="2026-11-10")
    assert (reasons(answer) or answer.amounts["total"]) == expected


@pytest.mark.parametrize(
    ("monthly", "early", "raised"),
    [
        (4_500_000, False, 4_860_000),
        (3_000_000, False, 3_240_000),
        (3_000_000, True, 3_540_000),  # 3,240,000 + 300,000
        (3_240_740, True, 3_799_999),  # 3,499,999.2 + 300,000
        (3_240_741, True, 3_800_000),  # just above 3,500,000: lifted to 3,800,000
        (3_500_000, True, 3_800_000),
        (3_518_518, True, 3_800_000),
        (3_518_519, True, 3_800_001),  # 3,800,000.52
        (4_000_000, True, 4_320_000),
    ],
)
def test_the_rise_of_2026(monthly: int, early: bool, raised: int) -> None:
    answer = ask("pension_rise", from_="2026-07-01", monthly=monthly, retired_before_1995=early)
    assert answer.amounts["monthly"] == raised
    assert ("pension_rise.before_1995" in rules(answer)) is (early and monthly < 3_518_519)


def test_the_rise_of_2024_and_days_without_one() -> None:
    assert ask("pension_rise", from_="2024-07-01", monthly=4_000_000).amounts["monthly"] == 4_600_000
    assert reasons(ask("pension_rise", from_="2026-07-02", monthly=4_000_000)) == ["no_rise_on_this_day"]


@pytest.mark.parametrize(
    ("born", "poor", "expected"),
    [
        ("1951-11-22", False, 500_000),
        ("1951-11-23", False, ["too_young"]),
        ("1956-11-22", True, 500_000),
        ("1956-11-23", True, ["too_young"]),
        ("1956-11-22", False, ["too_young"]),
        ("1951", False, 500_000),
        ("1952", False, ["too_young"]),
    ],
)
def test_the_social_pension_begins_at_its_age(born: str, poor: bool, expected: object) -> None:
    answer = ask("social_pension", on="2026-11-22", born=born, poor_or_near_poor=poor)
    assert (reasons(answer) or answer.amounts["monthly"]) == expected


def test_a_leap_day_turns_75_on_the_last_of_february() -> None:
    facts = {"born": "1952-02-29"}
    assert ask("social_pension", on="2027-02-27", **facts).outcome == "not_eligible"
    assert ask("social_pension", on="2027-02-28", **facts).outcome == "amount"


def test_another_monthly_benefit_excludes_it() -> None:
    answer = ask("social_pension", on="2026-11-22", born="1960", has_other_monthly_benefit=True)
    assert reasons(answer) == ["too_young", "other_monthly_benefit"]


def _article_23(**facts: object) -> tuple[object, ...]:
    base = {"decided_on": "2026-11-22", "average": 3_000_000, "months": 48, "months_to_social_pension": 48}
    answer = ask("article_23_allowance", **{**base, **facts})
    if answer.outcome != "amount":
        return tuple(reasons(answer))
    return answer.amounts["monthly"], answer.amounts["shortfall"], answer.values["months_at_floor"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, (500_000, 0, 48)),
        ({"months_to_social_pension": 49}, (500_000, 500_000, 48)),
        ({"months_to_social_pension": 47}, (510_638, 0, 48)),  # 500,000 × 48 / 47
        ({"average": 3_000_001}, (510_417, 0, 49)),  # a part of a month is a month
        ({"months": 49, "months_to_social_pension": 54}, (500_000, 0, 54)),  # 4.5 years
        ({"months": 55, "months_to_social_pension": 60}, (500_000, 0, 60)),  # 5 years
        ({"months": 1, "months_to_social_pension": 6}, (500_000, 0, 6)),
        ({"months": 179}, (1_875_000, 0, 180)),
        ({"months": 180}, ("pension_eligible",)),
        ({"months": 0}, ("no_contributions",)),
        ({"months_to_social_pension": 0}, ("social_pension_age_reached",)),
        ({"foreigner": True}, ("only_citizens",)),
    ],
)
def test_the_allowance_of_article_23(facts: dict[str, object], expected: tuple[object, ...]) -> None:
    assert _article_23(**facts) == expected


@pytest.mark.parametrize(
    ("before", "since", "received", "factor"),
    [
        (264, 24, 12, "31"),
        (264, 24, 0, "37"),
        (0, 180, 54, "3"),
        (0, 180, 53, "3.5"),
        (0, 180, 400, "3"),
        (66, 67, 1, "19.75"),  # 5.5 × 1.5 + 6 × 2 − 0.5
    ],
)
def test_an_emigrating_pensioner(before: int, since: int, received: int, factor: str) -> None:
    answer = ask(
        "lump_sum_emigrating_pensioner",
        months_before_2014=before,
        months_from_2014=since,
        months_received=received,
        pension=4_000_000,
    )
    assert answer.values["factor"] == factor


def test_a_monthly_allowance_gives_three_months() -> None:
    answer = ask("lump_sum_emigrating_pensioner", pension=2_000_000, benefit="monthly_allowance")
    assert answer.amounts["total"] == 6_000_000


@pytest.mark.parametrize(
    ("born", "months"),
    [("1955-11-22", 48), ("1955-11", 48), ("1955-10-31", 47), ("1951-11-30", 0), ("1940", 0)],
)
def test_the_months_to_the_social_pension_follow_from_the_birth(born: str, months: int) -> None:
    by_birth = _article_23(months_to_social_pension=None, born=born)
    assert by_birth == _article_23(months_to_social_pension=months)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"months_to_social_pension": None}, "months_to_social_pension"), ({"born": "1955"}, "born")],
)
def test_the_months_to_the_social_pension_are_told_in_one_way(facts: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as caught:
        _article_23(**facts)
    assert caught.value.field == field


def test_months_until_the_social_pension_or_the_birth() -> None:
    facts = {"decided_on": "2026-11-22", "average": 4_000_000, "months": 60}
    with pytest.raises(InputError) as raised:
        ask("article_23_allowance", **facts, months_to_social_pension=120, born="1966-01-01")
    assert (raised.value.code, raised.value.field) == ("not_allowed", "born")


def test_the_higher_level_is_told_with_the_months_that_make_it() -> None:
    """N158 Art. 24.2."""
    facts = {"decided_on": "2026-11-22", "average": 6_000_000, "months": 120}
    answer = ask("article_23_allowance", **facts, months_to_social_pension=156)
    (higher,) = (each for each in answer.rules if each.rule.id == "article_23.higher_level")
    assert higher.inputs == {"months_at_floor": 240, "months_to_social_pension": 156}
    nothing = ask("article_23_allowance", **{**facts, "average": 0}, months_to_social_pension=156)
    assert (nothing.values["months_at_floor"], nothing.amounts["shortfall"]) == (0, 78_000_000)
