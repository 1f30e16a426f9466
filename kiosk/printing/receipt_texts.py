"""The words of the receipt in both languages, read from ``receipt.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).with_name("receipt.toml")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(_Part):
    vi: str
    en: str

    def filled(self, values: Mapping[str, object]) -> Bilingual:
        return Bilingual(vi=self.vi.format_map(values), en=self.en.format_map(values))


class Check(Bilingual):
    """One thing that staff look at, for any of these reason codes of a verdict."""

    reasons: tuple[str, ...]


class Deadlines(_Part):
    """Terms in working days, from a day on, with the rule that sets them."""

    effective_from: date
    answer_working_days: int
    line_working_days: int
    source: str


class ReceiptTexts(_Part):
    deadlines: tuple[Deadlines, ...]
    title: Bilingual
    authority: Bilingual
    labels: dict[str, Bilingual]
    acts: dict[str, Bilingual]  # by the kind of the act
    states: dict[str, Bilingual]
    next_steps: dict[str, tuple[Bilingual, ...]]
    follow: Bilingual
    keep: Bilingual
    qr: Bilingual
    checks: tuple[Check, ...]  # the last one is for every reason that no other names

    def get_deadlines(self, day: date) -> Deadlines:
        """The terms in force on that day; before the first ones, the first ones."""
        in_force = [each for each in self.deadlines if each.effective_from <= day]
        return max(in_force or self.deadlines[:1], key=lambda each: each.effective_from)

    def checks_for(self, reasons: tuple[str, ...]) -> list[Check]:
        """What staff will look at, each thing once, in the order of the file."""
        named = {reason for check in self.checks for reason in check.reasons}
        checks = [check for check in self.checks if set(check.reasons) & set(reasons)]
        return checks if set(reasons) <= named else [*checks, self.checks[-1]]


@lru_cache(maxsize=1)
def load_receipt_texts() -> ReceiptTexts:
    with _FILE.open("rb") as file:
        return ReceiptTexts.model_validate(tomllib.load(file))
