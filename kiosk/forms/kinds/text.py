"""Free text on one line or several."""

from __future__ import annotations

import unicodedata
from typing import Self

from pydantic import Field, model_validator

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.question import Question
from kiosk.language import Bilingual


class TextOptions(KindOptions):
    least: int = Field(1, ge=1)  # characters
    most: int = Field(200, ge=1, le=4000)
    lines: int = Field(1, ge=1, le=12)  # how high the field is
    example: Bilingual | None = None

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.least > self.most:
            raise ValueError("least lies above most")
        return self


class Text(Kind[str, TextOptions]):
    """Parts: ``text``. Kept in NFC with single blanks; line breaks stay where the field has several lines."""

    name = "text"
    fits_column = True
    options = TextOptions

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del context
        limits = self.options_of(question)
        text = clean(typed_text(typed), keep_lines=limits.lines > 1)
        if len(text) < limits.least:
            raise self.fault("too_short", least=limits.least)
        if len(text) > limits.most:
            raise self.fault("too_long", most=limits.most)
        return text

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return value

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": value}


def clean(text: str, *, keep_lines: bool = False) -> str:
    """NFC, outer blanks away, inner ones single; nothing that can be neither seen nor stored."""
    seen = "".join(each for each in text if each.isspace() or unicodedata.category(each)[0] != "C")
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", seen).splitlines())
    return ("\n" if keep_lines else " ").join(line for line in lines if line)
