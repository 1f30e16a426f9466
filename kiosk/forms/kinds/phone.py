"""A Vietnamese mobile number."""

from __future__ import annotations

import re

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.question import Question
from kiosk.masking import mask_number

# Mobile ranges of the numbering plan in force since 2018: ten digits that begin with 03, 05, 07, 08 or 09.
_MOBILE = re.compile(r"0[35789]\d{8}", re.ASCII)


class Phone(Kind[str, KindOptions]):
    """Parts: ``text``. Kept as ten digits; ``+84`` and separators are accepted."""

    name = "phone"
    fits_column = True

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del question, context
        digits = re.sub(r"[\s.\-()]", "", typed_text(typed))
        if digits.startswith("+84"):
            digits = "0" + digits[3:]
        if not digits.isascii() or not digits.isdigit() or len(digits) != 10:
            raise self.fault("length")
        if not _MOBILE.fullmatch(digits):
            raise self.fault("range")
        return digits

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return f"{value[:4]} {value[4:7]} {value[7:]}"

    def mask(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return mask_number(value)

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": value}
