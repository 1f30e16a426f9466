"""The answer of a calculator in words of both languages: what a result page, a paper and a QR code say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from kiosk.benefits.engine import calculate
from kiosk.benefits.figures import shown
from kiosk.benefits.parameters import Parameter, ParameterBook
from kiosk.benefits.registry import CALCULATORS
from kiosk.benefits.workings import NOTICE, Alternative, Answer, Outcome
from kiosk.errors import BugError
from kiosk.forms.conditions import Known
from kiosk.language import Bilingual
from kiosk.reference.collection_accounts import Product
from kiosk.tasks.calculation import Calculation, ChartTemplate, FigureTemplate, since
from kiosk.tasks.calculation_reader import placeholders
from kiosk.tasks.sources import values_of
from kiosk.tasks.task import Task

_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_WAY_AMOUNTS: Mapping[str, Bilingual] = {
    "monthly": Bilingual(vi="{amount} đồng mỗi tháng", en="VND {amount} a month"),
    "monthly_total": Bilingual(vi="{amount} đồng mỗi tháng", en="VND {amount} a month"),
    "total": Bilingual(vi="{amount} đồng, một lần", en="VND {amount}, once"),
    "lump_sum": Bilingual(vi="{amount} đồng, một lần", en="VND {amount}, once"),
    "cost": Bilingual(vi="Đóng {amount} đồng", en="Pay VND {amount}"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    label: Bilingual
    text: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reasoning:
    """One step of the law: a sentence with its inputs and its result, and where it stands."""

    text: Bilingual = field(repr=False)
    article: str


@dataclass(frozen=True, slots=True)
class OtherWay:
    """What would change the result, or what could be chosen instead."""

    code: str
    text: Bilingual = field(repr=False)
    amounts: tuple[Bilingual, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bar:
    label: Bilingual
    amount: int = field(repr=False)  # đồng


@dataclass(frozen=True, slots=True)
class Chart:
    title: Bilingual
    note: Bilingual | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class UsedFigure:
    """A figure of the law that the result rests on."""

    name: Bilingual
    value: Bilingual  # "" for a table
    valid_from: date
    source: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Payable:
    """``amount`` in đồng; ``values``: of the message, by name."""

    product: Product
    amount: int = field(repr=False)
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Estimate:
    """``figures``: the first is the one that people ask for; none where the law says no. ``on``: the day of
    asking.
    """

    calculator: Bilingual
    outcome: Outcome
    on: date
    figures: tuple[Figure, ...] = field(repr=False)
    reasons: tuple[Reasoning, ...] = field(repr=False)
    steps: tuple[Reasoning, ...] = field(repr=False)
    changes: tuple[Bilingual, ...]
    other_ways: tuple[OtherWay, ...] = field(repr=False)
    warnings: tuple[Bilingual, ...]
    used: tuple[UsedFigure, ...]
    notice: Bilingual
    chart: Chart | None = field(default=None, repr=False)
    leads_to: tuple[str, ...] = ()


def calculation_of(task: Task, known: Known) -> Calculation:
    """What the answers ask for. `BugError` where the task's file provides for no such answers."""
    for calculation in task.calculations:
        if calculation.when is None or calculation.when.holds(known):
            return calculation
    raise BugError(f"the task {task.id} has no calculation for these answers")


def estimate(task: Task, known: Known, today: date, book: ParameterBook) -> Estimate:
    """Ask the calculator. Raises `InputError` where the form let answers pass that do not fit together."""
    calculation = calculation_of(task, known)
    answer = calculate(calculation.calculator, input_of(calculation, known, today, book), today, book)
    return told(calculation, answer, today)


def find_payable(task: Task, known: Known, today: date, book: ParameterBook) -> Payable | None:
    """What a calculator's task has worked out, or what a service that was filed comes to. Raises `InputError`
    where something is not known that the amount needs.
    """
    offered = task.calculations if task.filing is None else task.filing.estimates
    calculation = next((each for each in offered if each.when is None or each.when.holds(known)), None)
    if calculation is None or calculation.payment is None:
        return None
    answer = calculate(calculation.calculator, input_of(calculation, known, today, book), today, book)
    return payable_of(calculation, answer, known) if answer.outcome == "amount" else None


def payable_of(calculation: Calculation, answer: Answer, known: Known) -> Payable | None:
    """What the answer says is to be paid; None where that is nothing."""
    template = calculation.payment
    amount = None if template is None else answer.amounts.get(template.amount)
    if template is None or not isinstance(amount, int) or amount <= 0:
        return None
    values = {name: str(value) for name, value in values_of(template.values, known).items()}
    return Payable(template.product, amount, values)


def input_of(calculation: Calculation, known: Known, today: date, book: ParameterBook) -> dict[str, Any]:
    """The calculator's input: from facts, answers and the days since which the figures of the law hold."""
    dated = {since(each.name): each.valid_from.isoformat() for each in book.in_force(today)}
    return calculation.input_of({**dated, **known})


def told(calculation: Calculation, answer: Answer, on: date) -> Estimate:
    """The answer in words."""
    calculator = CALCULATORS[answer.calculator]
    gives = answer.outcome in ("amount", "information")
    return Estimate(
        calculator=Bilingual(vi=calculator.vi, en=calculator.en),
        outcome=answer.outcome,
        on=on,
        figures=tuple(_figures(calculation.figures, answer)) if gives else (),
        reasons=tuple(Reasoning(Bilingual(vi=each.vi, en=each.en), each.article) for each in answer.reasons),
        steps=tuple(
            Reasoning(Bilingual(vi=each.sentence("vi"), en=each.sentence("en")), each.rule.article)
            for each in answer.rules
        ),
        changes=_changes(answer),
        other_ways=tuple(_other_way(each) for each in answer.alternatives),
        warnings=tuple(Bilingual(vi=each.vi, en=each.en) for each in answer.warnings),
        used=tuple(_used(each) for each in answer.parameters),
        notice=Bilingual(vi=NOTICE["vi"], en=NOTICE["en"]),
        chart=_chart(calculation.chart, answer) if calculation.chart is not None and gives else None,
        leads_to=calculation.leads_to,
    )


def amount_text(amount: int) -> Bilingual:
    """In đồng, grouped as each language does."""
    return Bilingual(vi=f"{shown(amount, 'vi')} đồng", en=f"VND {shown(amount, 'en')}")


def _figures(templates: tuple[FigureTemplate, ...], answer: Answer) -> Iterator[Figure]:
    values: dict[str, object] = {**answer.values, **answer.amounts}
    for place, template in enumerate(templates):
        held = {name: values.get(name) for name in placeholders(template.text.vi)}
        known = None not in held.values()
        if known and any(map(_says_something, held.values())):
            yield Figure(template.label, _filled(template.text, held))
        elif template.otherwise is not None:
            yield Figure(template.label, template.otherwise)
        elif known and not place:
            yield Figure(template.label, _filled(template.text, held))


def _filled(text: Bilingual, held: Mapping[str, object]) -> Bilingual:
    return Bilingual(
        vi=text.vi.format_map({name: _in_words(value, "vi") for name, value in held.items()}),
        en=text.en.format_map({name: _in_words(value, "en") for name, value in held.items()}),
    )


def _says_something(value: object) -> bool:
    return value not in (0, "0", "", [], False)


def _in_words(value: object, language: Literal["vi", "en"]) -> str:
    if isinstance(value, list):
        return "; ".join(_in_words(each, language) for each in value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return shown(Fraction(value), language)
    return shown(value, language)


def _changes(answer: Answer) -> tuple[Bilingual, ...]:
    """What the law changed, each once, in the order in which the rules were applied."""
    changed = (each.rule.changed for each in answer.rules)
    return tuple(
        Bilingual(vi=vi, en=en) for vi, en in dict.fromkeys(each for each in changed if each is not None)
    )


def _other_way(alternative: Alternative) -> OtherWay:
    amounts = tuple(
        Bilingual(
            vi=_WAY_AMOUNTS[key].vi.format(amount=shown(amount, "vi")),
            en=_WAY_AMOUNTS[key].en.format(amount=shown(amount, "en")),
        )
        for key, amount in alternative.amounts.items()
    )
    return OtherWay(alternative.code, Bilingual(vi=alternative.vi, en=alternative.en), amounts)


def _used(parameter: Parameter) -> UsedFigure:
    number = parameter.value if isinstance(parameter.value, Fraction) else None
    return UsedFigure(
        name=Bilingual(vi=parameter.vi, en=parameter.en),
        value=Bilingual(vi="", en="")
        if number is None
        else Bilingual(vi=shown(number, "vi"), en=shown(number, "en")),
        valid_from=parameter.valid_from,
        source=parameter.source,
        settled=parameter.status == "settled",
    )


def _chart(template: ChartTemplate, answer: Answer) -> Chart | None:
    bars = tuple(bar for bar in _bars(template, answer) if bar.amount > 0)
    return Chart(template.title, template.note, bars) if len(bars) > 1 else None


def _bars(template: ChartTemplate, answer: Answer) -> Iterator[Bar]:
    for bar in template.bars:
        held = answer.amounts.get(bar.amount, answer.values.get(bar.amount))
        amounts = held if bar.each and isinstance(held, list) else [held]
        for number, amount in enumerate(amounts, start=1):
            if isinstance(amount, int):
                yield Bar(bar.label.filled({"n": number}), bar.times * amount)
