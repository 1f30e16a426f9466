"""Conditions as data: compare the answers given so far, so that they can be checked when a form is loaded,
explained, and walked through by tests.

In a form's file::

    when = { question = "change.what", has = "email" }
    when = { all = [{ question = "born", before = 2025-07-01 }, { not = { named = "insured_now" } }] }
    when = { rule = "in_first_days_of_quarter", on = "today", days = 15 }

A question that is not asked, or has no answer, fulfils nothing but ``answered = false``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, cast

from pydantic import JsonValue

from kiosk.forms.order import Order
from kiosk.forms.rules import Rule, find_rule

Known: TypeAlias = Mapping[str, JsonValue]
Operand: TypeAlias = "JsonValue | Reference"


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer to another question, in the place of a fixed value."""

    question: str


@dataclass(frozen=True, slots=True)
class Comparison:
    question: str
    operator: str
    operand: Operand

    def holds(self, known: Known) -> bool:
        left = known.get(self.question)
        if self.operator == "answered":
            return (left is not None) == self.operand
        right = known.get(self.operand.question) if isinstance(self.operand, Reference) else self.operand
        if left is None or right is None:
            return False
        return _OPERATORS[self.operator](left, right)

    def questions(self) -> Iterator[str]:
        yield self.question
        if isinstance(self.operand, Reference):
            yield self.operand.question


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Condition, ...]

    def holds(self, known: Known) -> bool:
        return all(part.holds(known) for part in self.parts)

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]

    def holds(self, known: Known) -> bool:
        return any(part.holds(known) for part in self.parts)

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition

    def holds(self, known: Known) -> bool:
        return not self.part.holds(known)

    def questions(self) -> Iterator[str]:
        yield from self.part.questions()


@dataclass(frozen=True, slots=True)
class RuleHolds:
    """A rule of law by name; each argument is a fixed value or the id of a question or fact."""

    rule: Rule
    arguments: Mapping[str, Operand]

    def holds(self, known: Known) -> bool:
        values = {
            name: known.get(argument.question) if isinstance(argument, Reference) else argument
            for name, argument in self.arguments.items()
        }
        return (self.rule.sees_unknown or None not in values.values()) and self.rule.holds(values)

    def questions(self) -> Iterator[str]:
        for argument in self.arguments.values():
            if isinstance(argument, Reference):
                yield argument.question


Condition: TypeAlias = "Comparison | AllOf | AnyOf | Not | RuleHolds"

_Compare: TypeAlias = Callable[[JsonValue, JsonValue], bool]


def _number(value: JsonValue) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


_OPERATORS: Mapping[str, _Compare] = {
    "is": lambda left, right: left == right,
    "in": lambda left, right: isinstance(right, list) and left in right,
    "has": lambda left, right: isinstance(left, list) and right in left,
    "at_least": lambda left, right: _number(left) >= _number(right),
    "at_most": lambda left, right: _number(left) <= _number(right),
    "before": lambda left, right: str(left) < str(right),
    "after": lambda left, right: str(left) > str(right),
    "on_or_before": lambda left, right: str(left) <= str(right),
    "on_or_after": lambda left, right: str(left) >= str(right),
}
_SORTABLE = {"before", "after", "on_or_before", "on_or_after"}
ALLOWED: Mapping[Order, frozenset[str]] = {
    Order.TEXT: frozenset({"is", "in", "answered"}),
    Order.NUMBER: frozenset({"is", "in", "at_least", "at_most", "answered"}),
    Order.DATE: frozenset({"is", "answered"} | _SORTABLE),
    Order.MONTH: frozenset({"is", "answered"} | _SORTABLE),
    Order.CHOICE: frozenset({"is", "in", "answered"}),
    Order.CHOICES: frozenset({"has", "answered"}),
    Order.YES_NO: frozenset({"is", "answered"}),
    Order.NONE: frozenset({"answered"}),
}


class ConditionError(ValueError):
    """A condition in a file is not one; the text says why."""


def read_condition(data: object, named: Mapping[str, Condition]) -> Condition:
    """A condition from its table. Raises `ConditionError`."""
    if not isinstance(data, dict) or not data:
        raise ConditionError("a condition is a table such as { question = …, is = … }")
    keys = set(data)
    if "question" in keys:
        return _read_comparison(data)
    if "rule" in keys:
        return _read_rule(data)
    if len(keys) != 1:
        raise ConditionError(f"only one of {', '.join(sorted(keys))} can stand here")
    key, content = next(iter(data.items()))
    if key in ("all", "any"):
        if not isinstance(content, list) or not content:
            raise ConditionError(f"{key} needs a list of conditions")
        parts = tuple(read_condition(each, named) for each in content)
        return AllOf(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(read_condition(content, named))
    if key == "named":
        if not isinstance(content, str) or content not in named:
            raise ConditionError(f"no condition is named {content}")
        return named[content]
    raise ConditionError(f"a condition cannot begin with {key}")


def _read_comparison(data: Mapping[str, object]) -> Comparison:
    operators = [key for key in data if key != "question"]
    if len(operators) != 1 or operators[0] not in {*_OPERATORS, "answered"}:
        raise ConditionError("a question is compared by exactly one of: answered, " + ", ".join(_OPERATORS))
    question, operator = data["question"], operators[0]
    if not isinstance(question, str):
        raise ConditionError("question names another question by its id")
    return Comparison(question, operator, _read_operand(data[operator]))


def _read_operand(content: object) -> Operand:
    if isinstance(content, dict):
        if set(content) != {"question"} or not isinstance(content["question"], str):
            raise ConditionError("a value is a fixed one or { question = … }")
        return Reference(content["question"])
    if isinstance(content, date):
        return content.isoformat()[:10]
    return cast("JsonValue", content)


def _read_rule(data: Mapping[str, object]) -> RuleHolds:
    name = data["rule"]
    rule = find_rule(name) if isinstance(name, str) else None
    if rule is None:
        raise ConditionError(f"no rule is named {name}")
    given = {key: _read_operand(content) for key, content in data.items() if key != "rule"}
    if set(given) != set(rule.arguments):
        raise ConditionError(f"the rule {name} takes {', '.join(rule.arguments)}")
    arguments = {
        key: Reference(content) if rule.arguments[key].is_looked_up and isinstance(content, str) else content
        for key, content in given.items()
    }
    return RuleHolds(rule, arguments)
