"""What the keys of one word make of it: pure functions of the letters that stood there and the keys since.

A word is always worked out anew from its keys. So a letter that Telex takes as a command is only a guess: as
soon as the result can no longer become a syllable, the word is what was typed (Park, not Pảk). Letters with
their mark and the keys of the tone row are no guesses; they act on every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ui.keyboard.syllable import VOWELS, Letter, Letters, Mark, Syllable, Tone, ToneStyle, find_letter, split


class InputMethod(StrEnum):
    """PLAIN puts in what the key says; the other two combine it with the word around the cursor."""

    TELEX = "telex"
    VNI = "vni"
    PLAIN = "plain"


Key = str | Tone  # one character, or a key of the tone row


@dataclass(frozen=True, slots=True)
class Typing:
    """A word under the cursor: what stood before and behind it, and the keys pressed there since."""

    left: Letters = ()
    right: Letters = ()
    keys: tuple[Key, ...] = ()
    as_typed: bool = False  # the person wants no composition in this word


@dataclass(frozen=True, slots=True)
class Word:
    """Letters before and behind the cursor."""

    left: Letters
    right: Letters = ()

    @property
    def syllable(self) -> Syllable:
        return split(self.left + self.right)

    def with_letters(self, letters: Letters) -> Word:
        """The same word with other marks and tones; the cursor stays between the same two letters."""
        return Word(letters[: len(self.left)], letters[len(self.left) :])

    def with_key(self, key: str) -> Word:
        """A digit is kept as a letter without a case: a house number may follow a letter at once."""
        return Word((*self.left, find_letter(key) or Letter(key)), self.right)


@dataclass(frozen=True, slots=True)
class _Made:
    word: Word
    took_back: bool = False  # the last key took back what the same key had made
    lone_w: bool = False  # the last key was a w that became ư on its own


@dataclass(frozen=True, slots=True)
class _Commands:
    tones: dict[str, Tone]
    marks: dict[str, dict[str, Mark]]  # key → the letters that it changes, each with the mark that it gives


_COMMANDS = {
    InputMethod.TELEX: _Commands(
        tones={
            "s": Tone.SAC,
            "f": Tone.HUYEN,
            "r": Tone.HOI,
            "x": Tone.NGA,
            "j": Tone.NANG,
            "z": Tone.NGANG,
        },
        marks={
            "a": {"a": Mark.CIRCUMFLEX},
            "e": {"e": Mark.CIRCUMFLEX},
            "o": {"o": Mark.CIRCUMFLEX},
            "w": {"a": Mark.BREVE, "o": Mark.HORN, "u": Mark.HORN},
            "d": {"d": Mark.STROKE},
        },
    ),
    InputMethod.VNI: _Commands(
        tones={
            "1": Tone.SAC,
            "2": Tone.HUYEN,
            "3": Tone.HOI,
            "4": Tone.NGA,
            "5": Tone.NANG,
            "0": Tone.NGANG,
        },
        marks={
            "6": {"a": Mark.CIRCUMFLEX, "e": Mark.CIRCUMFLEX, "o": Mark.CIRCUMFLEX},
            "7": {"o": Mark.HORN, "u": Mark.HORN},
            "8": {"a": Mark.BREVE},
            "9": {"d": Mark.STROKE},
        },
    ),
    InputMethod.PLAIN: _Commands({}, {}),
}
_OPEN_UO_ONSETS = frozenset({"h", "th", "kh"})  # thuở, huơ: the one open rhyme where only the o has its horn


def compose(typing: Typing, method: InputMethod, style: ToneStyle, *, ended: bool = False) -> Word:
    """The word that the keys make; the letters as they were typed where no syllable can come of it, or has
    come of it when the word has ``ended``.
    """
    commands = _COMMANDS[InputMethod.PLAIN if typing.as_typed else method]
    made = _Made(Word(typing.left, typing.right))
    taken_back: set[int] = set()
    for place, key in enumerate(typing.keys):
        again = place == 0 or _same(typing.keys[place - 1], key)
        made = _step(made, key, again, commands, style)
        if made.took_back:
            taken_back.add(place)
    syllable = made.word.syllable
    possible = syllable.is_complete if ended else syllable.is_spellable
    if typing.as_typed or made.took_back or (possible and syllable.bears_its_tone):
        return made.word
    return _literal(typing, taken_back, commands, style)


def typed_letters(typing: Typing) -> Typing:
    """The same word without composition: the letters of its keys."""
    keys = tuple(key for key in typing.keys if not isinstance(key, Tone))
    return replace(typing, keys=keys, as_typed=True)


def without_marks(word: Word) -> Typing:
    left, right = (
        tuple(Letter(letter.base, upper=letter.upper) for letter in letters)
        for letters in (word.left, word.right)
    )
    return Typing(left, right)


def _literal(typing: Typing, taken_back: set[int], commands: _Commands, style: ToneStyle) -> Word:
    """The keys as they are. Of two that cancelled each other out one is left (tesst: test); before a vowel
    they are the double consonant of a name (Hassan).
    """
    word = Word(typing.left, typing.right)
    for place, key in enumerate(typing.keys):
        if isinstance(key, Tone):
            word = _with_row_tone(word, key, style)
        elif place not in taken_back or (
            key.lower() in commands.tones and str(typing.keys[place + 1]).lower() in VOWELS
        ):
            word = word.with_key(key)
    return word


def _step(made: _Made, key: Key, again: bool, commands: _Commands, style: ToneStyle) -> _Made:
    """One key more. ``again``: it repeats the key before it, so that it may take that one back."""
    word = made.word
    if isinstance(key, Tone):
        return _Made(_with_row_tone(word, key, style))
    if key.lower() == "w" and made.lone_w:
        return _Made(Word((*word.left[:-1], Letter("w", upper=key.isupper())), word.right), took_back=True)
    in_front = bool(word.right) and not word.left  # of a word a letter is a letter
    commanded = None
    if word.syllable.is_spellable and not in_front:
        commanded = _command(word, key, again, commands, style)
    return commanded or _Made(_insert(word, key, style, composes=bool(commands.marks)))


def _command(word: Word, key: str, again: bool, commands: _Commands, style: ToneStyle) -> _Made | None:
    """None where the key is no command, or has nothing to change here."""
    lower = key.lower()
    if lower in commands.tones:
        return _toggle_tone(word, commands.tones[lower], key, again, style)
    if lower not in commands.marks:
        return None
    marked = _toggle_mark(word, commands.marks[lower], key, again, style)
    if marked is None and lower == "w" and not word.syllable.rhyme:
        horned = Letter("u", Mark.HORN, upper=key.isupper())
        return _Made(Word((*word.left, horned), word.right), lone_w=True)
    return marked


def _with_row_tone(word: Word, tone: Tone, style: ToneStyle) -> Word:
    """A key of the tone row; pressed again, it takes the tone away."""
    syllable = word.syllable
    wanted = Tone.NGANG if syllable.tone is tone else tone
    return word.with_letters(syllable.with_tone(wanted, style).letters)


def _toggle_tone(word: Word, tone: Tone, key: str, again: bool, style: ToneStyle) -> _Made | None:
    """None where the key is a letter: before any vowel, or at the end of a name (Ksor, Kbuôr)."""
    syllable = word.syllable
    if not syllable.vowel_count or not syllable.can_bear(tone):
        return None
    if key.isalpha() and not syllable.is_national and (key.lower() == "r" or not syllable.has_mark):
        return None
    if tone is not syllable.tone:
        return _Made(word.with_letters(syllable.with_tone(tone, style).letters))
    if not again:
        return None
    untoned = word.with_letters(syllable.with_tone(Tone.NGANG, style).letters)
    return _Made(untoned.with_key(key), took_back=True)


def _toggle_mark(word: Word, marks: dict[str, Mark], key: str, again: bool, style: ToneStyle) -> _Made | None:
    """Set the mark where it makes a possible syllable; where it stands already, take it back."""
    if Mark.STROKE in marks.values():
        return _toggle_stroke(word, key, again)
    syllable = word.syllable
    # A letter doubles one that stands before the cursor; a key that only marks reaches the whole word.
    reach = len(word.left) if key.lower() in marks else len(syllable.letters)
    candidates = list(_marked_rhymes(syllable, marks, reach - len(syllable.onset)))
    if key.lower() in marks and not again:  # Nguyenex, but not Sara
        candidates = [rhyme for rhyme in candidates if Syllable(syllable.onset, rhyme).is_complete]
    current = syllable.with_tone(Tone.NGANG, style).rhyme
    place = candidates.index(current) + 1 if current in candidates else 0
    if place < len(candidates):
        marked = Syllable(syllable.onset, candidates[place])
        return _Made(word.with_letters(marked.with_tone(syllable.tone, style).letters))
    if not candidates or not again:
        return None
    plain = tuple(
        letter.with_mark(None) if letter.mark is marks.get(letter.base) else letter for letter in current
    )
    unmarked = Syllable(syllable.onset, plain).with_tone(syllable.tone, style)
    return _Made(word.with_letters(unmarked.letters).with_key(key), took_back=True)


def _toggle_stroke(word: Word, key: str, again: bool) -> _Made | None:
    letters = word.syllable.letters
    reach = min(len(word.syllable.onset), len(word.left) if key.isalpha() else len(letters))
    place = next((index for index in range(reach) if letters[index].base == "d"), None)
    if place is None:
        return None
    stroked = letters[place].mark is not Mark.STROKE
    if not stroked and not again:
        return None
    changed = letters[place].with_mark(Mark.STROKE if stroked else None)
    other = word.with_letters((*letters[:place], changed, *letters[place + 1 :]))
    return _Made(other if stroked else other.with_key(key), took_back=not stroked)


def _insert(word: Word, key: str, style: ToneStyle, *, composes: bool) -> Word:
    """Put a letter in; a tone that stands there moves to its place in the longer word."""
    longer = word.with_key(key)
    if not composes or not longer.syllable.is_spellable:
        return longer
    syllable = _with_both_horns(longer.syllable)
    return longer.with_letters(syllable.with_tone(syllable.tone, style).letters)


def _marked_rhymes(syllable: Syllable, marks: dict[str, Mark], reach: int) -> Iterator[Letters]:
    """Every possible rhyme that the key can make of this one, the likeliest first, without tone. ``reach``:
    how many letters of the rhyme it can change.
    """
    bare = tuple(letter.with_tone(Tone.NGANG) for letter in syllable.rhyme)
    options: list[Letters] = []
    if "u" in marks and _starts_with_uo(bare):
        if len(bare) == 2 and syllable.onset_text in _OPEN_UO_ONSETS and bare[0].mark is None:
            options.append((bare[0], bare[1].with_mark(Mark.HORN)))
        options.append(_horned(bare))
    else:
        for index in range(min(reach, syllable.vowel_count)):
            mark = marks.get(bare[index].base)
            if mark:
                options.append((*bare[:index], bare[index].with_mark(mark), *bare[index + 1 :]))
    for option in options:
        if Syllable(syllable.onset, option).is_spellable:
            yield option


def _starts_with_uo(rhyme: Letters) -> bool:
    return [letter.base for letter in rhyme[:2]] == ["u", "o"]


def _horned(rhyme: Letters) -> Letters:
    return (rhyme[0].with_mark(Mark.HORN), rhyme[1].with_mark(Mark.HORN), *rhyme[2:])


def _with_both_horns(syllable: Syllable) -> Syllable:
    """ưon and uơn are no rhymes: one horn typed stands for both as soon as something follows."""
    horns = [letter.mark is Mark.HORN for letter in syllable.rhyme[:2]]
    if _starts_with_uo(syllable.rhyme) and len(syllable.rhyme) > 2 and any(horns):
        return Syllable(syllable.onset, _horned(syllable.rhyme))
    return syllable


def _same(one: Key, other: Key) -> bool:
    return one.lower() == other.lower()
