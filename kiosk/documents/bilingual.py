"""A text in the two languages of the kiosk."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a text file of ours: what is not foreseen is refused when the file is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Part):
    vi: str
    en: str

    def filled(self, values: Mapping[str, object]) -> Bilingual:
        return Bilingual(vi=self.vi.format_map(values), en=self.en.format_map(values))
