"""Letters of names in Vietnam, and what wrong encodings and Caps Lock make of them.

A code is mended only where one single mistake explains it wholly: bytes of UTF-8 read as another encoding
without loss, or every letter's case reversed. Everything else is told and left as it is.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

# Tones and marks of Vietnamese, and those that Ê Đê, Gia Rai, Ba Na and other names add (č, ñ, ĭ, ơ̆).
_MARKS = frozenset(
    "\u0300\u0301\u0302\u0303\u0306\u0309\u030c\u031b\u0323"  # ` ´ ^ ~ breve, hook, caron, horn, dot below
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđƀ")
_BETWEEN = frozenset(" '’ʼ‘-.")
# Encodings by which programs read the cards' UTF-8 when they guess.
_GUESSES = ("cp1252", "latin-1", "cp1258", "big5", "gb18030", "shift_jis", "euc_kr")
_SEXES_REVERSED = frozenset({"nAM", "nỮ"})


def is_name(text: str) -> bool:
    """Whether every sign may stand in a name, and no small letter is followed by a capital within a word."""
    decomposed = unicodedata.normalize("NFD", text)
    if not all(char.casefold() in _LETTERS or char in _MARKS or char in _BETWEEN for char in decomposed):
        return False
    bare = "".join(char for char in decomposed if char not in _MARKS)
    return not any(left.islower() and right.isupper() for left, right in pairwise(bare))


def has_foreign_letters(text: str) -> bool:
    """Whether there is a letter of another script, or a sign that stands for a lost one."""
    return any(
        char == "\ufffd" or (char.isalpha() and not unicodedata.name(char, "").startswith("LATIN"))
        for char in text
    )


def undo_wrong_encoding(text: str) -> str | None:
    """The text before its UTF-8 was read as something else; None where that is not certain."""
    if text.isascii():
        return None
    found: set[str] = set()
    for guess in _GUESSES:
        try:
            found.add(unicodedata.normalize("NFC", text.encode(guess).decode("utf-8")))
        except UnicodeError:
            continue
    sound = {one for one in found if not has_foreign_letters(one) and one.isprintable()}
    return sound.pop() if len(sound) == 1 else None


def undo_caps_lock(fields: list[str], name: int, sex: int) -> list[str] | None:
    """The fields with every case reversed; None unless name and sex are both plainly written so."""
    words = fields[name].split()
    reversed_words = [word for word in words if word[:1].islower() and word[1:].isupper()]
    single_letters = [word for word in words if len(word) == 1 and word.islower()]
    if not reversed_words or len(reversed_words) + len(single_letters) != len(words):
        return None
    if fields[sex] not in _SEXES_REVERSED:
        return None
    return [field.swapcase() for field in fields]
