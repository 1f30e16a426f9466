"""Questions and contexts for tests of forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from kiosk.clock import VIETNAM_TIME
from kiosk.forms.context import Context
from kiosk.forms.form_data import QuestionData
from kiosk.forms.question import Question
from kiosk.forms.question_reader import QuestionReader
from kiosk.language import Language
from kiosk.reference.reference_data import ReferenceData

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=VIETNAM_TIME)
REFERENCE = ReferenceData(Path(__file__).parent / "reference")


def make_context(
    language: Language = Language.VIETNAMESE, known: Mapping[str, JsonValue] | None = None
) -> Context:
    return Context(NOW, language, REFERENCE, known=known or {})


def make_question(kind: str, **options: Any) -> Question:
    """A question as the loader makes it, with options as they stand in a file."""
    return read_question({"kind": kind, "options": options})


def read_question(data: Mapping[str, Any]) -> Question:
    """A question from its table, with an id and words where it has none."""
    whole = {
        "id": f"some.{data['kind']}",
        "label": {"vi": "Câu hỏi", "en": "Question"},
        "help": {"vi": "Lời giải thích", "en": "Explanation"},
        **data,
    }
    return QuestionReader("test.toml").read(QuestionData.model_validate(whole), "question")
