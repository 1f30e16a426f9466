"""Reading questions and conditions from their data, top to bottom: conditions may look at what was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.forms.conditions import (
    ALLOWED,
    Comparison,
    Condition,
    ConditionError,
    Operand,
    Reference,
    RuleHolds,
    read_condition,
)
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form_data import DatedData, QuestionData, first_fault
from kiosk.forms.kind import Kind
from kiosk.forms.kinds import KINDS
from kiosk.forms.order import Order
from kiosk.forms.prefill import Named, OfRecord, Prefill, Source
from kiosk.forms.question import Check, Question
from kiosk.forms.reach import comparisons
from kiosk.records.dated import DATED_FIGURES, Until

_ONLY_WHOLE = ("when", "prefill", "locked", "none_label", "sensitivity", "column")


class _NamedConditions(dict[str, Condition]):
    """By name, and which of them something uses."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> Condition:
        self.used.add(name)
        return super().__getitem__(name)


class QuestionReader:
    """The questions of a form; with ``outer`` those of one row, which also sees what stands before the group.

    Every mistake is a `FormError` with the key that the caller gives.
    """

    def __init__(self, file: Path | str, outer: QuestionReader | None = None) -> None:
        self._file = file
        self._named = _NamedConditions()
        self._orders = {name: fact.order for name, fact in FACTS.items()}
        self._questions: dict[str, Question] = {}
        if outer is not None:
            self._named, self._orders = outer._named, dict(outer._orders)
            self._questions = dict(outer._questions)

    def has_read(self, question_id: str) -> bool:
        return question_id in self._questions

    def kind_of(self, question_id: str) -> str:
        """Of a question that was read."""
        return self._questions[question_id].kind.name

    def name_condition(self, name: str, data: Mapping[str, Any], key: str) -> None:
        """It is held against the questions where it is used."""
        self._named[name] = self._read_condition(data, key)

    def unused_conditions(self) -> list[str]:
        """The names that nothing has used so far."""
        return sorted(self._named.keys() - self._named.used)

    def read(self, data: QuestionData, key: str) -> Question:
        if data.id in self._orders:
            raise self.fault(f"{key}.id", f"the id {data.id} is taken")
        question = self._build(data, key)
        self._orders[data.id] = question.kind.order
        self._questions[data.id] = question
        checks = tuple(  # only now: a check looks at this very answer, beside earlier ones
            Check(self.condition(each.holds, f"{key}.check[{place}].holds"), each.fault)
            for place, each in enumerate(data.check)
        )
        return replace(question, checks=checks) if checks else question

    def condition(self, data: Mapping[str, Any], key: str) -> Condition:
        condition = self._read_condition(data, key)
        for each in comparisons(condition):
            if isinstance(each, Comparison):
                self._check_comparison(each, key)
            else:
                self._check_rule(each, key)
        return condition

    def optional_condition(self, data: Mapping[str, Any] | None, key: str) -> Condition | None:
        return None if data is None else self.condition(data, key)

    def fault(self, key: str, reason: str) -> FormError:
        return FormError(self._file, key, reason)

    # Questions

    def _build(self, data: QuestionData, key: str) -> Question:
        when = self.optional_condition(data.when, f"{key}.when")
        kind = KINDS.get(data.kind)
        if kind is None:
            raise self.fault(f"{key}.kind", f"no kind is called {data.kind}; there are {', '.join(KINDS)}")
        try:
            options = kind.options.model_validate(data.options)
        except ValidationError as error:
            where, reason = first_fault(error, f"{key}.options")
            raise self.fault(where, reason) from error
        if data.locked and data.prefill is None:
            raise self.fault(f"{key}.locked", "only what is filled in beforehand can be locked")
        if not data.required and data.none_label is not None:
            raise self.fault(f"{key}.none_label", "belongs to a required question: it is one of its answers")
        question = Question(
            id=data.id,
            kind=kind,
            options=options,
            label=data.label,
            help=data.help,
            required=data.required,
            none_label=data.none_label,
            when=when,
            prefill=self._prefill(data, f"{key}.prefill"),
            locked=data.locked,
            sensitivity=data.sensitivity,
            columns=self._columns(data, kind, key),
        )
        fault = kind.fault_in_options(question)
        if fault is not None:
            raise self.fault(f"{key}.options", fault)
        return question

    def _prefill(self, data: QuestionData, key: str) -> Prefill | None:
        given = data.prefill
        if given is None:
            return None
        sources = given if isinstance(given, tuple) else (given,)
        return Prefill(tuple(self._source(each, key) for each in sources))

    def _source(self, data: str | DatedData, key: str) -> Source:
        if isinstance(data, str):
            self._order(data, key)
            return Named(data)
        figure = DATED_FIGURES.get(data.figure)
        if figure is None:
            raise self.fault(key, f"no figure is called {data.figure}; there are {', '.join(DATED_FIGURES)}")
        days = {until: day for until in Until if (day := getattr(data, until)) is not None}
        if len(days) != 1:
            raise self.fault(key, f"a figure is as of the day of exactly one of {', '.join(Until)}")
        until, day = days.popitem()
        if not self._is_day(day, data.cell, key):
            raise self.fault(key, f"{day} is no day")
        when = self.optional_condition(data.when, f"{key}.when")
        return OfRecord(figure, data.of, until, day, data.in_last, when, data.cell)

    def _is_day(self, name: str, cell: str | None, key: str) -> bool:
        if cell is None:
            return self._order(name, key) is Order.DATE
        columns = self._questions[name].columns if name in self._questions else ()
        return any(column.id == cell and column.kind.order is Order.DATE for column in columns)

    def _columns(self, data: QuestionData, kind: Kind[Any, Any], key: str) -> tuple[Question, ...]:
        if kind.has_columns != bool(data.column):
            raise self.fault(f"{key}.column", "belongs to repeating groups, and to each of them")
        if not data.column:
            return ()
        row = QuestionReader(self._file, outer=self)
        columns = []
        for place, column in enumerate(data.column):
            here = f"{key}.column[{place}]"
            for name in _ONLY_WHOLE:
                if name in column.model_fields_set:
                    raise self.fault(f"{here}.{name}", "belongs to whole questions, not to a column of rows")
            if column.kind in KINDS and not KINDS[column.kind].fits_column:
                raise self.fault(f"{here}.kind", f"{column.kind} has no room in a row")
            columns.append(row.read(column, here))
        return tuple(columns)

    # Conditions

    def _read_condition(self, data: Mapping[str, Any], key: str) -> Condition:
        try:
            return read_condition(dict(data), self._named)
        except ConditionError as error:
            raise self.fault(key, str(error)) from error

    def _check_comparison(self, comparison: Comparison, key: str) -> None:
        name, operator, operand = comparison.question, comparison.operator, comparison.operand
        order = self._order(name, key)
        if operator not in ALLOWED[order]:
            raise self.fault(key, f"{name} cannot be compared by {operator}")
        if operator == "answered":
            if not isinstance(operand, bool):
                raise self.fault(key, "answered is true or false")
            return
        if isinstance(operand, Reference):
            wanted = Order.CHOICE if order is Order.CHOICES else order
            if operator == "in" or self._order(operand.question, key) is not wanted:
                raise self.fault(key, f"{operand.question} cannot be compared with {name}")
            return
        self._check_values(name, order, operator, operand, key)

    def _check_values(self, name: str, order: Order, operator: str, operand: Operand, key: str) -> None:
        domain = self._domain(name)
        if operator == "in" and (not isinstance(operand, list) or not operand):
            raise self.fault(key, "in takes a list of values")
        for value in operand if operator == "in" and isinstance(operand, list) else [operand]:
            if not _FITS[order](value):
                raise self.fault(key, f"{name} cannot be compared with {value!r}")
            if domain is not None and operator in ("is", "in", "has") and value not in domain:
                raise self.fault(key, f"{name} is never {value!r}")

    def _check_rule(self, held: RuleHolds, key: str) -> None:
        for name, given in held.arguments.items():
            argument = held.rule.arguments[name]
            if isinstance(given, Reference):
                if self._order(given.question, key) is not argument.order:
                    raise self.fault(key, f"{name} takes a {argument.order}, and {given.question} is none")
            elif argument.is_looked_up or not _FITS[argument.order](given):
                what = "the id of a question or fact" if argument.is_looked_up else f"a {argument.order}"
                raise self.fault(key, f"{name} takes {what}")

    def _order(self, question_id: str, key: str) -> Order:
        if question_id not in self._orders:
            raise self.fault(key, f"{question_id} is neither a fact nor an earlier question")
        return self._orders[question_id]

    def _domain(self, question_id: str) -> tuple[Any, ...] | None:
        if question_id in FACTS:
            return FACTS[question_id].domain
        question = self._questions[question_id]
        return question.kind.domain(question)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_month(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_FITS: Mapping[Order, Callable[[object], bool]] = {
    Order.TEXT: _is_text,
    Order.NUMBER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    Order.DATE: _is_date,
    Order.MONTH: _is_month,
    Order.CHOICE: _is_text,
    Order.CHOICES: _is_text,
    Order.YES_NO: lambda value: isinstance(value, bool),
    Order.NONE: lambda _: False,
}
