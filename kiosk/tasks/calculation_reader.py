"""Reading the tables ``[[calculation]]`` of a task's file, every mistake named by file, key and reason."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from kiosk.benefits.registry import CALCULATORS
from kiosk.forms.form import Form as QuestionForm
from kiosk.language import Bilingual
from kiosk.reference.collection_accounts import Product
from kiosk.tasks.calculation import (
    BarTemplate,
    Calculation,
    ChartTemplate,
    FigureTemplate,
    PaymentTemplate,
)
from kiosk.tasks.source_reader import SourceReader


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


class _PaymentData(_Data):
    product: Product
    amount: str = "total"
    number: dict[str, Any]
    months: dict[str, Any] | None = None


class CalculationData(_Data):
    """A table ``[[calculation]]``; `kiosk.tasks.calculation` tells what each part is."""

    calculator: str
    when: dict[str, Any] | None = None
    input: dict[str, Any]
    figure: Annotated[tuple[_FigureData, ...], Field(min_length=1)]
    chart: _ChartData | None = None
    leads_to: tuple[str, ...] = ()
    payment: _PaymentData | None = None


def read_calculation(data: CalculationData, form: QuestionForm, file: Path, key: str) -> Calculation:
    """Raises `FormError`: unknown calculators, unknown questions."""
    return _Reader(form, file, key).read(data)


class _Reader(SourceReader):
    def read(self, data: CalculationData) -> Calculation:
        if data.calculator not in CALCULATORS:
            raise self.fault("calculator", f"no calculator is called {data.calculator}")
        for place, figure in enumerate(data.figure):
            if placeholders(figure.text.vi) != placeholders(figure.text.en):
                raise self.fault(f"figure[{place}].text", "both languages must name the same values")
        return Calculation(
            calculator=data.calculator,
            inputs={name: self.source(given, f"input.{name}") for name, given in data.input.items()},
            figures=tuple(FigureTemplate(each.label, each.text, each.otherwise) for each in data.figure),
            when=None if data.when is None else self.condition(data.when, "when"),
            chart=None if data.chart is None else _chart(data.chart),
            leads_to=data.leads_to,
            payment=None if data.payment is None else self._payment(data.payment),
        )

    def _payment(self, data: _PaymentData) -> PaymentTemplate:
        given = {"number": data.number, **({} if data.months is None else {"months": data.months})}
        values = {name: self.source(each, f"payment.{name}") for name, each in given.items()}
        return PaymentTemplate(data.product, data.amount, values)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _chart(data: _ChartData) -> ChartTemplate:
    bars = tuple(BarTemplate(bar.label, bar.amount, bar.times, bar.each) for bar in data.bar)
    return ChartTemplate(data.title, data.note, bars)
