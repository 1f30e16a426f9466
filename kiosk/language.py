"""The languages of the screens, and texts that are kept in both."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Language(StrEnum):
    VIETNAMESE = "vi"
    ENGLISH = "en"


class Bilingual(BaseModel):
    """One text in both languages. In data files: ``label = { vi = "…", en = "…" }``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: str
    en: str

    def text(self, language: Language) -> str:
        return self.vi if language is Language.VIETNAMESE else self.en

    def filled(self, values: Mapping[str, object]) -> Bilingual:
        """Both texts with ``{name}`` replaced. KeyError for a name without a value."""
        return Bilingual(vi=self.vi.format_map(values), en=self.en.format_map(values))


def same(text: str) -> Bilingual:
    """A text that is the same in both languages: a name, a number."""
    return Bilingual(vi=text, en=text)
