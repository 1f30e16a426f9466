"""A whole number: years, children, percent."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.money import group_digits
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

_TYPED = re.compile(r"-?\d{1,12}", re.ASCII)
_LARGEST = 999_999_999_999


class NumberOptions(KindOptions):
    """``step``: answers are ``least``, ``least + step``, … ; it is also what the field's − and + change."""

    least: int = Field(0, ge=-_LARGEST)
    most: int = Field(le=_LARGEST)
    step: int = Field(1, ge=1)
    unit: Bilingual | None = None  # { vi = "tháng", en = "months" }

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.least > self.most:
            raise ValueError("least lies above most")
        return self


class Number(Kind[int, NumberOptions]):
    """Parts: ``text``, digits."""

    name = "number"
    fits_column = True
    options = NumberOptions
    value_type = Annotated[int, Field(strict=True)]
    order = Order.NUMBER

    def parse(self, typed: Typed, question: Question, context: Context) -> int:
        del context
        text = "".join(typed_text(typed).split()).replace("−", "-")
        if not _TYPED.fullmatch(text):
            raise self.fault("digits")
        number, options = int(text), self.options_of(question)
        if number < options.least:
            raise self.fault("too_little", least=_show(options.least, options.unit))
        if number > options.most:
            raise self.fault("too_much", most=_show(options.most, options.unit))
        if (number - options.least) % options.step:
            below = number - (number - options.least) % options.step
            near = [each for each in (below, below + options.step) if each <= options.most]
            raise self.fault("step", lower=_show(near[0], None), upper=_show(near[-1], options.unit))
        return number

    def show(self, value: int, question: Question, context: Context) -> str:
        return _show(value, self.options_of(question).unit).text(context.language)

    def type_out(self, value: int, question: Question) -> Typed:
        del question
        return {"text": str(value)}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        del question, context
        return {"text": str(fact)} if isinstance(fact, int) and not isinstance(fact, bool) else {}

    def limits(self, question: Question) -> tuple[JsonValue, JsonValue]:
        options = self.options_of(question)
        return options.least, options.most


def _show(number: int, unit: Bilingual | None) -> Bilingual:
    vi, en = group_digits(number, Language.VIETNAMESE), group_digits(number, Language.ENGLISH)
    return Bilingual(vi=f"{vi} {unit.vi}", en=f"{en} {unit.en}") if unit else Bilingual(vi=vi, en=en)
