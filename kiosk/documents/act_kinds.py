"""What a receipt says about a kind of act: name, terms, next steps. Read from ``act_kinds.toml``.

The only place of this package that knows kinds by name; `Receipts` is its only caller.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import RootModel

from kiosk.documents.bilingual import Bilingual, Part

_FILE = Path(__file__).with_name("act_kinds.toml")


class AnswerTerms(Part):
    """From a day on: within how many working days an act is answered, with the rule that says so."""

    effective_from: date
    working_days: int
    source: str
    status: Literal["settled", "unsure"] = "settled"


class ActKind(Part):
    name: Bilingual
    answer_terms: tuple[AnswerTerms, ...]
    next_steps: dict[Literal["sent", "recorded"], tuple[Bilingual, ...]]

    def get_answer_terms(self, day: date) -> AnswerTerms:
        """The terms in force on that day; before the first ones, the first ones."""
        in_force = [each for each in self.answer_terms if each.effective_from <= day]
        return max(in_force or self.answer_terms[:1], key=lambda each: each.effective_from)

    def get_next_steps(self, *, sent: bool, day: date) -> tuple[Bilingual, ...]:
        """The kind's own next steps for an act of that day, filled in."""
        values = {"answer_days": self.get_answer_terms(day).working_days}
        return tuple(step.filled(values) for step in self.next_steps["sent" if sent else "recorded"])


class _ActKinds(RootModel[dict[str, ActKind]]):
    pass


@lru_cache(maxsize=1)
def load_act_kinds() -> dict[str, ActKind]:
    """By the kind's name, e.g. ``registration.adult``."""
    with _FILE.open("rb") as file:
        return _ActKinds.model_validate(tomllib.load(file)).root
