from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.conditions import ALLOWED, ConditionError, read_condition
from kiosk.forms.order import Order

_OPERATORS = sorted(set().union(*ALLOWED.values()))
_SOME = {
    "is": "a",
    "in": ["a"],
    "has": "a",
    "at_least": 1,
    "at_most": 1,
    "before": "2026-01-01",
    "after": "2026-01-01",
    "on_or_before": "2026-01-01",
    "on_or_after": "2026-01-01",
    "answered": True,
}


def _holds(condition: dict[str, Any], **known: Any) -> bool:
    return read_condition(condition, {}).holds(known)


@pytest.mark.parametrize(
    ("operator", "operand", "holding", "failing"),
    [
        ("is", "a", ["a"], ["b", "A", ["a"]]),
        ("is", True, [True], [False]),
        ("is", 0, [0], [1]),
        ("in", ["a", "b"], ["a", "b"], ["c"]),
        ("has", "a", [["a"], ["b", "a"]], [[], ["b"], "a"]),
        ("at_least", 3, [3, 4], [2, -3]),
        ("at_most", 3, [3, 2], [4]),
        ("before", "2026-07-01", ["2026-06-30"], ["2026-07-01", "2026-07-02"]),
        ("after", "2026-07-01", ["2026-07-02"], ["2026-07-01", "2026-06-30"]),
        ("on_or_before", "2026-07-01", ["2026-07-01", "2025-12-31"], ["2026-07-02"]),
        ("on_or_after", "2026-07", ["2026-07", "2027-01"], ["2026-06"]),
        ("answered", True, ["", 0, False, "a"], [None]),
        ("answered", False, [None], ["", 0, False, "a"]),
    ],
)
def test_operators(operator: str, operand: Any, holding: list[Any], failing: list[Any]) -> None:
    condition = {"question": "q", operator: operand}
    assert all(_holds(condition, q=value) for value in holding)
    assert not any(_holds(condition, q=value) for value in failing)


def test_every_operator_is_tried() -> None:
    assert set(_SOME) == set(_OPERATORS)
    assert set(ALLOWED) == set(Order)
    assert all("answered" in operators for operators in ALLOWED.values())


@pytest.mark.parametrize("operator", _OPERATORS)
def test_a_question_without_an_answer_fulfils_nothing(operator: str) -> None:
    condition = {"question": "q", operator: _SOME[operator]}
    assert not _holds(condition)
    assert _holds({"not": condition})
    assert _holds({"question": "q", "answered": False})


@pytest.mark.parametrize(
    ("operator", "left", "right", "holds"),
    [
        ("is", "a", "a", True),
        ("is", "a", "b", False),
        ("at_least", 5, 5, True),
        ("before", "2026-01-01", "2026-01-02", True),
        ("on_or_after", "2026-01-01", "2026-01-02", False),
        ("is", "a", None, False),
        ("is", None, "a", False),
        ("is", None, None, False),
    ],
)
def test_two_answers_are_compared(operator: str, left: Any, right: Any, holds: bool) -> None:
    condition = read_condition({"question": "l", operator: {"question": "r"}}, {})
    assert condition.holds({"l": left, "r": right}) is holds
    assert list(condition.questions()) == ["l", "r"]


@given(st.booleans(), st.booleans())
def test_all_any_and_not(one: bool, other: bool) -> None:
    parts = [{"question": "a", "is": True}, {"question": "b", "is": True}]
    assert _holds({"all": parts}, a=one, b=other) is (one and other)
    assert _holds({"any": parts}, a=one, b=other) is (one or other)
    assert _holds({"not": {"any": parts}}, a=one, b=other) is not (one or other)


def test_a_named_condition_stands_for_itself() -> None:
    named = {"adult": read_condition({"question": "age", "at_least": 18}, {})}
    condition = read_condition({"not": {"named": "adult"}}, named)
    assert condition.holds({"age": 17})
    assert not condition.holds({"age": 18})
    assert list(condition.questions()) == ["age"]


@pytest.mark.parametrize(
    ("today", "holds"),
    [
        ("2026-01-01", True),
        ("2026-01-15", True),
        ("2026-01-16", False),
        ("2026-02-01", False),
        ("2026-04-15", True),
        ("2026-10-15", True),
        ("2026-12-01", False),
    ],
)
def test_a_rule_of_law_by_its_name(today: str, holds: bool) -> None:
    condition = read_condition({"rule": "in_first_days_of_quarter", "on": "today", "days": 15}, {})
    assert condition.holds({"today": today}) is holds
    assert not condition.holds({})
    assert list(condition.questions()) == ["today"]


def test_a_date_of_toml_is_compared_as_iso_text() -> None:
    data = tomllib.loads('when = { question = "born", before = 2025-07-01 }')["when"]
    assert _holds(data, born="2025-06-30")
    assert not _holds(data, born="2025-07-01")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("text", "a condition is a table"),
        ({}, "a condition is a table"),
        ({"question": "q"}, "compared by exactly one"),
        ({"question": "q", "is": 1, "in": [1]}, "compared by exactly one"),
        ({"question": "q", "like": 1}, "compared by exactly one"),
        ({"question": 5, "is": 1}, "names another question"),
        ({"question": "q", "is": {"other": "q"}}, "a value is a fixed one"),
        ({"question": "q", "is": {"question": 5}}, "a value is a fixed one"),
        ({"all": []}, "all needs a list"),
        ({"any": {"question": "q", "is": 1}}, "any needs a list"),
        ({"all": ["q"]}, "a condition is a table"),
        ({"not": []}, "a condition is a table"),
        ({"all": [], "any": []}, "only one of all, any"),
        ({"named": "adult"}, "no condition is named adult"),
        ({"named": ["adult"]}, "no condition is named"),
        ({"unless": {}}, "a condition cannot begin with unless"),
        ({"rule": "no_such"}, "no rule is named no_such"),
        ({"rule": 5}, "no rule is named 5"),
        ({"rule": "in_first_days_of_quarter", "on": "today"}, "takes on, days"),
    ],
)
def test_what_is_no_condition_is_named(data: Any, reason: str) -> None:
    with pytest.raises(ConditionError, match=reason):
        read_condition(data, {})
