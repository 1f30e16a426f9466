"""Reading the tables ``[[calculation]]`` of a task's file, every mistake named by file, key and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.registry import CALCULATORS
from kiosk.forms.conditions import Condition, ConditionError, read_condition
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form as QuestionForm
from kiosk.language import Bilingual
from kiosk.tasks.calculation import (
    AllRows,
    AnswerTo,
    BarTemplate,
    Calculation,
    ChartTemplate,
    FigureTemplate,
    FirstOf,
    Fixed,
    Form,
    Holds,
    LaterOf,
    Less,
    ListOf,
    MonthsOf,
    Repeated,
    RowsOf,
    Source,
    SumOf,
    since,
)

# The keys that may stand beside the one that says what a table is
_BESIDE: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"but_for", "as", "words"}),
    "less": frozenset({"than"}),
    "years": frozenset({"months"}),
    "repeat": frozenset({"times"}),
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _FigureData(_Data):
    label: Bilingual
    text: Bilingual
    otherwise: Bilingual | None = None


class _BarData(_Data):
    label: Bilingual
    amount: str
    times: Annotated[int, Field(ge=1)] = 1
    each: bool = False


class _ChartData(_Data):
    title: Bilingual
    note: Bilingual | None = None
    bar: Annotated[tuple[_BarData, ...], Field(min_length=1)]


class CalculationData(_Data):
    """A table ``[[calculation]]``; `kiosk.tasks.calculation` tells what each part is."""

    calculator: str
    when: dict[str, Any] | None = None
    input: dict[str, Any]
    figure: Annotated[tuple[_FigureData, ...], Field(min_length=1)]
    chart: _ChartData | None = None
    leads_to: tuple[str, ...] = ()


def read_calculation(data: CalculationData, form: QuestionForm, file: Path, key: str) -> Calculation:
    """Raises `FormError`: unknown calculators, keys that are foreign to it or missing, unknown questions."""
    return _Reader(form, file, key).read(data)


class _Reader:
    def __init__(self, form: QuestionForm, file: Path, key: str) -> None:
        self._known = {
            *FACTS,
            *(question.id for question in form.questions()),
            *map(since, shipped_book().names()),
        }
        self._file = file
        self._key = key

    def read(self, data: CalculationData) -> Calculation:
        calculator = CALCULATORS.get(data.calculator)
        if calculator is None:
            raise self._fault("calculator", f"no calculator is called {data.calculator}")
        needed, optional = calculator.input_keys()
        for name in data.input.keys() - {*needed, *optional}:
            raise self._fault(f"input.{name}", f"{data.calculator} has no such key")
        for name in needed:
            if name not in data.input:
                raise self._fault("input", f"{data.calculator} needs the key {name}")
        for place, figure in enumerate(data.figure):
            if placeholders(figure.text.vi) != placeholders(figure.text.en):
                raise self._fault(f"figure[{place}].text", "both languages must name the same values")
        return Calculation(
            calculator=data.calculator,
            inputs={name: self._source(given, f"input.{name}") for name, given in data.input.items()},
            figures=tuple(FigureTemplate(each.label, each.text, each.otherwise) for each in data.figure),
            when=None if data.when is None else self._condition(data.when, "when"),
            chart=None if data.chart is None else _chart(data.chart),
            leads_to=data.leads_to,
        )

    def _source(self, given: Any, where: str) -> Source:
        if not isinstance(given, dict):
            return Fixed(given)
        source = self._table(given, where)
        for name in source.questions():
            self._require(name, where)
        return source

    def _table(self, given: Mapping[str, Any], where: str) -> Source:
        """By the key that says what it is; the keys beside belong to it."""
        ways: Mapping[str, Callable[[Any], Source]] = {
            "answer": lambda content: self._answer(content, given, where),
            "first_of": lambda content: FirstOf(self._sources(content, where)),
            "sum_of": lambda content: SumOf(self._sources(content, where)),
            "less": lambda content: Less(self._source(given["than"], where), str(content)),
            "years": lambda content: MonthsOf(str(content), str(given["months"])),
            "later_of": lambda content: LaterOf(tuple(map(str, content))),
            "list_of": lambda content: ListOf(tuple(map(str, content))),
            "holds": lambda content: Holds(self._condition(content, where)),
            "repeat": lambda content: Repeated(dict(content), str(given["times"])),
            "rows": lambda content: AllRows(tuple(self._rows(each, where) for each in content)),
        }
        for name, build in ways.items():
            if name in given and given.keys() - {name} <= _BESIDE.get(name, frozenset()):
                try:
                    return build(given[name])
                except (KeyError, TypeError, ValueError):
                    raise self._fault(where, f"{name} is not filled in as it should be") from None
        raise self._fault(where, f"{', '.join(given)}: no such way to fill a key")

    def _sources(self, given: Any, where: str) -> tuple[Source, ...]:
        return tuple(self._source(each, where) for each in given)

    def _answer(self, question: Any, given: Mapping[str, Any], where: str) -> AnswerTo:
        form = given.get("as", "")
        if form not in set(Form):
            raise self._fault(where, f"as is one of {', '.join(filter(None, Form))}")
        return AnswerTo(str(question), given.get("but_for"), Form(form), given.get("words"))

    def _rows(self, given: Any, where: str) -> RowsOf:
        if not isinstance(given, dict) or not {"question", "keys"} <= given.keys() <= {
            "question",
            "keys",
            "also",
        }:
            raise self._fault(where, "rows have a question, keys and perhaps also")
        return RowsOf(str(given["question"]), dict(given["keys"]), dict(given.get("also", {})))

    def _condition(self, given: Mapping[str, Any], where: str) -> Condition:
        try:
            condition = read_condition(dict(given), {})
        except ConditionError as error:
            raise self._fault(where, str(error)) from error
        for name in condition.questions():
            self._require(name, where)
        return condition

    def _require(self, name: str, where: str) -> None:
        if name not in self._known:
            raise self._fault(where, f"{name} is neither a fact nor a question of this form")

    def _fault(self, where: str, reason: str) -> FormError:
        return FormError(self._file, f"{self._key}.{where}", reason)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _chart(data: _ChartData) -> ChartTemplate:
    bars = tuple(BarTemplate(bar.label, bar.amount, bar.times, bar.each) for bar in data.bar)
    return ChartTemplate(data.title, data.note, bars)
