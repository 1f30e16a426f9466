"""States and nationalities in words, by the codes of machine readable zones (``states.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kiosk.language import Bilingual
from kiosk.reference.folding import fold


def find_state(code: str) -> Bilingual | None:
    """None for a code that no document should have."""
    return _states().get(code)


def find_code(words: str) -> str | None:
    """The code of a state by its name in either language; None where there is none, or more than one."""
    wanted = fold(words)
    found = [code for code, names in _states().items() if wanted in (fold(names.vi), fold(names.en))]
    return found[0] if len(found) == 1 else None


@cache
def _states() -> Mapping[str, Bilingual]:
    rows = tomllib.loads(Path(__file__).with_name("states.toml").read_text("utf-8"))
    return {code: Bilingual(**words) for code, words in rows.items()}
