"""The words that every receipt has, in both languages, read from ``receipt.toml``."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kiosk.documents.parts import Part
from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("receipt.toml")


class Check(Bilingual):
    """One thing that staff look at, for any of these reason codes of a verdict."""

    reasons: tuple[str, ...]

    @property
    def words(self) -> Bilingual:
        return Bilingual(vi=self.vi, en=self.en)


class LineTerms(Part):
    """From a day on: after how many working days an act that was not sent is worth a call."""

    effective_from: date
    working_days: int
    source: str
    status: Literal["settled", "unsure"] = "settled"


class ReceiptTexts(Part):
    line_terms: tuple[LineTerms, ...]
    title: Bilingual
    authority: Bilingual
    labels: dict[str, Bilingual]
    states: dict[str, Bilingual]  # by "sent" and "recorded", as next_steps
    next_steps: dict[str, tuple[Bilingual, ...]]  # of every act, after those of its kind
    follow: Bilingual
    keep: Bilingual
    qr_note: Bilingual
    qr_alt: Bilingual
    checks: tuple[Check, ...]  # the last one is for every reason that no other names

    def get_line_terms(self, day: date) -> LineTerms:
        """The terms in force on that day; before the first ones, the first ones."""
        in_force = [each for each in self.line_terms if each.effective_from <= day]
        return max(in_force or self.line_terms[:1], key=lambda each: each.effective_from)

    def checks_for(self, reasons: tuple[str, ...]) -> tuple[Bilingual, ...]:
        """What staff will look at, each thing once, in the order of the file."""
        named = {reason for check in self.checks for reason in check.reasons}
        checks = [check.words for check in self.checks if set(check.reasons) & set(reasons)]
        return tuple(checks if set(reasons) <= named else [*checks, self.checks[-1].words])


@lru_cache(maxsize=1)
def load_receipt_texts() -> ReceiptTexts:
    with _FILE.open("rb") as file:
        return ReceiptTexts.model_validate(tomllib.load(file))
