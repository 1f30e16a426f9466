"""Consent to one purpose. The answer remembers which words it was given to.

Law 91/2025/QH15 on personal data protection and Decree 356/2025/ND-CP, in force since 2026-01-01: consent is
given for each purpose apart, silence is not consent, and it can be taken back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """A person's yes or no to one purpose of one version of its text."""

    purpose: str
    given: bool
    text_version: str
    text_sha256: str
    answered_at: datetime


class ConsentOptions(KindOptions):
    """``purpose`` is the name under which central keeps the answer; changed words need a new version."""

    purpose: str
    version: str
    basis: str  # the law that allows the processing
    needed: bool = False  # without a yes the journey cannot go on


class Consent(Kind[ConsentAnswer, ConsentOptions]):
    """Parts: ``choice``, "yes" once the box is ticked. The label is the purpose in short, the help text what
    is agreed to. Going on with the box left empty is the answer no.
    """

    name = "consent"
    parts = ("choice",)
    own = "agree"
    gathered = True
    can_be_asked_again = False
    options = ConsentOptions
    value_type = ConsentAnswer
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> ConsentAnswer:
        options = self.options_of(question)
        given = typed_text(typed, "choice") == _YES
        if options.needed and not given:
            raise self.fault("needed")
        return ConsentAnswer(
            purpose=options.purpose,
            given=given,
            text_version=options.version,
            text_sha256=text_sha256(question),
            answered_at=context.now,
        )

    def is_blank(self, typed: Typed) -> bool:
        """Never: an empty box is an answer."""
        del typed
        return False

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """Nothing: nobody consents for the person."""
        del fact, question, context
        return {}

    def show(self, value: ConsentAnswer, question: Question, context: Context) -> str:
        del question
        if context.language is Language.VIETNAMESE:
            return "Đồng ý" if value.given else "Không đồng ý"
        return "Agreed" if value.given else "Not agreed"

    def show_gathered(self, answers: Sequence[tuple[Question, ConsentAnswer]], context: Context) -> str:
        """How many purposes were agreed to, and which were not."""
        refused = [question.label.text(context.language) for question, answer in answers if not answer.given]
        given = len(answers) - len(refused)
        vietnamese = context.language is Language.VIETNAMESE
        if not refused:
            return f"Đồng ý cả {given} mục" if vietnamese else f"Agreed to all {given}"
        words = ("Đồng ý {} trong {} mục. Không đồng ý: {}", "Agreed to {} of {}. Not agreed: {}")
        return words[0 if vietnamese else 1].format(given, len(answers), "; ".join(refused))

    def type_out(self, value: ConsentAnswer, question: Question) -> Typed:
        del question
        return {"choice": _YES if value.given else _NO}


def text_sha256(question: Question) -> str:
    """Identifies the exact words that the person saw, in both languages."""
    texts: list[Bilingual] = [question.label, question.help] if question.help else [question.label]
    words = "\n".join(text.text(language) for text in texts for language in Language)
    return hashlib.sha256(words.encode()).hexdigest()
