"""Birth, adoption, the father, loss, visits, contraception and the voluntary allowance."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kiosk.benefits.errors import InputError
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons, rules, warnings

AVERAGE = 9_000_000
ONE_OFF = 5_060_000


def _birth(**facts: object) -> Answer:
    base = {"birth_on": "2026-11-10", "average": AVERAGE, "months_in_last_12": 6, "total_months": 60}
    return ask("maternity", **{**base, **facts})


@pytest.mark.parametrize(
    ("facts", "months", "one_offs"),
    [
        ({}, 6, 1),
        ({"children": 2}, 7, 2),
        ({"children": 3}, 8, 3),
        ({"is_second_child": True}, 7, 1),
        ({"is_second_child": True, "children": 2}, 8, 2),
        ({"is_second_child": True, "birth_on": "2026-06-30"}, 6, 1),
        ({"children": 2, "children_stillborn": 1}, 7, 2),  # dead ones of a multiple birth count
        ({"children": 2, "children_stillborn": 2}, 7, 2),
        ({"children": 1, "children_stillborn": 1}, 6, 0),
        ({"children": 1, "children_stillborn": 1, "is_second_child": True}, 6, 0),
        ({"returned_after_months": 4}, 6, 1),
        ({"returned_after_months": 6}, 6, 1),
    ],
)
def test_leave_and_one_off(facts: dict[str, object], months: int, one_offs: int) -> None:
    answer = _birth(**facts)
    one_off = (4_680_000 if "birth_on" in facts else ONE_OFF) * one_offs
    assert answer.values["leave_months"] == months
    assert answer.amounts == {
        "leave": months * AVERAGE,
        "one_off": one_off,
        "total": months * AVERAGE + one_off,
    }


def test_odd_days_are_thirtieths() -> None:
    assert _birth(extra_leave_days=7).amounts["leave"] == 6 * AVERAGE + 7 * 300_000


def test_a_return_before_four_months_is_not_lawful() -> None:
    answer = _birth(returned_after_months=3)
    assert (answer.outcome, reasons(answer)) == ("rejected", ["returned_too_early"])
    assert "maternity.early_return" in rules(_birth(returned_after_months=4))
    assert "maternity.early_return" not in rules(_birth(returned_after_months=6))


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        ({"months_in_last_12": 6}, True),
        ({"months_in_last_12": 5}, False),
        ({"months_in_last_12": 3, "total_months": 12, "ordered_rest": True}, True),
        ({"months_in_last_12": 2, "total_months": 12, "ordered_rest": True}, False),
        ({"months_in_last_12": 3, "total_months": 11, "ordered_rest": True}, False),
        ({"months_in_last_12": 3, "total_months": 12}, False),
        ({"months_in_last_12": 3, "total_months": None, "ordered_rest": True}, False),
        ({"months_in_last_12": 0, "months_in_last_24": 6, "infertility_treatment": True}, True),
        ({"months_in_last_12": 0, "months_in_last_24": 5, "infertility_treatment": True}, False),
        ({"months_in_last_12": 0, "months_in_last_24": 6}, False),
    ],
)
def test_three_conditions_open_the_benefit(facts: dict[str, object], met: bool) -> None:
    answer = _birth(**facts)
    assert answer.outcome == ("amount" if met else "not_eligible")
    if not met:
        assert reasons(answer) == ["under_6_of_12_months"]
        assert [offer.code for offer in answer.alternatives] == ["father_one_off", "voluntary_maternity"]


def _months(first: str, count: int) -> list[str]:
    return [str(Month.parse(first) + index) for index in range(count)]


@pytest.mark.parametrize(
    ("birth", "contributed", "window", "months"),
    [
        ("2026-10-10", _months("2025-10", 6), ("2025-10", "2026-09"), 6),
        ("2026-10-14", _months("2025-10", 13), ("2025-10", "2026-09"), 12),
        ("2026-10-15", _months("2025-10", 13), ("2025-11", "2026-10"), 12),  # from the 15th the month counts
        ("2026-10-15", _months("2025-10", 6), ("2025-10", "2026-09"), 6),  # unless it was not paid
        ("2026-10-31", [*_months("2025-10", 5), "2026-10"], ("2025-11", "2026-10"), 5),
        ("2017-01-18", _months("2016-02", 12), ("2016-02", "2017-01"), 12),
        ("2026-10-10", ["2026-01", "2026-01"], ("2025-10", "2026-09"), 1),
    ],
)
def test_the_window_before_the_birth(
    birth: str, contributed: list[str], window: tuple[str, str], months: int
) -> None:
    values = _birth(birth_on=birth, contributed=contributed, months_in_last_12=None).values
    assert (str(values["window_from"]), str(values["window_to"])) == window
    assert values["months_in_window"] == months


def test_listed_months_also_answer_the_24_month_window() -> None:
    facts = {"months_in_last_12": None, "total_months": None, "infertility_treatment": True}
    assert _birth(contributed=_months("2024-11", 6), **facts).outcome == "amount"
    assert _birth(contributed=_months("2024-10", 6), **facts).outcome == "not_eligible"
    ordered = {**facts, "infertility_treatment": False, "ordered_rest": True}
    assert _birth(contributed=_months("2025-02", 12), **ordered).outcome == "amount"
    assert _birth(contributed=_months("2025-03", 11), **ordered).outcome == "not_eligible"  # eleven in all
    assert _birth(contributed=[*_months("2024-12", 12), "2026-01", "2026-02"], **ordered).outcome == "amount"
    assert _birth(contributed=_months("2025-10", 4), **ordered).outcome == "not_eligible"


def test_the_average_of_six_wages() -> None:
    answer = _birth(average=None, last_six=[1, 2, 3, 4, 5, 7])
    assert answer.values["average"] == "3.67"
    assert answer.amounts["leave"] == 22


def test_births_under_the_older_law_are_marked() -> None:
    assert ("law_not_yet_in_force", None) in warnings(_birth(birth_on="2025-06-30"))
    assert warnings(_birth(birth_on="2025-07-01")) == []


def _adoption(**facts: object) -> Answer:
    base = {
        "handed_over_on": "2026-08-10",
        "child_born_on": "2026-06-01",
        "average": AVERAGE,
        "months_in_last_12": 6,
    }
    given = {name: value for name, value in {**base, **facts}.items() if value is not None}
    return ask("adoption", **given)


@pytest.mark.parametrize(
    ("facts", "months", "days"),
    [
        ({}, 3, 21),  # 10/08 … 10/11, then until 01/12
        ({"handed_over_on": "2026-06-01"}, 6, 0),
        ({"handed_over_on": "2026-11-30"}, 0, 1),
        ({"child_born_on": "2026-03-31", "handed_over_on": "2026-08-31"}, 1, 0),  # full on 30/09
        ({"takes_leave": False}, 0, 0),
    ],
)
def test_adoption_leave_runs_until_six_months(facts: dict[str, object], months: int, days: int) -> None:
    answer = _adoption(**facts)
    assert (answer.values["leave_months"], answer.values["leave_days"]) == (months, days)
    assert answer.amounts["leave"] == months * AVERAGE + days * 300_000
    june = facts.get("handed_over_on") == "2026-06-01"
    assert answer.amounts["one_off"] == (4_680_000 if june else ONE_OFF)


def test_adoption_conditions() -> None:
    assert reasons(_adoption(months_in_last_12=5)) == ["under_6_of_12_months"]
    assert reasons(_adoption(handed_over_on="2026-12-01")) == ["child_6_months_or_older"]
    assert _adoption(children=2).amounts["one_off"] == 2 * ONE_OFF


@pytest.mark.parametrize(
    ("handed_over_on", "outcome"),
    [("2026-08-14", "not_eligible"), ("2026-08-15", "amount")],  # from the 15th on its own month counts
)
def test_adoption_counts_listed_months_like_a_birth(handed_over_on: str, outcome: str) -> None:
    listed = [f"2026-{month:02}" for month in range(3, 9)]
    assert (
        _adoption(handed_over_on=handed_over_on, months_in_last_12=None, contributed=listed).outcome
        == outcome
    )


def test_adoption_needs_the_months_in_one_way() -> None:
    with pytest.raises(InputError) as caught:
        _adoption(months_in_last_12=None)
    assert (caught.value.code, caught.value.field) == ("missing_key", "months_in_last_12")


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, 5),
        ({"surgery": True}, 7),
        ({"before_32_weeks": True}, 7),
        ({"children": 2}, 10),
        ({"children": 2, "before_32_weeks": True}, 10),
        ({"children": 3}, 13),
        ({"children": 2, "surgery": True}, 14),
        ({"children": 3, "surgery": True}, 17),
        ({"is_second_child": True}, 10),
        ({"is_second_child": True, "surgery": True}, 10),
        ({"is_second_child": True, "children": 2, "surgery": True}, 14),
    ],
)
def test_days_of_the_father(facts: dict[str, object], days: int) -> None:
    answer = ask("paternity", average=AVERAGE, birth_on="2026-11-10", **facts)
    assert answer.values["days_paid"] == str(days)
    assert answer.amounts == {"leave": 375_000 * days, "one_off": 0, "total": 375_000 * days}


@pytest.mark.parametrize(
    ("facts", "one_off"),
    [
        ({"mother_entitled": False, "months_in_last_12": 6}, ONE_OFF),
        ({"mother_entitled": False, "months_in_last_12": 6, "children": 2}, 2 * ONE_OFF),
        ({"mother_entitled": False, "months_in_last_12": 5}, 0),
        ({"mother_entitled": False}, 0),
        ({"mother_entitled": True, "months_in_last_12": 12}, 0),
    ],
)
def test_the_father_receives_the_one_off_of_a_mother_without_right(
    facts: dict[str, object], one_off: int
) -> None:
    answer = ask("paternity", average=AVERAGE, birth_on="2026-11-10", **facts)
    assert answer.amounts["one_off"] == one_off
    assert answer.amounts["total"] == answer.amounts["leave"] + one_off


@pytest.mark.parametrize(
    ("weeks", "days", "paid"),
    [
        (4, 11, 10),
        (5, 21, 20),
        (12, 21, 20),
        (13, 41, 40),
        (21, 41, 40),
        (22, 51, 50),
        (22, 49, 49),
        (4, 3, 3),
    ],
)
def test_days_after_a_loss(weeks: int, days: int, paid: int) -> None:
    answer = ask("pregnancy_loss", average=AVERAGE, weeks=weeks, days=days)
    assert answer.values["days_paid"] == str(paid)
    assert answer.amounts["total"] == paid * 300_000


@pytest.mark.parametrize(
    ("facts", "months"),
    [
        ({"weeks": 22, "months_in_last_12": 6}, 6),
        ({"weeks": 40, "months_in_last_12": 6, "children": 2}, 7),
        ({"weeks": 22, "months_in_last_12": 3, "total_months": 12, "ordered_rest": True}, 6),
        ({"weeks": 22, "months_in_last_24": 6, "infertility_treatment": True}, 6),
        ({"weeks": 22, "months_in_last_12": 5}, None),
        ({"weeks": 21, "months_in_last_12": 6}, None),
        ({"weeks": 22, "months_in_last_12": 3, "total_months": 12}, None),
    ],
)
def test_a_late_loss_is_as_a_birth(facts: dict[str, object], months: int | None) -> None:
    answer = ask("pregnancy_loss", average=AVERAGE, days=60, **facts)
    assert answer.values.get("leave_months") == months
    if months:
        assert answer.amounts == {"total": months * AVERAGE}
        assert answer.values["days_paid"] == str(30 * months)


def test_visits_and_contraception() -> None:
    visits = ask("prenatal_visits", average=AVERAGE, days=11)
    assert (visits.amounts["total"], visits.values["days_paid"]) == (10 * 375_000, "10")
    assert ask("prenatal_visits", average=AVERAGE, days=2).amounts["total"] == 750_000
    for kind, most in (("iud", 7), ("sterilisation", 15)):
        assert ask("contraception", average=AVERAGE, kind=kind, days=most + 1).values["days_paid"] == str(
            most
        )
        assert ask("contraception", average=AVERAGE, kind=kind, days=3).amounts["total"] == 900_000


def _voluntary(**facts: object) -> Answer:
    base = {"children": 1, "months_in_last_12": 6, "birth_on": "2026-10-01", "asked_on": "2026-11-30"}
    return ask("voluntary_maternity", **{**base, **facts})


def test_the_voluntary_allowance() -> None:
    assert _voluntary().amounts == {"total": 2_000_000}
    assert _voluntary(children=2).amounts == {"total": 4_000_000}
    assert warnings(_voluntary()) == []  # the 60th day
    assert warnings(_voluntary(asked_on="2026-12-01")) == [("late_filing", None)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"months_in_last_12": 5}, ["under_6_of_12_months"]),
        ({"compulsory_entitled": True}, ["compulsory_scheme_first"]),
        ({"other_parent_receives": True}, ["other_parent_receives"]),
        ({"birth_on": "2025-06-30"}, ["born_before_2025_07"]),
        ({"birth_on": "2025-07-01"}, []),
    ],
)
def test_who_has_no_voluntary_allowance(facts: dict[str, object], expected: list[str]) -> None:
    assert reasons(_voluntary(**facts)) == expected


def test_averages_with_decimals_round_once() -> None:
    answer = _birth(average="1000000.55", extra_leave_days=1)
    exact = Fraction("1000000.55") * 6 + Fraction("1000000.55") / 30
    assert answer.amounts["leave"] == int(exact + Fraction(1, 2))
    assert answer.amounts["total"] == int(exact + ONE_OFF + Fraction(1, 2))


@pytest.mark.parametrize(
    ("leave_from", "outcome"),
    [
        ("2026-11-09", "not_eligible"),
        ("2026-11-10", "amount"),
        ("2027-01-09", "amount"),
        ("2027-01-10", "not_eligible"),
    ],
)
def test_the_father_begins_within_sixty_days(leave_from: str, outcome: str) -> None:
    answer = ask("paternity", average=AVERAGE, birth_on="2026-11-10", leave_from=leave_from)
    assert answer.outcome == outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2025-06-30", "not_eligible"), ("2025-07-01", "amount"), ("2026-06-30", "amount")],
)
def test_infertility_treatment_is_a_ground_since_july_2025(day: str, outcome: str) -> None:
    """L41 Art. 50.5, which the law before did not have."""
    facts = {"months_in_last_12": 3, "months_in_last_24": 6, "infertility_treatment": True}
    assert _birth(birth_on=day, **facts).outcome == outcome


@pytest.mark.parametrize(("day", "months"), [("2025-07-01", 6), ("2025-06-30", None)])
def test_a_late_loss_is_as_a_birth_since_july_2025(day: str, months: int | None) -> None:
    """L41 Art. 52.2; the days of the law before are not known here, and nothing is guessed."""
    answer = ask("pregnancy_loss", average=AVERAGE, weeks=24, days=50, months_in_last_12=6, on=day)
    assert answer.values.get("leave_months") == months
    assert reasons(answer) == ([] if months else ["parameter_missing"])


def test_who_has_no_month_is_told_so_and_the_average() -> None:
    answer = _birth(months_in_last_12=0)
    assert (answer.outcome, answer.values["months_in_window"]) == ("not_eligible", 0)
    assert answer.values["average"] == str(AVERAGE)
    assert _birth(average=0).amounts["leave"] == 0


def test_an_early_return_is_told_with_its_months() -> None:
    """L41 Art. 53.1."""
    told = _birth(returned_after_months=5).as_json()["rules"]
    assert isinstance(told, list)
    (early,) = (each for each in told if each["id"] == "maternity.early_return")
    assert early["result"] == "5"
    assert "sau 5 tháng" in early["vi"]


def test_an_adoption_is_told_with_its_window_and_its_end() -> None:
    """L41 Art. 50.2, 56.1."""
    listed = ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
    answer = _adoption(handed_over_on="2026-11-10", months_in_last_12=None, contributed=listed)
    told = answer.as_json()["rules"]
    assert isinstance(told, list)
    by_id = {each["id"]: each["inputs"] for each in told}
    assert by_id["maternity.window"] == {"first": "2025-11", "last": "2026-10"}
    assert by_id["adoption.leave"]["average"] == str(AVERAGE)
    assert by_id["adoption.leave"]["until"] == str(answer.values["leave_until"])


def test_a_father_who_is_late_is_told_until_when() -> None:
    """L41 Art. 53.3."""
    late = ask("paternity", birth_on="2026-11-10", average=AVERAGE, leave_from="2027-01-10")
    assert reasons(late) == ["leave_not_within_60_days"]
    assert str(late.values["begin_by"]) == "2027-01-09"
    none = ask("paternity", birth_on="2026-11-10", average=AVERAGE, mother_entitled=False)
    assert none.amounts["one_off"] == 0


def test_a_second_child_changes_nothing_before_july_2026() -> None:
    """N168: only where it gives more than the law did."""
    facts = {"average": AVERAGE, "birth_on": "2026-06-30", "is_second_child": True}
    before, twins = ask("paternity", **facts), ask("paternity", **facts, children=2)
    after = ask("paternity", **{**facts, "birth_on": "2026-07-01"})
    assert "paternity.second_child" not in rules(before)
    assert "paternity.second_child" not in rules(
        ask("paternity", **{**facts, "birth_on": "2026-07-01"}, children=2)
    )
    assert "paternity.second_child" in rules(after)
    (days,) = (each for each in twins.rules if each.rule.id == "paternity.days")
    assert days.inputs == {"children": 2, "surgery": False}
    assert "maternity.second_child" not in rules(_birth(birth_on="2026-06-30", is_second_child=True))


def test_the_voluntary_allowance_may_be_asked_for_on_the_day_of_the_birth() -> None:
    facts = {"children": 1, "months_in_last_12": 6, "birth_on": "2026-11-10"}
    assert ask("voluntary_maternity", **facts, asked_on="2026-11-10").amounts["total"] == 2_000_000


def test_a_late_loss_with_ordered_rest_needs_twelve_months_in_all() -> None:
    """L41 Art. 50.3, 52.2; what is not given counts as not paid."""
    facts = {"average": AVERAGE, "weeks": 24, "days": 50, "on": "2026-11-10", "ordered_rest": True}
    assert "leave_months" not in ask("pregnancy_loss", **facts, months_in_last_12=3).values
