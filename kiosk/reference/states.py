"""States and nationalities in words, by the codes of machine readable zones (``states.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kiosk.language import Bilingual


def find_state(code: str) -> Bilingual | None:
    """None for a code that no document should have."""
    return _states().get(code)


@cache
def _states() -> Mapping[str, Bilingual]:
    rows = tomllib.loads(Path(__file__).with_name("states.toml").read_text("utf-8"))
    return {code: Bilingual(**words) for code, words in rows.items()}
