"""Search over short Vietnamese texts: without accents, words in any order, each by its beginning.

General: places, facilities and banks are found with it, and so are the tasks of the home screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Generic, TypeVar

Item = TypeVar("Item")

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_PLACES = {letter: 1000 + place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_NO_WORD = re.compile(r"[\W_]+")
# What weighs how much in a score: no number of lighter reasons outweighs a heavier one.
_LONGEST_TIE_BREAK, _WHOLE, _ORDER, _SPELLED = 99, 100, 200, 2000

# Words that are written short in addresses and names. One letter counts only before a full stop or a digit,
# because whoever types a name begins with one letter too.
_ABBREVIATIONS = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "hcm": "hồ chí minh",
    "tphcm": "thành phố hồ chí minh",
    "bv": "bệnh viện",
    "bvđk": "bệnh viện đa khoa",
    "tyt": "trạm y tế",
    "ttyt": "trung tâm y tế",
    "pk": "phòng khám",
    "pkđk": "phòng khám đa khoa",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bhtn": "bảo hiểm thất nghiệp",
}
_ONE_LETTER = {"p": "phường", "q": "quận", "h": "huyện", "x": "xã", "t": "tỉnh"}
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})\b\.?(?=[^.]|$)")
_SHORT_LETTER = re.compile(r"(?<![\w.])([pqhxt])\.\s*(?=\w)|(?<![\w.])([pq])(?=\d{1,2}\b)")


def _bare(letter: str) -> str:
    """The letter without its marks; a sign that is neither letter nor digit becomes a space."""
    parts = (part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return "".join(part if part.isalnum() else " " for part in parts).lower().replace("đ", "d")


# All that Vietnamese is written with; other letters take the slower way.
_BARE = {
    code: _bare(chr(code))
    for code in (*range(0x80), *range(0xC0, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00))
}


def fold(text: str) -> str:
    """Lower case, no accents, ``đ`` as ``d``, everything that is no letter or digit as one space.

    The same for composed and decomposed text; folding twice changes nothing.
    """
    bare = text.translate(_BARE)
    if not bare.isascii():
        bare = "".join(_bare(letter) for letter in bare)
    return " ".join(bare.split())


def spelling(text: str) -> str:
    """Folded to words but with accents, the tone at the end of its word: ``Hoà`` and ``Hòa`` are one."""
    words = _NO_WORD.sub(" ", unicodedata.normalize("NFC", text.lower())).split()
    return " ".join(_tone_last(word) for word in words)


@lru_cache(maxsize=4096)
def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    if letters.isascii():
        return word
    tones = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tones


def alphabetical(text: str) -> tuple[tuple[tuple[int, ...], ...], str]:
    """Sort key of the Vietnamese alphabet: ``a ă â … d đ … o ô ơ``; tones decide last."""
    toneless = "".join(each for each in unicodedata.normalize("NFD", text.lower()) if each not in _TONES)
    words = unicodedata.normalize("NFC", toneless).split()
    return tuple(tuple(_PLACES.get(letter, ord(letter)) for letter in word) for word in words), spelling(text)


def expand_abbreviations(text: str) -> str:
    """Lower case with ``TP.``, ``P.``, ``Q1``, ``BHXH`` … written out; other words stay as they are."""
    lower = unicodedata.normalize("NFC", text.lower())
    lower = _SHORT_LETTER.sub(lambda found: _ONE_LETTER[found[1] or found[2]] + " ", lower)
    return _SHORT_WORD.sub(lambda found: _ABBREVIATIONS[found[0].rstrip(".")] + " ", lower)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed so far, ready to be compared with many texts."""

    phrase: str  # folded
    beginnings: tuple[str, ...]  # each word after a space
    spelled: tuple[str, ...]  # the same of the words that were typed with accents

    @classmethod
    def of(cls, text: str) -> Query:
        expanded = expand_abbreviations(text)
        phrase = fold(expanded)
        spelled = tuple(f" {word}" for word in spelling(expanded).split() if not word.isascii())
        return cls(phrase, tuple(f" {word}" for word in phrase.split()), spelled)


class SearchText:
    """One text that can be found. Made once, compared often."""

    __slots__ = ("_expanded", "_phrase", "_spaced")

    def __init__(self, text: str) -> None:
        self._expanded = expand_abbreviations(text)
        self._phrase = fold(self._expanded)
        short = fold(text)  # abbreviations can be found as they are written too, while they are being typed
        self._spaced = f" {self._phrase} " if short == self._phrase else f" {self._phrase} {short} "

    def score(self, query: Query) -> int:
        """0 if a word of the query begins no word of this text; otherwise the higher the better.

        First counts how many accents were typed as they stand here, then the order of the words (the whole
        text, its beginning, words in a row, words anywhere), then whole words before beginnings, then the
        shorter text. ``hanoi`` finds ``Hà Nội``: a word may run over several, which ranks lowest.
        """
        spaced = self._spaced
        apart = True
        for beginning in query.beginnings:
            if beginning not in spaced:
                if not _runs_over(beginning[1:], spaced):
                    return 0
                apart = False
        points = 1 + max(0, _LONGEST_TIE_BREAK - len(self._phrase))
        if apart:
            points += _ORDER * self._order(query.phrase)
            points += _WHOLE * all(f"{beginning} " in spaced for beginning in query.beginnings)
        if query.spelled:
            spelled = f" {spelling(self._expanded)}"
            points += _SPELLED * sum(beginning in spelled for beginning in query.spelled)
        return points

    def _order(self, phrase: str) -> int:
        if self._phrase == phrase:
            return 4
        if self._phrase.startswith(phrase):
            return 3
        return 2 if f" {phrase}" in self._spaced else 1


def _runs_over(word: str, spaced: str) -> bool:
    """Whether the word begins with one word of the text and goes on in the next, as in ``hanoi``."""
    if word not in spaced.replace(" ", ""):
        return False
    words = spaced.split()
    return any("".join(words[first:]).startswith(word) for first in range(len(words)))


def matches(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins a word of ``text``, in any order, with or without accents."""
    return SearchText(text).score(Query.of(query)) > 0


class SearchIndex(Generic[Item]):
    """Items with the texts that find them, the most telling text first (a name, then its keywords)."""

    def __init__(self, entries: Iterable[tuple[Item, Sequence[str]]]) -> None:
        self._entries = [(item, _searchable(texts)) for item, texts in entries]

    def find(self, query: str, limit: int | None = None) -> list[Item]:
        """The items that match, best first, equal ones in their order; an empty query finds all."""
        asked = Query.of(query)
        if not asked.phrase:
            return [item for item, _ in self._entries[:limit]]
        found = []
        for position, (item, texts) in enumerate(self._entries):
            rank = _rank(asked, texts)
            if rank is not None:
                found.append((rank, position, item))
        if limit is None:
            found.sort(key=_without_item)
            return [item for _, _, item in found]
        return [item for _, _, item in nsmallest(limit, found, key=_without_item)]


def _searchable(texts: Sequence[str]) -> tuple[SearchText, ...]:
    """Each text, and at the end all of them as one, for words that stand in different texts."""
    each = tuple(SearchText(text) for text in texts)
    return (*each, SearchText(" ".join(texts))) if len(each) > 1 else each


def _rank(query: Query, texts: tuple[SearchText, ...]) -> tuple[int, int] | None:
    for place, text in enumerate(texts):
        if score := text.score(query):
            return place, -score
    return None


def _without_item(row: tuple[tuple[int, int], int, Item]) -> tuple[tuple[int, int], int]:
    return row[0], row[1]
