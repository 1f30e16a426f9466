"""What the gallery shows of the kinds of questions: for each, one field in every state."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.benefits.months import Month
from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.form_data import QuestionData
from kiosk.forms.kind import Typed, fault_text
from kiosk.forms.prefill import Filled, Origin
from kiosk.forms.question import Question, Sensitivity
from kiosk.forms.question_reader import QuestionReader
from kiosk.language import Bilingual, Language
from kiosk.reference.reference_data import ReferenceData
from ui.translation import keep_together

FILE = Path(__file__).with_name("gallery.toml")
_NOW = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)
_FROM_CARD = Filled(None, Origin.CARD)
_FROM_REGISTRY = Filled(None, Origin.REGISTRY)
_FROM_RECORD = Filled(None, Origin.COUNTED, (Month(2026, 5), Month(2026, 10)))
_NONE = Bilingual(vi="Tôi không có", en="I have none")
_LONG = Bilingual(
    vi="Một câu hỏi dài hơn mọi câu hỏi thường gặp, để xem chữ có còn đứng gọn trong khung của nó hay không",
    en="A question longer than most, to see whether its words still stand within their frame",
)


@dataclass(frozen=True, slots=True)
class State:
    """``fault``: what is said to be wrong when the person goes on; ``shown``: as the check page shows it."""

    name: str
    question: Question
    typed: Typed
    fault: str = ""
    shown: str = ""
    declined: bool = False
    filled: Filled | None = None


@cache
def reference() -> ReferenceData:
    return ReferenceData()


def context(language: Language) -> Context:
    return Context(_NOW, language, reference(), "00100", "BHXH cơ sở Mẫu")


@cache
def _rows() -> tuple[tuple[Question, Typed, Typed], ...]:
    data = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(_read(row, place) for place, row in enumerate(data["kind"]))


def _read(row: dict[str, Any], place: int) -> tuple[Question, Typed, Typed]:
    data = QuestionData.model_validate(row["question"])
    return QuestionReader(FILE).read(data, f"kind[{place}].question"), row["typed"], row["wrong"]


def kinds() -> tuple[str, ...]:
    """The kinds that the gallery shows, in the order of its file."""
    return tuple(question.kind.name for question, _, _ in _rows())


def states(kind: str, language: Language) -> Iterator[State]:
    """Every state of one kind."""
    question, typed, wrong = next(row for row in _rows() if row[0].kind.name == kind)
    here = context(language)
    value = question.parse(typed, here)
    yield State("empty", question, {})
    yield State("typed", question, typed)
    yield State("wrong", question, wrong, fault=_fault(question, wrong, here))
    yield State("not needed", replace(question, required=False), {})
    if question.kind.is_blank({}):  # an empty box is an answer or a fault of its own
        yield State("declined", replace(question, none_label=_NONE), {}, declined=True)
    known = question.kind.from_fact(question.to_json(value), question, here)
    if known:
        yield State("filled beforehand", question, known, filled=_FROM_CARD)
        yield State("from the record", question, known, filled=_FROM_RECORD)
        yield State("locked", replace(question, locked=True), known, filled=_FROM_CARD)
        yield State("of the registry", replace(question, locked=True), known, filled=_FROM_REGISTRY)
    yield State("long words", replace(question, label=_LONG, help=_LONG), typed)
    masked = replace(question, sensitivity=Sensitivity.MASKED)
    yield State("on the check page", question, typed, shown=keep_together(question.show_guarded(value, here)))
    yield State("masked", masked, typed, shown=masked.show_guarded(value, here))


def _fault(question: Question, typed: Typed, here: Context) -> str:
    try:
        question.parse(typed, here)
    except AnswerError as error:
        return fault_text(error, here.language)
    raise ValueError(f"what stands as wrong for {question.id} is good")
