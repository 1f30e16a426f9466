"""A person's name: Vietnamese, of a minority, or foreign."""

from __future__ import annotations

import unicodedata

from pydantic import Field

from kiosk.forms.context import Context
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
    options = NameOptions

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del context
        text, most = clean(typed_text(typed)), self.options_of(question).most
        if any(unicodedata.category(each)[0] == "N" for each in text):
            raise self.fault("digits")
        if not all(each in _MARKS or each == " " or _is_letter(each) for each in text):
            raise self.fault("letters")
        if not any(map(_is_letter, text)):
            raise self.fault("no_letter")
        if len(text) > most:
            raise self.fault("too_long", most=most)
        return text

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return value

    def type_out(self, value: str) -> Typed:
        return {"text": value}


def _is_letter(character: str) -> bool:
    """A letter, or a mark that stands on one."""
    return unicodedata.category(character)[0] in "LM"
