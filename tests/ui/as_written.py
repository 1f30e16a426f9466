"""Words of a screen without what only holds a line together."""

from __future__ import annotations


def as_written(words: object) -> str:
    """Without word joiners and places where a line may end, and with spaces like any other."""
    return str(words).replace("\u2060", "").replace("\u200b", "").replace("\u00a0", " ")
