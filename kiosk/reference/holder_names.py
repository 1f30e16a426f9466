"""Whether two spellings name the same holder of an account, by the rules of ``holder_names.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.reference.folding import fold, spelling
from kiosk.toml import read_toml

_FILE = Path(__file__).with_name("holder_names.toml")


class NameRules(BaseModel):
    """What each means stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    marks: Literal["ignored", "compared"]
    order: Literal["any", "same"]
    initials: Literal["refused", "accepted"]
    letters: Mapping[str, str] = Field(default_factory=dict)
    titles: tuple[str, ...] = ()

    def are_same(self, one: str, other: str) -> bool:
        words, others = self._words(one), self._words(other)
        if not words or len(words) != len(others):
            return False
        if self.order == "any":
            words, others = sorted(words), sorted(others)
        return all(map(self._is_same_word, words, others))

    def _words(self, name: str) -> list[str]:
        for letter, ours in self.letters.items():
            name = name.replace(letter, ours)
        words = (fold(name) if self.marks == "ignored" else spelling(name)).split()
        return words[1:] if len(words) > 2 and fold(words[0]) in self.titles else words

    def _is_same_word(self, one: str, other: str) -> bool:
        if one == other:
            return True
        short, long = sorted((one, other), key=len)
        return self.initials == "accepted" and len(short) == 1 and long.startswith(short)


@cache
def name_rules() -> NameRules:
    return NameRules.model_validate(read_toml(_FILE))


def is_same_name(one: str, other: str) -> bool:
    return name_rules().are_same(one, other)
