"""A person's name: Vietnamese, of a minority, or foreign."""

from __future__ import annotations

import unicodedata

from pydantic import Field

from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.text import clean
from kiosk.forms.question import Question

# H'Hen Niê, K’Brêr, Y Ê-ban, O'Neil, Martin Jr.: typewriter and typographic apostrophes, hyphens, the dot.
_MARKS = frozenset("'’ʼ-‐.")


class NameOptions(KindOptions):
    most: int = Field(100, ge=1, le=200)  # characters


class Name(Kind[str, NameOptions]):
    """Parts: ``text``. Kept in NFC with single blanks and in the case in which it was typed."""

    name = "name"
    fits_column = True
    options = NameOptions

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del context
        return read_name(typed_text(typed), self.options_of(question).most)

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return value

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": value}


def read_name(typed: str, most: int) -> str:
    """The name, of ``most`` characters. Raises `AnswerError`, one of the faults of names."""
    text = clean(typed)
    if any(unicodedata.category(each)[0] == "N" for each in text):
        raise AnswerError("name.digits")
    if not all(each in _MARKS or each == " " or _is_letter(each) for each in text):
        raise AnswerError("name.letters")
    if not any(map(_is_letter, text)):
        raise AnswerError("name.no_letter")
    if len(text) > most:
        raise AnswerError("name.too_long", most=most)
    return text


def _is_letter(character: str) -> bool:
    """A letter, or a mark that stands on one."""
    return unicodedata.category(character)[0] in "LM"
