"""Every Vietnamese syllable, put together from the rhymes written by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.ui.keyboard.typist import TONES, exchange_tone, toneless

with (Path(__file__).parent / "rhymes.toml").open("rb") as file:
    RHYMES = {name: text.split() for name, text in tomllib.load(file).items()}
FRONT = "iêe"  # before these: k, gh, ngh
ONSETS = ("b", "ch", "d", "đ", "h", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x", "kh")


def _words() -> Iterator[str]:
    """Every syllable once, with sắc or another tone mark in the place that its tone has."""
    for rhyme in RHYMES["plain"]:
        first = toneless(rhyme)[0]
        yield from (onset + rhyme for onset in ONSETS)
        yield from (onset + rhyme for onset in (("k", "gh", "ngh") if first in FRONT else ("c", "g", "ng")))
        if not toneless(rhyme).startswith("iê"):  # written yê without an onset
            yield rhyme
    yield from ("qu" + rhyme for rhyme in RHYMES["after_qu"])
    yield from ("gi" + rhyme for rhyme in RHYMES["after_gi"])
    yield from RHYMES["alone"] + RHYMES["whole"]


def _allowed_tones(word: str) -> list[str]:
    stopped = word[-1] in "cpt" or word.endswith("ch")
    return ["\u0301", "\u0323"] if stopped else ["", *TONES]


SYLLABLES = sorted({exchange_tone(word, tone) for word in _words() for tone in _allowed_tones(word)})
