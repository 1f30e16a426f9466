"""Yes or no."""

from __future__ import annotations

from pydantic import JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_text
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual

_YES, _NO = "yes", "no"


class YesNoOptions(KindOptions):
    yes: Bilingual = Bilingual(vi="Có", en="Yes")
    no: Bilingual = Bilingual(vi="Không", en="No")


class YesNo(Kind[bool, YesNoOptions]):
    """Parts: ``choice``, "yes" or "no"."""

    name = "yes_no"
    parts = ("choice",)
    fits_column = True
    options = YesNoOptions
    value_type = bool
    order = Order.YES_NO
    choice_parts = ("choice",)

    def parse(self, typed: Typed, question: Question, context: Context) -> bool:
        del question, context
        return typed_text(typed, "choice") == _YES

    def is_blank(self, typed: Typed) -> bool:
        return typed_text(typed, "choice") not in (_YES, _NO)

    def show(self, value: bool, question: Question, context: Context) -> str:
        options = self.options_of(question)
        return (options.yes if value else options.no).text(context.language)

    def type_out(self, value: bool, question: Question) -> Typed:
        del question
        return {"choice": _YES if value else _NO}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        del context
        return self.type_out(fact, question) if isinstance(fact, bool) else {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        del part, typed
        return tuple(Choice(name, self.show(name == _YES, question, context)) for name in (_YES, _NO))

    def domain(self, question: Question) -> tuple[JsonValue, ...]:
        del question
        return (True, False)
