"""Reading where values come from: the tables that fill a calculator's input or a service's facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.benefits.parameters import shipped_book
from kiosk.forms.conditions import Condition, ConditionError, read_condition
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form as QuestionForm
from kiosk.tasks.calculation import since
from kiosk.tasks.sources import (
    AllRows,
    AnswerTo,
    FirstOf,
    Fixed,
    Form,
    Holds,
    LaterOf,
    Less,
    ListOf,
    MonthsOf,
    MonthsPaid,
    Repeated,
    RowsOf,
    Source,
    SumOf,
)

# The keys that may stand beside the one that says what a table is
_BESIDE: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"but_for", "as", "words"}),
    "less": frozenset({"than"}),
    "years": frozenset({"months"}),
    "repeat": frozenset({"times"}),
    "months_paid": frozenset({"scheme"}),
}


@cache
def _days_since() -> frozenset[str]:
    return frozenset(map(since, shipped_book().names()))


class SourceReader:
    """``key``: where in the file the tables stand."""

    def __init__(self, form: QuestionForm, file: Path, key: str) -> None:
        self._known = {*FACTS, *(question.id for question in form.questions())}
        self._file = file
        self._key = key

    def knows(self, source: Source) -> bool:
        """Whether the form asks for all that it looks at."""
        return self._known.issuperset(source.questions())

    def source(self, given: Any, where: str) -> Source:
        source = self.any_source(given, where)
        for name in source.questions():
            self._require(name, where)
        return source

    def any_source(self, given: Any, where: str) -> Source:
        """Whatever it looks at."""
        return self._table(given, where) if isinstance(given, dict) else Fixed(given)

    def _table(self, given: Mapping[str, Any], where: str) -> Source:
        """By the key that says what it is; the keys beside belong to it."""
        ways: Mapping[str, Callable[[Any], Source]] = {
            "answer": lambda content: self._answer(content, given, where),
            "first_of": lambda content: FirstOf(self._sources(content, where)),
            "sum_of": lambda content: SumOf(self._sources(content, where)),
            "less": lambda content: Less(self.any_source(given["than"], where), str(content)),
            "years": lambda content: MonthsOf(str(content), str(given["months"])),
            "later_of": lambda content: LaterOf(tuple(map(str, content))),
            "list_of": lambda content: ListOf(tuple(map(str, content))),
            "holds": lambda content: Holds(self._condition(content, where)),
            "repeat": lambda content: Repeated(dict(content), str(given["times"])),
            "months_paid": lambda content: MonthsPaid(str(content), str(given["scheme"])),
            "rows": lambda content: AllRows(tuple(self._rows(each, where) for each in content)),
        }
        for name, build in ways.items():
            if name in given and given.keys() - {name} <= _BESIDE.get(name, frozenset()):
                try:
                    return build(given[name])
                except (KeyError, TypeError, ValueError):
                    raise self.fault(where, f"{name} is not filled in as it should be") from None
        raise self.fault(where, f"{', '.join(given)}: no such way to fill a key")

    def _sources(self, given: Any, where: str) -> tuple[Source, ...]:
        return tuple(self.any_source(each, where) for each in given)

    def _answer(self, question: Any, given: Mapping[str, Any], where: str) -> AnswerTo:
        form = given.get("as", "")
        if form not in set(Form):
            raise self.fault(where, f"as is one of {', '.join(filter(None, Form))}")
        return AnswerTo(str(question), given.get("but_for"), Form(form), given.get("words"))

    def _rows(self, given: Any, where: str) -> RowsOf:
        if not isinstance(given, dict) or not {"question", "keys"} <= given.keys() <= {
            "question",
            "keys",
            "also",
        }:
            raise self.fault(where, "rows have a question, keys and perhaps also")
        return RowsOf(str(given["question"]), dict(given["keys"]), dict(given.get("also", {})))

    def condition(self, given: Mapping[str, Any], where: str) -> Condition:
        condition = self._condition(given, where)
        for name in condition.questions():
            self._require(name, where)
        return condition

    def _condition(self, given: Mapping[str, Any], where: str) -> Condition:
        try:
            return read_condition(dict(given), {})
        except ConditionError as error:
            raise self.fault(where, str(error)) from error

    def _require(self, name: str, where: str) -> None:
        if name not in self._known and name not in _days_since():
            raise self.fault(where, f"{name} is neither a fact nor a question of this form")

    def fault(self, where: str, reason: str) -> FormError:
        return FormError(self._file, f"{self._key}.{where}", reason)
