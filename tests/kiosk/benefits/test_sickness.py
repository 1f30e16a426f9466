"""Sickness and convalescence: quotas, calendars, rates, half days."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import half_up
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask, reasons, warnings

WAGE = 12_000_000
DAY = 375_000  # 75 % / 24


def _own(**facts: object) -> Answer:
    return ask("sickness", **{"wage": WAGE, "kind": "own", "years_paid": 5, **facts})


@pytest.mark.parametrize(
    ("years", "conditions", "quota"),
    [
        (0, "normal", 30),
        ("14.9", "normal", 30),
        (15, "normal", 40),
        ("29.9", "normal", 40),
        (30, "normal", 60),
        (0, "hazardous", 40),
        (15, "hazardous", 50),
        (30, "hazardous", 70),
        (30, "difficult_area", 70),
    ],
)
def test_the_quota_of_a_year(years: object, conditions: str, quota: int) -> None:
    facts = {"years_paid": years, "conditions": conditions}
    assert _own(**facts, days=str(quota)).values["days_paid"] == str(quota)
    above = _own(**facts, days=str(quota + 1))
    assert above.values["days_paid"] == str(quota)
    assert above.amounts["total"] == quota * DAY
    assert [offer.code for offer in above.alternatives] == ["long_term"]
    assert _own(**facts, days="1", days_taken_this_year=str(quota - 1)).amounts["total"] == DAY
    assert reasons(_own(**facts, days="1", days_taken_this_year=quota)) == ["quota_used_up"]
    assert reasons(_own(**facts, days="1", days_taken_this_year=quota + 1)) == ["quota_used_up"]


@pytest.mark.parametrize(
    ("years", "percent"), [(0, 50), ("14.9", 50), (15, 55), ("29.9", 55), (30, 65), (40, 65)]
)
def test_a_long_disease_goes_on_at_a_lower_rate(years: object, percent: int) -> None:
    answer = _own(kind="own_long_term_beyond_quota", years_paid=years, days="100")
    assert answer.amounts["total"] == half_up(Fraction(WAGE * percent * 100, 100 * 24))
    assert answer.values == {"days_paid": "100", "percent": str(percent)}


def test_armed_forces_have_the_whole_wage_and_no_limit() -> None:
    answer = _own(armed_forces=True, days="100", days_taken_this_year="50")
    assert answer.amounts["total"] == WAGE * 100 // 24


@pytest.mark.parametrize(
    ("days", "paid"),
    [
        ("0.5", "0.5"),
        ("2.5", "2.5"),
        ("0.25", "0.5"),
        ("0.4", "0.5"),
        ("0.75", "1"),
        ("3.1", "3.5"),
        ("3.9", "4"),
    ],
)
def test_parts_of_a_day_count_as_halves(days: str, paid: str) -> None:
    answer = _own(days=days)
    assert answer.values["days_paid"] == paid
    assert answer.amounts["total"] == Fraction(paid) * DAY


def test_a_part_of_a_day_is_told_as_it_was() -> None:
    """L41 Art. 45.5."""
    answer = _own(days="2.4")
    (halves,) = (each for each in answer.rules if each.rule.id == "sickness.half_days")
    assert (halves.result, halves.inputs) == (Fraction("2.5"), {"days": Fraction("2.4")})


def test_a_sick_child_of_armed_forces_is_paid_as_others() -> None:
    """L41 Art. 45.4 gives the whole wage for one's own sickness (43.3) only."""
    answer = _child(_sick(2, "2026-11-02", "2026-11-02"), armed_forces=True)
    assert (answer.amounts["total"], answer.values["percent"]) == (DAY, "75")


def test_only_own_days_beyond_the_quota_have_another_rate() -> None:
    """L41 Art. 45.3: the long disease is offered where days are left unpaid, and not for a child."""
    assert [offer.code for offer in _own(days="30").alternatives] == []
    weeks = _child(_sick(2, "2026-10-01", "2026-11-20"))
    assert weeks.values["days_paid"] == "20"
    assert weeks.alternatives == ()


def test_a_leave_has_its_days_or_its_dates() -> None:
    assert _own(days="2", from_="2026-11-02").values["days_paid"] == "2"
    with pytest.raises(InputError) as raised:
        _own(days="2", from_="2026-11-02", to="2026-11-03")
    assert (raised.value.code, raised.value.field) == ("not_allowed", "days")
    assert _own(days="1", days_taken_this_year=30).values["days_paid"] == "0"
    assert _own(from_="2016-01-01", to="2026-01-08").values["days_paid"] != "0"
    with pytest.raises(InputError):
        _own(from_="2016-01-01", to="2026-01-09")


@pytest.mark.parametrize(
    ("first", "last", "rest", "paid"),
    [
        ("2026-11-23", "2026-11-29", ["sunday"], "5"),  # Tuesday 24/11 is a holiday
        ("2026-11-23", "2026-11-29", ["saturday", "sunday"], "4"),
        ("2026-11-23", "2026-11-29", [], "6"),
        ("2026-11-25", "2026-11-25", ["sunday"], "1"),
        ("2026-04-27", "2026-05-03", ["sunday"], "3"),
    ],
)
def test_only_working_days_are_paid(first: str, last: str, rest: list[str], paid: str) -> None:
    assert _own(from_=first, to=last, weekly_rest=rest).values["days_paid"] == paid


def test_a_leave_without_working_day_is_said() -> None:
    assert reasons(_own(from_="2026-11-24", to="2026-11-24")) == ["no_working_day"]


def test_a_new_year_brings_a_new_quota() -> None:
    # 12/2026 has two days left; 04–09/01/2027 are six working days of the next year.
    answer = _own(from_="2026-12-28", to="2027-01-09", days_taken_this_year=28)
    assert answer.values["days_paid"] == "9"  # 2 + (Sat 02/01 + six)
    assert warnings(answer) == [("holidays_unsure", None)]


def _child(*children: dict[str, object], **facts: object) -> Answer:
    return ask("sickness", wage=WAGE, kind="child", children=list(children), **facts)


def _sick(age: int, first: str, last: str, **more: object) -> dict[str, object]:
    return {"age_years": age, "from": first, "to": last, **more}


@pytest.mark.parametrize(("age", "quota"), [(0, 20), (2, 20), (3, 15), (6, 15)])
def test_each_child_has_its_quota(age: int, quota: int) -> None:
    assert _child(_sick(age, "2026-06-01", "2026-07-31")).values["days_paid"] == str(quota)
    left = _child(_sick(age, "2026-06-01", "2026-07-31", days_taken_this_year=quota - 3))
    assert left.values["days_paid"] == "3"
    shared = _child(_sick(age, "2026-06-01", "2026-07-31"), days_taken_this_year=quota)
    assert reasons(shared) == ["quota_used_up"]


def test_children_of_seven_are_not_covered() -> None:
    assert reasons(_child(_sick(7, "2026-06-01", "2026-06-02"))) == ["child_7_or_older"]
    answer = _child(_sick(7, "2026-06-01", "2026-06-02"), _sick(1, "2026-06-02", "2026-06-03"))
    assert answer.values["days_paid"] == "2"


def test_a_day_with_two_sick_children_is_one_day() -> None:
    answer = _child(_sick(2, "2026-06-01", "2026-06-04"), _sick(4, "2026-06-03", "2026-06-06"))
    assert answer.values["days_paid"] == "6"
    assert answer.amounts["total"] == 6 * DAY


def test_a_new_year_begins_with_the_whole_quota() -> None:
    # 35 working days of 2027 without Sundays and the days off; only 30 of them are paid.
    answer = _own(from_="2026-12-31", to="2027-02-28", days_taken_this_year=29)
    assert answer.values["days_paid"] == "31"
    child = _sick(4, "2025-12-31", "2026-02-28", days_taken_this_year=14)
    assert _child(child).values["days_paid"] == "16"


def test_the_quota_of_a_child_is_that_of_each_year() -> None:
    child = _sick(4, "2025-12-29", "2026-01-10", days_taken_this_year=13)
    assert _child(child).values["days_paid"] == "10"  # 2 in 2025; 02, 03 and 05–10/01


@pytest.mark.parametrize(
    ("after", "most"),
    [
        ("sickness_long_term", 10),
        ("sickness_surgery", 7),
        ("sickness_other", 5),
        ("birth_multiple", 10),
        ("birth_surgery", 7),
        ("birth_other", 5),
        ("pregnancy_loss", 5),
    ],
)
def test_convalescence_has_a_longest_time(after: str, most: int) -> None:
    answer = ask("convalescence", after=after, days=most, from_="2026-11-22")
    assert answer.amounts["total"] == most * 759_000
    assert ask("convalescence", after=after, days=most + 1, from_="2026-11-22").values["days_paid"] == str(
        most
    )


@pytest.mark.parametrize(
    ("after", "taken", "paid"),
    [
        ("sickness_other", 5, "5"),
        ("sickness_other", 7, "3"),
        ("sickness_other", 10, "0"),
        ("sickness_long_term", 3, "7"),
        ("birth_other", 3, "2"),
        ("birth_other", 5, "0"),
    ],
)
def test_convalescence_after_sickness_is_ten_days_a_year(after: str, taken: int, paid: str) -> None:
    answer = ask("convalescence", after=after, days=10, from_="2026-12-30", days_taken_this_year=taken)
    assert answer.values["days_paid"] == paid
    assert reasons(answer) == ([] if paid != "0" else ["convalescence_used_up"])
    if paid != "0":
        assert answer.values["counts_for_year"] == 2026


def test_no_convalescence_after_an_early_return() -> None:
    facts = {"days": 5, "from_": "2026-12-30", "returned_early": True}
    assert reasons(ask("convalescence", after="birth_other", **facts)) == ["returned_early"]
    assert ask("convalescence", after="sickness_other", **facts).outcome == "amount"


@pytest.mark.parametrize("cause", ["self_harm", "drugs", "first_work_accident_treatment", "other_paid_leave"])
def test_excluded_causes_are_not_paid(cause: str) -> None:
    assert reasons(_own(days="3", cause=cause)) == ["excluded_cause"]


@pytest.mark.parametrize(
    ("after", "sick", "outcome"),
    [
        ("sickness_other", 29, "not_eligible"),
        ("sickness_other", 30, "amount"),
        ("birth_other", 0, "amount"),
    ],
)
def test_convalescence_after_thirty_days_of_sickness(after: str, sick: int, outcome: str) -> None:
    answer = ask("convalescence", after=after, days=1, from_="2026-11-22", sick_days_this_year=sick)
    assert answer.outcome == outcome


@pytest.mark.parametrize(
    ("after", "ended", "first", "expected"),
    [
        ("sickness_long_term", "2026-12-10", "2027-01-04", 2026),
        ("sickness_long_term", "2026-12-10", "2027-01-09", 2026),
        ("sickness_long_term", "2026-12-10", "2027-01-10", ["over_30_days_after_leave"]),
        ("birth_other", "2026-12-10", "2027-01-04", 2027),
        ("birth_other", "2026-12-10", "2026-12-11", 2026),
    ],
)
def test_convalescence_begins_within_thirty_days(
    after: str, ended: str, first: str, expected: object
) -> None:
    answer = ask("convalescence", after=after, days=5, from_=first, leave_ended_on=ended)
    assert (reasons(answer) or answer.values["counts_for_year"]) == expected
