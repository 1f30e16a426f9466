"""The social insurance number: ten digits, the older name of a person in every record."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from ekyc.card.personal_number import LENGTH as PERSONAL_NUMBER_LENGTH
from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.question import Question
from kiosk.masking import mask_number

_NUMBER = re.compile(r"[0-9]{10}")
# Two letters of the group, one digit of the benefit level, two of the province, the ten of the number
# (Decision 1351/QĐ-BHXH of 2015).
_HEALTH_CARD = re.compile(r"[A-Z]{2}[0-9]{3}([0-9]{10})")


class InsuranceNumber(Kind[str, KindOptions]):
    """Parts: ``text``. Kept as ten digits; the 15 characters of a health card give their last ten."""

    name = "insurance_number"
    fits_column = True
    value_type = Annotated[str, Field(pattern=r"^[0-9]{10}$")]

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del question, context
        text = re.sub(r"[\s.\-]", "", typed_text(typed)).upper()
        if card := _HEALTH_CARD.fullmatch(text):
            return card[1]
        if len(text) == PERSONAL_NUMBER_LENGTH and text.isascii() and text.isdigit():
            raise self.fault("personal_number")
        if not _NUMBER.fullmatch(text):
            raise self.fault("length")
        return text

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return f"{value[:4]} {value[4:7]} {value[7:]}"

    def mask(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return mask_number(value)

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": value}
