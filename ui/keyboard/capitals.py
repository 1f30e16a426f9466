"""When the next letter is a capital by itself."""

from __future__ import annotations

from enum import StrEnum


class Capitals(StrEnum):
    """What a field is for: WORDS for names of people and places, SENTENCES for free text."""

    NONE = "none"
    WORDS = "words"
    SENTENCES = "sentences"


def wants_capital(text_before_cursor: str, capitals: Capitals) -> bool:
    """Whether a letter typed here starts a word or a sentence."""
    if capitals is Capitals.NONE:
        return False
    if capitals is Capitals.WORDS:
        return not text_before_cursor or text_before_cursor[-1] in " -/(\n"
    before = text_before_cursor.rstrip(" ")
    return not before or before[-1] == "\n" or (before[-1] in ".?!" and before != text_before_cursor)
