"""Pension: years, rate, early cut, floor, one-off, region allowance, and what would change the result."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons, rules, warnings


def _pension(**facts: object) -> Answer:
    return ask("pension", **{"sex": "male", "decided_on": "2026-11-22", "average": 10_000_000, **facts})


@pytest.mark.parametrize(
    ("months", "years"),
    [(180, "15"), (181, "15.5"), (186, "15.5"), (187, "16"), (191, "16"), (192, "16"), (193, "16.5")],
)
def test_odd_months_round_to_half_years(months: int, years: str) -> None:
    assert _pension(months=months).values["years"] == years


@pytest.mark.parametrize(
    ("sex", "months", "rate"),
    [
        ("male", 180, "40"),
        ("male", 186, "40.5"),
        ("male", 234, "44.5"),
        ("male", 235, "45"),  # 19 years 7 months are 20
        ("male", 240, "45"),
        ("male", 246, "46"),
        ("male", 414, "74"),
        ("male", 415, "75"),
        ("male", 480, "75"),
        ("female", 180, "45"),
        ("female", 186, "46"),
        ("female", 354, "74"),
        ("female", 355, "75"),
        ("female", 480, "75"),
    ],
)
def test_rate_by_sex_and_years(sex: str, months: int, rate: str) -> None:
    answer = _pension(sex=sex, months=months)
    assert answer.values["rate_percent"] == rate
    assert answer.amounts["monthly"] == Fraction(rate) * 100_000


@pytest.mark.parametrize(
    ("early", "cut"),
    [(0, "0"), (5, "0"), (6, "1"), (11, "1"), (12, "2"), (17, "2"), (18, "3"), (60, "10"), (119, "19")],
)
def test_each_year_early_costs_two_percent(early: int, cut: str) -> None:
    answer = _pension(months=360, early_months=early)
    assert answer.values["early_cut_percent"] == cut
    assert answer.values["rate_percent"] == str(65 - int(cut))


def test_the_cut_comes_after_the_highest_rate() -> None:
    assert _pension(months=480, early_months=12).values["rate_percent"] == "73"


def test_fifteen_years_are_needed_without_rounding() -> None:
    answer = _pension(months=179)
    assert (answer.outcome, reasons(answer)) == ("not_eligible", ["under_15_years"])
    offers = ["pay_missing_compulsory_months", "pay_missing_months", "article_23", "lump_sum"]
    assert [offer.code for offer in answer.alternatives] == offers
    assert "Còn thiếu 1 tháng" in answer.alternatives[1].vi


def test_early_retirement_needs_twenty_compulsory_years() -> None:
    assert reasons(_pension(months=239, early_months=6)) == ["under_20_years_compulsory"]
    assert _pension(months=240, early_months=6).outcome == "amount"
    mixed = {"months": 300, "early_months": 6}
    assert reasons(_pension(**mixed, compulsory_months=239)) == ["under_20_years_compulsory"]
    assert _pension(**mixed, compulsory_months=240).outcome == "amount"


@pytest.mark.parametrize(
    ("sex", "decided", "months", "early", "rate"),
    [
        ("male", "2018-06-01", 355, 36, "67"),  # 29y7m are 30: 45 at 16, 28 more, 6 less
        ("female", "2019-01-01", 336, 59, "62"),
        ("female", "2016-03-01", 300, 11, "74"),
        ("male", "2017-12-31", 240, 0, "55"),
        ("male", "2018-01-01", 240, 0, "53"),
        ("male", "2019-01-01", 240, 0, "51"),
        ("male", "2020-01-01", 240, 0, "49"),
        ("male", "2021-01-01", 240, 0, "47"),
        ("male", "2022-01-01", 240, 0, "45"),
        ("female", "2017-12-31", 240, 0, "60"),
        ("female", "2018-01-01", 240, 0, "55"),
        ("male", "2025-06-30", 240, 0, "45"),
    ],
)
def test_older_pensions_follow_the_steps_of_their_year(
    sex: str, decided: str, months: int, early: int, rate: str
) -> None:
    answer = _pension(sex=sex, decided_on=decided, months=months, early_months=early)
    assert answer.values["rate_percent"] == rate
    assert ("parameter_unsure", "pension_rate") in warnings(answer)
    assert ("law_not_yet_in_force", None) in warnings(answer)


def test_the_law_of_the_day_decides_on_the_years_needed() -> None:
    assert reasons(_pension(decided_on="2025-06-30", months=239)) == ["under_20_years"]
    assert _pension(decided_on="2025-07-01", months=239).outcome == "amount"
    late = {"months": 480, "months_after_retirement_age": 24}
    assert _pension(decided_on="2025-06-30", **late).amounts["one_off"] == 25_000_000
    assert _pension(decided_on="2025-07-01", **late).amounts["one_off"] == 55_000_000
    region = [{"months": 24, "coefficient": "0.5"}, {"months": 72, "coefficient": "0.7"}]
    old = _pension(decided_on="2016-03-01", months=240, region_allowance=region)
    assert old.amounts["region_allowance"] == 10_764_000


def test_treaty_time_gives_each_year_its_share() -> None:
    answer = _pension(months=120, treaty=True)
    assert answer.values["rate_percent"] == "22.5"
    assert _pension(months=126, treaty=True).values["rate_percent"] == "23.625"
    assert _pension(months=180, treaty=True).values["rate_percent"] == "40"
    assert answer.alternatives == ()
    assert len(_pension(months=180, treaty=True).alternatives) == 1
    assert _pension(months=0, treaty=True).outcome == "not_eligible"
    assert reasons(_pension(months=200, treaty=True, decided_on="2025-06-30")) == ["under_20_years"]
    old = _pension(months=240, treaty=True, decided_on="2025-06-30")
    assert (old.values["rate_percent"], len(old.alternatives)) == ("45", 1)


@pytest.mark.parametrize(
    ("change", "raised"),
    [
        ({}, True),
        ({"months": 239}, False),
        ({"compulsory_months": 239}, False),
        ({"person_group": "b"}, True),
        ({"person_group": "g"}, True),
        ({"person_group": "e"}, False),
        ({"person_group": "h"}, False),
        ({"person_group": "k"}, False),
        ({"average": 6_000_000}, False),
        ({"decided_on": "2045-06-30", "joined": "2025-06-30"}, True),
        ({"decided_on": "2045-07-31", "joined": "2025-07-01"}, False),
    ],
)
def test_the_floor_protects_long_compulsory_records(change: dict[str, object], raised: bool) -> None:
    answer = _pension(**{"months": 240, "average": 3_000_000, **change})
    assert answer.values["raised_to_floor"] is raised
    if raised:
        assert answer.amounts["monthly"] == 2_530_000


def test_a_floor_for_an_unknown_group_is_said_to_be_assumed() -> None:
    assert ("person_group_assumed", None) in warnings(_pension(months=240, average=3_000_000))
    assert warnings(_pension(months=240, average=3_000_000, person_group="a")) == []


@pytest.mark.parametrize(
    ("sex", "months", "after", "averages"),
    [
        ("male", 420, 0, 0),
        ("male", 421, 0, Fraction(1, 4)),
        ("male", 432, 0, Fraction(1, 2)),
        ("male", 480, 0, Fraction(5, 2)),
        ("male", 480, 24, Fraction(11, 2)),
        ("male", 480, 60, 10),
        ("male", 480, 120, 10),  # only the years above 35 count
        ("female", 360, 0, 0),
        ("female", 361, 0, Fraction(1, 4)),
        ("female", 420, 12, 4),
    ],
)
def test_years_above_the_limit_give_a_one_off(sex: str, months: int, after: int, averages: Fraction) -> None:
    answer = _pension(sex=sex, months=months, months_after_retirement_age=after)
    assert answer.amounts["one_off"] == averages * 10_000_000
    assert ("pension.one_off" in rules(answer)) is bool(averages)


def test_region_allowance_is_paid_once() -> None:
    stretches = [{"months": 24, "coefficient": "0.5"}, {"months": 72, "coefficient": "0.7"}]
    answer = _pension(months=240, region_allowance=stretches)
    assert answer.amounts["region_allowance"] == Fraction("62.4") * Fraction("0.15") * 2_530_000
    soldier = _pension(months=240, region_allowance=[{"months": 10, "coefficient": 1, "soldier": True}])
    assert soldier.amounts["region_allowance"] == 4 * Fraction("0.15") * 2_530_000


@pytest.mark.parametrize(
    ("months", "vi"),
    [
        (255, "Thêm 4 tháng đóng: từ 48 % lên 49 %."),
        (252, "Thêm 1 tháng đóng: từ 47 % lên 48 %."),
        (180, "Thêm 1 tháng đóng: từ 40 % lên 40,5 %."),
    ],
)
def test_a_few_more_months_are_shown(months: int, vi: str) -> None:
    (offer,) = _pension(months=months).alternatives
    assert offer.vi == vi
    more = int(vi.split()[1])
    assert offer.amounts == {"monthly": _pension(months=months + more).amounts["monthly"]}


def test_more_months_are_shown_with_the_cut_of_an_early_pension() -> None:
    (offer,) = _pension(months=255, early_months=24).alternatives
    assert offer.vi == "Thêm 4 tháng đóng: từ 44 % lên 45 %."
    assert offer.amounts == {"monthly": 4_500_000}


def test_more_months_bring_nothing_at_the_highest_rate() -> None:
    assert _pension(months=420).alternatives == ()


def test_the_path_is_told_in_both_languages() -> None:
    answer: dict[str, Any] = _pension(months=255, average="8371294.12").as_json()
    applied = {rule["id"]: rule for rule in answer["rules"]}
    assert list(applied) == ["pension.years", "pension.rate", "pension.monthly"]
    assert applied["pension.rate"]["article"] == ("Luật 41/2024/QH15, Điều 66 khoản 1; Điều 99 khoản 1")
    assert applied["pension.rate"]["inputs"] == {"years": "21.5"}
    assert applied["pension.rate"]["result"] == "48"
    assert applied["pension.rate"]["vi"] == "Tỷ lệ hưởng với 21,5 năm đóng: 48 %."
    assert applied["pension.monthly"]["vi"] == (
        "Lương hưu hằng tháng: 48 % × 8.371.294,12 = 4.018.221,18 đồng."
    )
    assert applied["pension.monthly"]["en"] == "Monthly pension: 48 % × 8,371,294.12 = 4,018,221.18 đồng."


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"months": 173}, False),
        ({"months": 174}, True),
        ({"months": 179}, True),
        ({"months": 100, "compulsory_months": 0}, False),
        ({"months": 300, "compulsory_months": 234, "early_months": 12}, True),
        ({"months": 300, "compulsory_months": 233, "early_months": 12}, False),
    ],
)
def test_six_missing_compulsory_months_may_be_paid(facts: dict[str, object], offered: bool) -> None:
    offers = [offer.code for offer in _pension(**facts).alternatives]
    assert ("pay_missing_compulsory_months" in offers) is offered


@pytest.mark.parametrize(("early", "expected"), [(0, []), (1, ["under_20_years_compulsory"])])
def test_one_month_early_needs_twenty_compulsory_years(early: int, expected: list[str]) -> None:
    """L41 Art. 65.1."""
    answer = _pension(months=239, early_months=early)
    assert reasons(answer) == expected
    assert answer.values["years"] == "20"


def test_no_cut_takes_more_than_the_pension() -> None:
    answer = _pension(months=240, early_months=300, person_group="k")
    assert (answer.amounts["monthly"], answer.values["rate_percent"]) == (0, "0")


@pytest.mark.parametrize(("months", "raised"), [(240, False), (241, True)])
def test_who_has_so_many_months_had_joined_before_the_law(months: int, *, raised: bool) -> None:
    """L41 Art. 141.11: 240 months until June 2045 may all lie after the law, 241 may not."""
    answer = _pension(months=months, average=1_000_000, decided_on="2045-06-30")
    assert answer.values["raised_to_floor"] is raised


def test_the_compulsory_months_of_a_history_may_be_known_better_than_it_shows() -> None:
    """L41 Art. 141.11 asks for 20 compulsory years."""
    record = [{"from": "2005-01", "to": "2026-10", "scheme": "compulsory", "wage": 100_000}]
    assert _pension(contributions=record, average=None).values["raised_to_floor"] is True
    known = _pension(contributions=record, average=None, compulsory_months=239)
    assert known.values["raised_to_floor"] is False


def test_nothing_paid_gives_no_pension() -> None:
    empty = ask("pension", sex="male", decided_on="2026-11-22", contributions=[], treaty=True)
    assert (empty.outcome, reasons(empty), empty.values["years"]) == (
        "not_eligible",
        ["under_15_years"],
        "0",
    )
    assert _pension(months=180, average=0, person_group="k").amounts["monthly"] == 0


def test_the_first_contribution_sets_the_window_of_state_wages() -> None:
    """L41 Art. 72.1: ``joined`` where it is older than the history."""
    record = [
        {"from": "1996-01", "to": "2026-10", "scheme": "compulsory", "wage": 1_000_000, "wage_kind": "state"}
    ]
    windows = [
        _pension(contributions=record, average=None, joined=joined).rules[0].result
        for joined in (None, "1994-12-31")
    ]
    assert windows == [6, 5]


@pytest.mark.parametrize(("first", "raised"), [("2025-06", True), ("2025-07", False)])
def test_the_floor_is_for_who_had_paid_before_july_2025(first: str, *, raised: bool) -> None:
    """L41 Art. 141.11."""
    record = [{"from": first, "to": "2045-12", "scheme": "compulsory", "wage": 100_000}]
    answer = ask("pension", sex="male", decided_on="2046-01-10", contributions=record)
    assert answer.values["raised_to_floor"] is raised


def test_a_pension_at_the_floor_is_not_raised() -> None:
    answer = _pension(months=270, average=5_060_000)  # 50 % of it are 2,530,000
    assert (answer.amounts["monthly"], answer.values["raised_to_floor"]) == (2_530_000, False)
    below = _pension(months=270, average=5_059_998)
    (floor,) = (each for each in below.rules if each.rule.id == "pension.floor")
    assert floor.inputs == {"pension": 2_529_999}


def test_no_missing_months_are_offered_to_who_has_them() -> None:
    """L41 Art. 65: 180 months are enough for a pension at the normal age, not for an early one."""
    answer = _pension(months=180, early_months=12)
    assert reasons(answer) == ["under_20_years_compulsory"]
    assert "pay_missing_months" not in [offer.code for offer in answer.alternatives]
    assert "pay_missing_months" in [offer.code for offer in _pension(months=179).alternatives]


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-06-30", "under_20_years"), ("2025-07-01", "under_15_years")]
)
def test_the_years_needed_are_those_of_the_day(day: str, expected: str) -> None:
    """Law 58/2014 Art. 54.1 until June 2025, L41 Art. 64.1 from its first day on."""
    assert reasons(_pension(months=179, decided_on=day)) == [expected]
