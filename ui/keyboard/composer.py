"""Turns keys into edits of a field: Telex, VNI, keys that name a letter or a tone, the key that takes back.

The composer looks at the word on both sides of the cursor. Of what was typed it remembers only the keys of
that one word, and only for as long as the field still shows what they made: moving the cursor, a deletion or
another keyboard can never bring it out of step.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from ui.keyboard.composition import InputMethod, Key, Typing, Word, compose, typed_letters, without_marks
from ui.keyboard.syllable import Letters, Tone, ToneStyle, find_letter, spell

_LONGEST_WORD = 24  # letters; what is longer is no word any more


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the last ``replace_last`` characters before the cursor by ``insert``, and the first
    ``replace_next`` behind it by ``insert_next``; the cursor stands between the two.
    """

    replace_last: int
    insert: str
    replace_next: int = 0
    insert_next: str = ""


class Composer:
    """Composes for one text field.

    A second press of the same mark or tone takes it back and leaves the key itself: ``aa`` → â, ``aaa`` → aa.
    """

    def __init__(
        self, method: InputMethod = InputMethod.TELEX, tone_style: ToneStyle = ToneStyle.OLD
    ) -> None:
        self.method = method
        self.tone_style = tone_style
        self._typing = Typing()
        self._shown = Word(())

    def type_key(self, before: str, key: str, after: str = "") -> Edit:
        """The edit for a key between ``before`` and ``after``: a letter, a digit, a ready letter such as
        ``ơ``, or a text (``gmail.com``).
        """
        around = _Around.cursor(before, after)
        if self.method is InputMethod.PLAIN or around is None:
            return Edit(0, key)
        if not self._belongs_to(around, key):
            last = self.end_word(before, after)
            return replace(last, insert=last.insert + key)
        return self._press(around, key)

    def end_word(self, before: str, after: str = "") -> Edit:
        """The edit when the word before the cursor is over: what became no syllable is as it was typed."""
        around, typing = _Around.cursor(before, after), self._typing
        ended = around is not None and not around.word.right and around.word == self._shown
        self._typing, self._shown = Typing(), Word(())
        if around is None or not ended:
            return Edit(0, "")
        return around.edit_to(compose(typing, self.method, self.tone_style, ended=True))

    def put_tone(self, before: str, tone: Tone, after: str = "") -> Edit:
        """The edit for a key that names a tone; pressed again, it takes the tone away."""
        around = _Around.cursor(before, after)
        if around is None or not around.word.syllable.vowel_count:
            return Edit(0, "")
        return self._press(around, tone)

    def take_back(self, before: str, after: str = "") -> Edit:
        """The edit that makes the word what was typed; where that is what it is, a word without marks."""
        around = _Around.cursor(before, after)
        if around is None:
            return Edit(0, "")
        typing = typed_letters(self._typing_of(around))
        if compose(typing, self.method, self.tone_style) == around.word:
            typing = without_marks(around.word)
        return self._show(around, typing)

    def _belongs_to(self, around: _Around, key: str) -> bool:
        """Whether a key is of the word at the cursor: a letter, and for VNI a digit behind one."""
        if find_letter(key) is not None:
            return len(around.word.left) + len(around.word.right) < _LONGEST_WORD
        return self.method is InputMethod.VNI and key in _DIGITS and bool(around.word.left)

    def _typing_of(self, around: _Around) -> Typing:
        """How the word came about; a word that was not typed just now is its own letters."""
        return self._typing if around.word == self._shown else Typing(around.word.left, around.word.right)

    def _press(self, around: _Around, key: Key) -> Edit:
        typing = self._typing_of(around)
        return self._show(around, replace(typing, keys=(*typing.keys, key)))

    def _show(self, around: _Around, typing: Typing) -> Edit:
        self._typing, self._shown = typing, compose(typing, self.method, self.tone_style)
        return around.edit_to(self._shown)


_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class _Around:
    """The word at the cursor, as it stands in the field and as letters."""

    left: str
    right: str
    word: Word

    @classmethod
    def cursor(cls, before: str, after: str) -> _Around | None:
        """None where a letter is of another alphabet."""
        start, end = len(before), 0
        while start and _is_of_word(before[start - 1]):
            start -= 1
        while end < len(after) and _is_of_word(after[end]):
            end += 1
        left, right = _letters(before[start:]), _letters(after[:end])
        if left is None or right is None:
            return None
        return cls(before[start:], after[:end], Word(left, right))

    def edit_to(self, new: Word) -> Edit:
        """The smallest edit around the cursor that turns this word into ``new``."""
        left, right = spell(new.left), spell(new.right)
        head, tail = _common(self.left, left), _common(self.right[::-1], right[::-1])
        return Edit(
            len(self.left) - head, left[head:], len(self.right) - tail, right[: max(0, len(right) - tail)]
        )


def _is_of_word(character: str) -> bool:
    return character.isalpha() or bool(unicodedata.combining(character))


def _letters(text: str) -> Letters | None:
    letters = [find_letter(character) for character in unicodedata.normalize("NFC", text)]
    known = tuple(letter for letter in letters if letter is not None)
    return known if len(known) == len(letters) else None


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
