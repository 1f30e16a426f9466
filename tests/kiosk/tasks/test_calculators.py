"""The screens of the calculators reach the figures that the engine gives when it is asked directly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.benefits.engine import calculate
from kiosk.benefits.months import Month
from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.registry import CALCULATORS
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.estimate import calculation_of, input_of
from kiosk.tasks.task import Task
from tests.kiosk.tasks.asked_backwards import DoesNotFitError, answers_for, filled_in

CATALOGUE = load_catalogue()
TASKS = [task for task in CATALOGUE if task.calculations]
_EXAMPLES: Mapping[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "benefits/data/examples.json").read_text("utf-8"), parse_float=Decimal
)
_BIRTH = {"birth_on": "2026-09-20", "children": 2, "average": 9_000_000}
_STRETCHES = [
    {"from": "2001-03", "to": "2008-12", "scheme": "compulsory", "wage": 2_100_000, "wage_kind": "employer"},
    {"from": "2009-01", "to": "2019-06", "scheme": "compulsory", "wage": 4_800_000, "wage_kind": "state"},
    {"from": "2020-01", "to": "2026-10", "scheme": "voluntary", "wage": 3_000_000, "wage_kind": "employer"},
]
_LUMP_SUM = {
    "asked_on": "2026-11-22",
    "decided_on": "2026-11-22",
    "ground": "after_12_months",
    "months_before_2014": 40,
    "months_from_2014": 100,
    "months_before_2025_07": 140,
    "average": 8_000_000,
    "last_paid_month": "2025-03",
}
_FURTHER: Mapping[str, list[dict[str, Any]]] = {
    "compulsory_contribution": [
        {"paid_on": "2026-11-22", "wage": 5_500_000, "person": "employee", "region": "III"},
        {"paid_on": "2026-11-22", "wage": 4_000_000, "person": "owner"},
        {"paid_on": "2026-11-22", "wage": 90_000_000, "person": "employee", "unemployment_insured": False},
    ],
    "keep_or_take": [{**_LUMP_SUM, "sex": "female", "born": "1975-04-09"}],
    "lump_sum": [
        {
            **{key: _LUMP_SUM[key] for key in ("asked_on", "decided_on", "ground")},
            "contributions": [{**row, "wage_kind": "employer"} for row in _STRETCHES[:2]],
            "supported": [{"months": 6, "group": "poor", "from": "2018-02"}],
        }
    ],
    "pension": [{"sex": "male", "decided_on": "2026-11-01", "contributions": _STRETCHES}],
    "averaging_years": [
        {"wage_kind": "state", "first_joined": "1998-05"},
        {"wage_kind": "state", "first_joined": "2025-09"},
    ],
    "prenatal_visits": [{"average": 9_000_000, "days": 3, "on": "2026-11-26"}],
    "adoption": [
        {
            "handed_over_on": "2026-10-05",
            "child_born_on": "2026-08-01",
            "average": 7_200_000,
            "months_in_last_12": 8,
            "takes_leave": False,
        }
    ],
    "surrogacy": [
        {
            "role": "intended_mother",
            "birth_on": "2026-08-01",
            "handed_over_on": "2026-08-03",
            "months_in_last_12": 9,
            "average": 7_200_000,
        }
    ],
    "carer_leave": [{**_BIRTH, "from": "2026-10-11", "mother_entitled": True}],
    "voluntary_maternity": [
        {"children": 1, "months_in_last_12": 7, "birth_on": "2026-09-20", "asked_on": "2026-11-22"}
    ],
    "paternity": [{**_BIRTH, "mother_entitled": False, "months_in_last_12": 6, "leave_from": "2026-10-01"}],
    "unemployment": [{"ended_on": "2026-10-01", "average": 5_500_000, "months": 30, "region": "III"}],
    "survivors": [
        {
            "died_on": "2026-08-01",
            "deceased": "insured",
            "compulsory_months": 200,
            "voluntary_months": 5,
            "average": 6_000_000,
            "relatives": [
                {"relation": "child", "born": "2015-05-05", "income": 0, "alone": False},
                {"relation": "mother", "born": "1950-01-01", "income": 0, "alone": True},
            ],
        }
    ],
    "retirement_age": [
        {"sex": "male", "born": "1968-02-11", "underground_coal_years": 16, "compulsory_months": 300},
        {"sex": "female", "born": "1970", "person_group": "d"},
    ],
}
_FURTHER_ROWS = [
    (name, {"id": f"further-{place}", "input": given})
    for name, rows in _FURTHER.items()
    for place, given in enumerate(rows)
]
_ROWS = [(name, row) for name, rows in _EXAMPLES.items() for row in rows] + _FURTHER_ROWS
_DAYS = ("paid_on", "on", "decided_on", "asked_on")  # which the screens take from the calendar

# What the screens do not ask: interest other than that in force, no support, halves of days and đồng, months
# of birth and of contributions, and members who have another card (they are left out of the count).
_NOT_ASKED = frozenset(
    {"V4a", "V4b", "V5", "V6", "V7", "V8a", "V8b", "N007", "V10", "B3", "P1", "P9", "S5", "M6"}
)

# The answers that lead to a calculator.
_GATES: Mapping[str, Mapping[str, Any]] = {
    "voluntary_contribution": {"what.is": "pay"},
    "voluntary_refund": {"what.is": "refund"},
    "pension_rise": {"what.is": "rise"},
    "missing_compulsory_months": {"what.is": "missing"},
    "averaging_years": {"what.is": "averaging"},
    "lump_sum_emigrating_pensioner": {"what.is": "emigrating"},
    "article_23_allowance": {"old.paid": True},
    "social_pension": {"old.paid": False},
    "lump_sum": {"what.is": "amount"},
    "keep_or_take": {"what.is": "compare"},
    "maternity": {"you.scheme": "compulsory", "what.is": "birth"},
    "prenatal_visits": {"you.scheme": "compulsory", "what.is": "prenatal"},
    "pregnancy_loss": {"you.scheme": "compulsory", "what.is": "loss"},
    "contraception": {"you.scheme": "compulsory", "what.is": "contraception"},
    "voluntary_maternity": {"you.scheme": "voluntary"},
    "paternity": {"what.is": "paternity"},
    "carer_leave": {"what.is": "carer"},
    "adoption": {"what.is": "adoption"},
    "convalescence": {"what.is": "convalescence"},
}


def _of(name: str) -> tuple[Task, Calculation]:
    return next((task, each) for task in TASKS for each in task.calculations if each.calculator == name)


def test_every_calculator_of_the_law_has_a_screen() -> None:
    asked = [each.calculator for task in TASKS for each in task.calculations]
    assert sorted(asked) == sorted(CALCULATORS)


def test_they_are_all_offered_without_signing_in() -> None:
    assert {task.group for task in TASKS} == {"calculators"}
    assert {task.assurance.name for task in TASKS} == {"NONE"}
    assert {task.id for task in CATALOGUE.of_group("calculators")} == {task.id for task in TASKS}


def test_every_way_on_leads_to_a_task_of_the_catalogue() -> None:
    for task in TASKS:
        for calculation in task.calculations:
            for led_to in calculation.leads_to:
                assert CATALOGUE.find(led_to) is not None, (task.id, led_to)


def _gates(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    gates = dict(_GATES.get(name, {}))
    if "contributions" in given:
        kinds = {row.get("wage_kind", "employer") for row in given["contributions"]}
        gates |= {"paid.how": "stretches", "paid.wage_kinds": sorted(kinds)}
    if name == "sickness" and given["kind"] != "child":
        gates["sick.counted"] = "dates" if "from" in given else "days"
    if name == "maternity":
        gates["wage.same"] = "average" in given
    if name == "compulsory_contribution":
        gates["paid.unemployment"] = "region" in given
    if name == "retirement_age":
        gates["paid.voluntary"] = "voluntary_months" in given
        if "underground_coal_years" in given:
            gates["work.kinds"] = ["coal"]
    if "supported" in given:
        gates["paid.supported"] = True
    if name == "pension":
        late = "late" if "months_after_retirement_age" in given else "on_time"
        gates |= {"retire.age": "early" if "early_months" in given else late}
        gates["paid.some_voluntary"] = "compulsory_months" in given
    return gates


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    """The input in the way in which the screens ask for it: a birth in the place of months to an age."""
    given = dict(row["input"])
    if (months := given.pop("months_to_social_pension", None)) is not None:
        born = Month.of(date.fromisoformat(given["decided_on"])) + (months - 12 * 75)
        given["born"] = born.first_day.isoformat()
    return given


@pytest.mark.parametrize(("name", "row"), _ROWS, ids=[f"{name}-{row['id']}" for name, row in _ROWS])
def test_the_screens_reach_the_published_figures(name: str, row: dict[str, Any]) -> None:
    task, calculation = _of(name)
    given = _given(row)
    today = date.fromisoformat(next((given[day] for day in _DAYS if day in given), "2026-11-26"))
    if row["id"] in _NOT_ASKED:
        with pytest.raises(DoesNotFitError):
            answers_for(calculation, given)
        return
    answers = {**answers_for(calculation, given), **_gates(name, given)}
    known = filled_in(task, answers, today)
    assert calculation_of(task, known) is calculation
    asked = calculate(name, input_of(calculation, known, today, shipped_book()), today)
    direct = calculate(name, row["input"], today)
    assert (asked.outcome, asked.amounts, asked.values) == (direct.outcome, direct.amounts, direct.values)
    assert asked.reasons == direct.reasons
    assert [each.rule for each in asked.rules] == [each.rule for each in direct.rules]


@pytest.mark.parametrize("name", ["prenatal_visits", "pregnancy_loss", "contraception"])
def test_the_law_is_that_of_the_first_day_of_leave(name: str) -> None:
    task, calculation = _of(name)
    today = date(2026, 11, 26)
    known = filled_in(task, {**_gates(name, {}), "leave.from": "2025-09-10"}, today)
    assert calculation_of(task, known) is calculation
    assert input_of(calculation, known, today, shipped_book())["on"] == "2025-09-10"
