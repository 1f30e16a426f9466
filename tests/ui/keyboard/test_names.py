"""Two hundred names and addresses of all who live here, typed letter by letter in every way there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.ui.keyboard.typist import TONES, Typist, keys_of, tone_of, toneless
from ui.keyboard.composition import InputMethod

_TABLE = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
WITH_CARE = {way: set(words.split()) for way, words in _TABLE.pop("with_care").items()}
NAMES = [name.strip() for group in _TABLE.values() for name in re.split(r"[|\n]", group) if name.strip()]
WAYS = {"telex": InputMethod.TELEX, "vni": InputMethod.VNI, "rows": InputMethod.TELEX}


def _write_straight(typist: Typist, word: str, way: str) -> None:
    """Without a look at the screen."""
    if way != "rows" and not word.isascii():
        typist.type(keys_of(word, WAYS[way]))
        return
    typist.type(toneless(word))
    if tone_of(word):
        typist.tone(TONES[tone_of(word)])


def _write_with_care(typist: Typist, word: str) -> None:
    """Each letter by the key that says it, the tone last; a letter that was taken as a command is given back
    at once.
    """
    start, wanted = typist.text, toneless(word)
    for place, letter in enumerate(wanted, start=1):
        typist.type(letter)
        if typist.text != start + wanted[:place]:
            typist.take_back()
    if tone_of(word):
        typist.tone(TONES[tone_of(word)])


def _comes_out_straight(word: str, way: str) -> bool:
    typist = Typist(WAYS[way])
    _write_straight(typist, word, way)
    return typist.type(" ").text == word + " "


def test_they_are_many_enough_and_of_all() -> None:
    assert len(NAMES) >= 200
    assert set(_TABLE) == {"kinh", "ede", "gia_rai", "mong", "khmer", "foreign", "addresses"}


@pytest.mark.parametrize("way", WAYS)
def test_names_and_addresses_are_typed(way: str) -> None:
    with_care = set()
    for name in NAMES:
        typist = Typist(WAYS[way])
        for part in re.split(r"([^\w]+)", name):
            if part and part[0].isalnum():
                if _comes_out_straight(part, way):
                    _write_straight(typist, part, way)
                else:
                    _write_with_care(typist, part)
                    with_care.add(part)
            else:
                typist.type(part)
        assert typist.text == name
    assert with_care == WITH_CARE[way]
