"""The cursor inside a word, the key that gives back what was typed, and words that are not Vietnamese."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.ui.keyboard.syllables import SYLLABLES
from tests.ui.keyboard.typist import TONES, Typist, keys_of, tone_of, toneless
from ui.keyboard.composition import InputMethod
from ui.keyboard.syllable import Tone, ToneStyle

METHODS = [InputMethod.TELEX, InputMethod.VNI]
LETTERS = "abcdeghiklmnopqrstuvxywfjz"
# Letters that no Vietnamese word holds, whatever stands before them.
FOREIGN_ENDS = ("lt", "nk", "lm", "mble", "ction", "ner", "sky")


def at(text: str) -> Typist:
    """A typist whose cursor stands at the stroke."""
    return Typist(text=text.replace("|", "")).move(text.index("|"))


def shown(typist: Typist) -> str:
    return f"{typist.left}|{typist.right}"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("to|án", "f", "to|àn"),
        ("khuy|u", "r", "khuỷ|u"),
        ("Hu|yên", "s", "Hu|yến"),
        ("ho|n", "a", "hoa|n"),
        ("hò|n", "a", "hoà|n"),
        ("tu|n", "aaf", "tuầ|n"),
        ("tr|uơng", "w", "tr|ương"),
        ("Ngu|ên Anh", "y", "Nguy|ên Anh"),
        ("|an", "s", "s|an"),
        ("d|ường", "d", "đ|ường"),
        ("ha|n", "a", "hâ|n"),
        ("h|an", "a", "ha|an"),
        ("T|uấn", "h", "Th|uấn"),
        ("Pa|k", "r", "Par|k"),
        ("hò|a", "z", "ho|a"),
        ("t|ất Lee", "z", "t|ât Lee"),
    ],
)
def test_keys_inside_a_word(before: str, keys: str, after: str) -> None:
    assert shown(at(before).type(keys)) == after


@given(st.sampled_from(SYLLABLES), st.data(), st.sampled_from(ToneStyle))
def test_a_tone_is_put_and_taken_at_any_place_as_at_the_end(
    word: str, data: st.DataObject, style: ToneStyle
) -> None:
    assume(tone_of(word))
    tone, bare = TONES[tone_of(word)], toneless(word)
    place = data.draw(st.integers(0, len(word)))
    at_the_end = Typist(style=style, text=bare).move(len(bare)).tone(tone)
    inside = Typist(style=style, text=bare).move(place).tone(tone)
    assert inside.text == at_the_end.text
    assert len(inside.left) == place
    assert inside.tone(tone).text == bare
    assert len(inside.left) == place


@given(st.sampled_from(SYLLABLES), st.data(), st.sampled_from(METHODS))
def test_a_tone_letter_inside_a_word_is_as_at_the_end(
    word: str, data: st.DataObject, method: InputMethod
) -> None:
    assume(tone_of(word))
    tone_key, bare = keys_of(word, method)[-1], toneless(word)
    place = data.draw(st.integers(1, len(word)))
    inside = Typist(method, text=bare).move(place).type(tone_key)
    assert inside.text == word
    assert len(inside.left) == place
    level = "z" if method is InputMethod.TELEX else "0"
    assert inside.type(level).text == bare


@given(st.sampled_from(SYLLABLES), st.data())
def test_a_letter_left_out_is_put_in_later(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    assume(not tone_of(word[place]))
    typist = Typist(InputMethod.VNI, text=word[:place] + word[place + 1 :]).move(place)
    assert shown(typist.type(word[place])) == f"{word[: place + 1]}|{word[place + 1 :]}"


@given(st.sampled_from(SYLLABLES), st.sampled_from(METHODS))
def test_one_key_gives_back_what_was_typed(word: str, method: InputMethod) -> None:
    keys = keys_of(word, method)
    typist = Typist(method).type(f"Anh {keys}")
    assume(typist.text == f"Anh {word}" != f"Anh {keys}")
    assert typist.take_back().text == f"Anh {keys}"
    assert typist.type("n ").text == f"Anh {keys}n "


@given(st.sampled_from(SYLLABLES), st.data())
def test_the_key_takes_a_tone_key_and_then_all_marks(word: str, data: st.DataObject) -> None:
    assume(tone_of(word) and "oo" not in toneless(word))
    typist = Typist().type(toneless(word)).tone(TONES[tone_of(word)])
    assert typist.take_back().text == toneless(word)
    place = data.draw(st.integers(0, len(word)))
    bare = unicodedata.normalize("NFD", word.replace("đ", "d")).encode("ascii", "ignore").decode()
    assert Typist(text=word).move(place).take_back().text == bare


@pytest.mark.parametrize(
    ("keys", "composed", "typed"),
    [
        ("Lee", "Lê", "Lee"),
        ("Max", "Mã", "Max"),
        ("Laura", "Lẩu", "Laura"),
        ("Ross", "Ros", "Ross"),
        ("Wong", "Ương", "Wong"),
        ("test", "tét", "test"),
    ],
)
def test_names_with_the_letters_of_a_vietnamese_syllable(keys: str, composed: str, typed: str) -> None:
    typist = Typist().type(keys)
    assert typist.text == composed
    assert typist.take_back().text == typed
    assert typist.type(" an").text == f"{typed} an"


def test_a_word_taken_back_still_takes_a_tone_of_the_row() -> None:
    assert Typist().type("Ksor").tone(Tone.SAC).text == "Ksór"
    assert Typist().type("Lee").take_back().tone(Tone.SAC).text == "Lée"
    assert Typist().take_back().text == ""


@given(st.text(LETTERS, min_size=1, max_size=6), st.sampled_from(FOREIGN_ENDS), st.sampled_from(METHODS))
def test_a_word_that_vietnamese_does_not_have_is_unchanged(start: str, end: str, method: InputMethod) -> None:
    word = start + end
    assume(all(one != other for one, other in pairwise(word)))
    typist = Typist(method).type(word)
    assert typist.text == word
    assert typist.type(", an").text == f"{word}, an"


@given(st.sampled_from(SYLLABLES), st.sampled_from("bdglqvwfjz"), st.sampled_from(METHODS))
def test_a_letter_too_many_brings_the_typed_letters(word: str, letter: str, method: InputMethod) -> None:
    keys = keys_of(word, method)
    assume(method is InputMethod.VNI or letter in "bglqv")  # the others are commands
    assume(not any(one == other for one, other in pairwise(keys)))
    assert Typist(method).type(keys + letter).text == keys + letter
