"""Two hundred names and addresses of all who live here, typed letter by letter in every way there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Protocol

import pytest

from tests.ui.keyboard.keyboard_scene import Scene
from tests.ui.keyboard.typist import TONES, Typist, keys_of, tone_of, toneless
from ui.keyboard.composition import InputMethod
from ui.keyboard.syllable import Tone
from ui.keyboard.text_target import TextTarget

_TABLE = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
WITH_CARE = {way: set(words.split()) for way, words in _TABLE.pop("with_care").items()}
NAMES = [name.strip() for group in _TABLE.values() for name in re.split(r"[|\n]", group) if name.strip()]
WAYS = {"telex": InputMethod.TELEX, "vni": InputMethod.VNI, "rows": InputMethod.TELEX}


class Hands(Protocol):
    @property
    def text(self) -> str: ...
    def type(self, keys: str) -> object: ...
    def tone(self, tone: Tone) -> object: ...
    def take_back(self) -> object: ...


class SceneTypist:
    """Types into a real field of the scene, through what the keys on the screen call."""

    def __init__(self, scene: Scene, method: InputMethod) -> None:
        self.field = scene.focus("plain")
        self._target = TextTarget(method)

    @property
    def text(self) -> str:
        return str(self.field.property("text"))

    def clear(self) -> None:
        self.field.setProperty("text", "")

    def type(self, keys: str) -> None:
        for key in keys:
            self._target.press("text", key)

    def tone(self, tone: Tone) -> None:
        self._target.press("tone", tone)

    def take_back(self) -> None:
        self._target.press("undo", "")


def _write_straight(hands: Hands, word: str, way: str) -> None:
    """Without a look at the screen."""
    if way != "rows" and not word.isascii():
        hands.type(keys_of(word, WAYS[way]))
        return
    hands.type(toneless(word))
    if tone_of(word):
        hands.tone(TONES[tone_of(word)])


def _write_with_care(hands: Hands, word: str) -> None:
    """Each letter by the key that says it, the tone last; a letter that was taken as a command is given back
    at once.
    """
    start, wanted = hands.text, toneless(word)
    for place, letter in enumerate(wanted, start=1):
        hands.type(letter)
        if hands.text != start + wanted[:place]:
            hands.take_back()
    if tone_of(word):
        hands.tone(TONES[tone_of(word)])


def _write(hands: Hands, name: str, way: str) -> None:
    for part in re.split(r"([^\w]+)", name):
        if part in WITH_CARE[way]:
            _write_with_care(hands, part)
        elif part and part[0].isalnum():
            _write_straight(hands, part, way)
        else:
            hands.type(part)


def test_they_are_many_enough_and_of_all() -> None:
    assert len(NAMES) >= 200
    assert set(_TABLE) == {"kinh", "ede", "gia_rai", "mong", "khmer", "foreign", "addresses"}


@pytest.mark.parametrize("way", WAYS)
def test_the_words_that_need_care_are_those_of_the_list(way: str) -> None:
    words = {word for name in NAMES for word in re.findall(r"\w+", name)}
    needing = set()
    for word in words:
        typist = Typist(WAYS[way])
        _write_straight(typist, word, way)
        if typist.type(" ").text != word + " ":
            needing.add(word)
    assert needing == WITH_CARE[way]


@pytest.mark.parametrize("way", WAYS)
def test_names_and_addresses_are_typed(scene: Scene, way: str) -> None:
    hands = SceneTypist(scene, WAYS[way])
    for name in NAMES:
        hands.clear()
        _write(hands, name, way)
        assert hands.text == name


def test_tones_are_taken_and_put_inside_the_words_of_names(scene: Scene) -> None:
    hands = SceneTypist(scene, InputMethod.TELEX)
    for name in NAMES:
        hands.field.setProperty("text", name)
        for word in re.finditer(r"\w+", name):
            if not tone_of(word[0]):
                continue
            tone, place = TONES[tone_of(word[0])], (word.start() + word.end()) // 2
            hands.field.setProperty("cursorPosition", place)
            hands.tone(tone)
            assert hands.text == name[: word.start()] + toneless(word[0]) + name[word.end() :]
            hands.tone(tone)
            assert hands.text == name
            assert hands.field.property("cursorPosition") == place
