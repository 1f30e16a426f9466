"""Questions and contexts for tests of forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from kiosk.clock import VIETNAM_TIME
from kiosk.forms.context import Context
from kiosk.forms.kinds import KINDS
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language
from kiosk.reference.reference_data import ReferenceData

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=VIETNAM_TIME)
REFERENCE = ReferenceData()


def make_context(
    language: Language = Language.VIETNAMESE, known: Mapping[str, JsonValue] | None = None
) -> Context:
    return Context(NOW, language, REFERENCE, known or {})


def make_question(kind: str, **options: Any) -> Question:
    """A question as the loader makes it, with options as they stand in a file."""
    question = Question(
        id=f"some.{kind}",
        kind=KINDS[kind],
        options=KINDS[kind].options.model_validate(options),
        label=Bilingual(vi="Câu hỏi", en="Question"),
        help=Bilingual(vi="Lời giải thích", en="Explanation"),
    )
    assert question.kind.fault_in_options(question) is None
    return question
