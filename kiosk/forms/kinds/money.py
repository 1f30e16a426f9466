"""An amount in đồng."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

LARGEST_AMOUNT = 1_000_000_000_000  # more was mistyped
_CURRENCY = re.compile(r"(đồng|vnđ|vnd|đ|₫)$", re.IGNORECASE)
_AMOUNT = re.compile(r"\d+|\d{1,3}([. ,])\d{3}(\1\d{3})*", re.ASCII)
_MOST_DIGITS = 20


class MoneyOptions(KindOptions):
    least: int = Field(0, ge=0)
    most: int = Field(LARGEST_AMOUNT, ge=0, le=LARGEST_AMOUNT)

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.least > self.most:
            raise ValueError("least lies above most")
        return self


class Money(Kind[int, MoneyOptions]):
    """Parts: ``text``, digits; groups of three may be parted (``4.250.000``, ``4,250,000 VND``)."""

    name = "money"
    fits_column = True
    options = MoneyOptions
    value_type = Annotated[int, Field(ge=0, strict=True)]
    order = Order.NUMBER

    def parse(self, typed: Typed, question: Question, context: Context) -> int:
        del context
        amount, options = read_money(typed_text(typed)), self.options_of(question)
        if amount is None:
            raise self.fault("digits")
        if amount < options.least:
            raise self.fault("too_little", least=show_money(options.least))
        if amount > options.most:
            raise self.fault("too_much", most=show_money(options.most))
        return amount

    def show(self, value: int, question: Question, context: Context) -> str:
        del question
        return show_money(value).text(context.language)

    def type_out(self, value: int, question: Question) -> Typed:
        del question
        return {"text": str(value)}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        del question, context
        return {"text": str(fact)} if isinstance(fact, int) and not isinstance(fact, bool) else {}

    def limits(self, question: Question) -> tuple[JsonValue, JsonValue]:
        options = self.options_of(question)
        return options.least, options.most


def read_money(text: str) -> int | None:
    """``4.250.000``, ``4,250,000 VND``, ``4250000đ``; None for what is no whole amount."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = _CURRENCY.sub("", text).strip()
    if len(text) > _MOST_DIGITS or not _AMOUNT.fullmatch(text):
        return None
    return int(re.sub(r"[. ,]", "", text))


def show_money(amount: int) -> Bilingual:
    """``4.250.000 đồng`` and ``4,250,000 VND``."""
    return Bilingual(
        vi=f"{group_digits(amount, Language.VIETNAMESE)} đồng",
        en=f"{group_digits(amount, Language.ENGLISH)} VND",
    )


def group_digits(number: int, language: Language) -> str:
    """Groups of three as each language parts them."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language is Language.VIETNAMESE else grouped
