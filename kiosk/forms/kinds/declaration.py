"""What the person declares to be true, or to have seen. The answer remembers which words were declared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.consent import text_sha256
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Language

_YES = "yes"


@dataclass(frozen=True, slots=True)
class DeclarationAnswer:
    """One version of a text, declared to be true."""

    text_version: str
    text_sha256: str
    declared_at: datetime


class DeclarationOptions(KindOptions):
    version: str  # changed words need a new one
    seen: bool = False  # what was shown was looked at; nothing is said about its truth


class Declaration(Kind[DeclarationAnswer, DeclarationOptions]):
    """Parts: ``choice``, "yes" once the box is ticked. The label is the sentence beside the box, the help
    text what is declared. It has to be ticked: there is no other answer.
    """

    name = "declaration"
    parts = ("choice",)
    own = "declare"
    can_be_asked_again = False
    options = DeclarationOptions
    value_type = DeclarationAnswer
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> DeclarationAnswer:
        if typed_text(typed, "choice") != _YES:
            raise self.fault("needed")
        return DeclarationAnswer(
            text_version=self.options_of(question).version,
            text_sha256=text_sha256(question),
            declared_at=context.now,
        )

    def is_blank(self, typed: Typed) -> bool:
        """Never: an empty box needs words of its own."""
        del typed
        return False

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """Nothing: nobody declares for the person."""
        del fact, question, context
        return {}

    def show(self, value: DeclarationAnswer, question: Question, context: Context) -> str:
        del value
        if self.options_of(question).seen:
            return "Đã xem" if context.language is Language.VIETNAMESE else "Seen"
        return "Đã cam đoan" if context.language is Language.VIETNAMESE else "Declared"

    def type_out(self, value: DeclarationAnswer, question: Question) -> Typed:
        del value, question
        return {"choice": _YES}
