"""Turns keys into Vietnamese text: Telex, VNI, and keys that name a letter or a tone.

The composer looks only at the text before the cursor, so that moving the cursor, a deletion or another
keyboard can never bring it out of step. Its one memory is the lone ``w`` of Telex (see ``Composer``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ui.keyboard.syllable import (
    STOP_CODAS,
    Letter,
    Letters,
    Mark,
    Syllable,
    Tone,
    ToneStyle,
    find_letter,
    spell,
    split,
)


class InputMethod(StrEnum):
    """PLAIN puts in what the key says; the other two combine it with the word before the cursor."""

    TELEX = "telex"
    VNI = "vni"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the last ``replace_last`` characters before the cursor by ``insert``."""

    replace_last: int
    insert: str


_TELEX_TONES = {
    "s": Tone.SAC,
    "f": Tone.HUYEN,
    "r": Tone.HOI,
    "x": Tone.NGA,
    "j": Tone.NANG,
    "z": Tone.NGANG,
}
_VNI_TONES = {
    "1": Tone.SAC,
    "2": Tone.HUYEN,
    "3": Tone.HOI,
    "4": Tone.NGA,
    "5": Tone.NANG,
    "0": Tone.NGANG,
}
# Key → the letters that it changes, each with the mark that it gives.
_TELEX_MARKS = {
    "a": {"a": Mark.CIRCUMFLEX},
    "e": {"e": Mark.CIRCUMFLEX},
    "o": {"o": Mark.CIRCUMFLEX},
    "w": {"a": Mark.BREVE, "o": Mark.HORN, "u": Mark.HORN},
    "d": {"d": Mark.STROKE},
}
_VNI_MARKS = {
    "6": {"a": Mark.CIRCUMFLEX, "e": Mark.CIRCUMFLEX, "o": Mark.CIRCUMFLEX},
    "7": {"o": Mark.HORN, "u": Mark.HORN},
    "8": {"a": Mark.BREVE},
    "9": {"d": Mark.STROKE},
}
_OPEN_UO_ONSETS = frozenset({"h", "th", "kh"})  # thuở, huơ: the one open rhyme where only the o has its horn
_LONGEST_WORD = 12  # longer than any syllable with its undone keys: from there on letters are just letters


class Composer:
    """Composes for one text field after another.

    A second press of the same mark or tone takes it back and leaves the key itself: ``aa`` → â, ``aaa`` → aa.
    A ``w`` with no vowel before it writes ư; whether a second one must leave ``w`` or ``uw`` cannot be seen
    in the text, so that the composer remembers the word that a lone ``w`` made.
    """

    def __init__(
        self, method: InputMethod = InputMethod.TELEX, tone_style: ToneStyle = ToneStyle.OLD
    ) -> None:
        self.method = method
        self.tone_style = tone_style
        self._word_of_lone_w = ""

    def type_key(self, text_before_cursor: str, key: str) -> Edit:
        """The edit for a key: a letter, a digit, a ready letter such as ``ơ``, or a text (``gmail.com``)."""
        lone_w, self._word_of_lone_w = self._word_of_lone_w, ""
        word = _word_before(text_before_cursor)
        if self.method is InputMethod.PLAIN or len(key) != 1 or not word.is_composable:
            if self.method is InputMethod.TELEX and key.lower() == "w" and not word.text:
                return self._write_lone_w(word, split(()), key)
            return Edit(0, key)
        syllable = split(word.letters)
        if key.lower() == "w" and lone_w and lone_w == word.text:
            return word.edit_to(spell(word.letters[:-1]) + key)
        return self._combine(word, syllable, key)

    def put_tone(self, text_before_cursor: str, tone: Tone) -> Edit:
        """The edit for a key that names a tone; pressed again, it takes the tone away."""
        self._word_of_lone_w = ""
        word = _word_before(text_before_cursor)
        syllable = split(word.letters)
        if not word.is_composable or not syllable.vowel_count:
            return Edit(0, "")
        wanted = Tone.NGANG if syllable.tone is tone else tone
        return word.edit_to(spell(syllable.with_tone(wanted, self.tone_style).letters))

    def _combine(self, word: _Word, syllable: Syllable, key: str) -> Edit:
        tones, marks = (
            (_TELEX_TONES, _TELEX_MARKS) if self.method is InputMethod.TELEX else (_VNI_TONES, _VNI_MARKS)
        )
        lower = key.lower()
        if syllable.is_spellable and lower in tones and syllable.vowel_count:
            return self._toggle_tone(word, syllable, tones[lower], key)
        if syllable.is_spellable and lower in marks:
            marked = self._toggle_mark(word, syllable, marks[lower], key)
            if marked:
                return marked
            if self.method is InputMethod.TELEX and lower == "w" and not syllable.rhyme:
                return self._write_lone_w(word, syllable, key)
        return self._append(word, key)

    def _toggle_tone(self, word: _Word, syllable: Syllable, tone: Tone, key: str) -> Edit:
        coda = syllable.rhyme[syllable.vowel_count :]
        stopped = bool(coda) and coda[0].base in STOP_CODAS
        if stopped and tone in (Tone.HUYEN, Tone.HOI, Tone.NGA):
            return Edit(0, key)
        if tone is syllable.tone:
            untoned = spell(syllable.with_tone(Tone.NGANG, self.tone_style).letters)
            return word.edit_to(untoned + key)
        return word.edit_to(spell(syllable.with_tone(tone, self.tone_style).letters))

    def _toggle_mark(self, word: _Word, syllable: Syllable, marks: dict[str, Mark], key: str) -> Edit | None:
        """Set the mark where it makes a possible syllable; where it stands already, take it back."""
        if Mark.STROKE in marks.values():
            return _toggle_stroke(word, syllable, key)
        candidates = list(_marked_rhymes(syllable, marks))
        current = syllable.with_tone(Tone.NGANG, self.tone_style).rhyme
        place = candidates.index(current) + 1 if current in candidates else 0
        if place < len(candidates):
            marked = Syllable(syllable.onset, candidates[place])
            return word.edit_to(spell(marked.with_tone(syllable.tone, self.tone_style).letters))
        if not candidates:
            return None
        plain = tuple(
            replace(letter, mark=None) if letter.mark is marks.get(letter.base) else letter
            for letter in current
        )
        unmarked = Syllable(syllable.onset, plain).with_tone(syllable.tone, self.tone_style)
        return word.edit_to(spell(unmarked.letters) + key)

    def _write_lone_w(self, word: _Word, syllable: Syllable, key: str) -> Edit:
        written = spell((*syllable.onset, Letter("u", Mark.HORN, upper=key.isupper())))
        self._word_of_lone_w = written
        return word.edit_to(written)

    def _append(self, word: _Word, key: str) -> Edit:
        """Put a letter behind the word; a tone that stands there moves to its place in the longer word."""
        letter = find_letter(key)
        if letter is None:
            return Edit(0, key)
        syllable = split((*word.letters, letter))
        if not syllable.is_spellable:
            return Edit(0, key)
        syllable = _with_both_horns(syllable)
        return word.edit_to(spell(syllable.with_tone(syllable.tone, self.tone_style).letters))


@dataclass(frozen=True, slots=True)
class _Word:
    """The letters right before the cursor, as they stand in the field and as NFC."""

    text: str
    letters: Letters

    @property
    def is_composable(self) -> bool:
        return 0 < len(self.letters) <= _LONGEST_WORD

    def edit_to(self, new: str) -> Edit:
        """The smallest edit at the end of the field that turns this word into ``new``."""
        common = 0
        while common < min(len(self.text), len(new)) and self.text[common] == new[common]:
            common += 1
        return Edit(len(self.text) - common, new[common:])


def _word_before(text: str) -> _Word:
    start = len(text)
    while start and (text[start - 1].isalpha() or unicodedata.combining(text[start - 1])):
        start -= 1
    word = text[start:]
    letters = [find_letter(character) for character in unicodedata.normalize("NFC", word)]
    known = tuple(letter for letter in letters if letter is not None)
    return _Word(word, known if len(known) == len(letters) else ())


def _toggle_stroke(word: _Word, syllable: Syllable, key: str) -> Edit | None:
    if syllable.onset_text not in {"d", "dr"}:
        return None
    first, rest = syllable.onset[0], syllable.letters[1:]
    if first.mark is Mark.STROKE:
        return word.edit_to(spell((replace(first, mark=None), *rest)) + key)
    return word.edit_to(spell((replace(first, mark=Mark.STROKE), *rest)))


def _marked_rhymes(syllable: Syllable, marks: dict[str, Mark]) -> Iterator[Letters]:
    """Every possible rhyme that the key can make of this one, the likeliest first, without tone."""
    bare = tuple(replace(letter, tone=Tone.NGANG) for letter in syllable.rhyme)
    vowels = syllable.vowel_count
    options: list[Letters] = []
    if "u" in marks and _starts_with_uo(bare):
        if len(bare) == 2 and syllable.onset_text in _OPEN_UO_ONSETS and bare[0].mark is None:
            options.append((bare[0], replace(bare[1], mark=Mark.HORN)))
        options.append(_horned(bare))
    else:
        for index in range(vowels):
            mark = marks.get(bare[index].base)
            if mark:
                options.append((*bare[:index], replace(bare[index], mark=mark), *bare[index + 1 :]))
    for option in options:
        if Syllable(syllable.onset, option).is_spellable:
            yield option


def _starts_with_uo(rhyme: Letters) -> bool:
    return [letter.base for letter in rhyme[:2]] == ["u", "o"]


def _horned(rhyme: Letters) -> Letters:
    return (replace(rhyme[0], mark=Mark.HORN), replace(rhyme[1], mark=Mark.HORN), *rhyme[2:])


def _with_both_horns(syllable: Syllable) -> Syllable:
    """ưon and uơn are no rhymes: one horn typed stands for both as soon as something follows."""
    horns = [letter.mark is Mark.HORN for letter in syllable.rhyme[:2]]
    if _starts_with_uo(syllable.rhyme) and len(syllable.rhyme) > 2 and any(horns):
        return Syllable(syllable.onset, _horned(syllable.rhyme))
    return syllable
