"""Search over short Vietnamese texts: without accents, words in any order, each by its beginning.

General: places, facilities and banks are found with it, and so are the tasks of the home screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
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

# Words that are written short in addresses and names. Some count only before a full stop or a digit: whoever
# types a name begins with one letter too.
_ABBREVIATIONS = {
    "tp": "thành phố",
    "tx": "thị xã",
    "hcm": "hồ chí minh",
    "tphcm": "thành phố hồ chí minh",
    "bv": "bệnh viện",
    "bvđk": "bệnh viện đa khoa",
    "bvdk": "bệnh viện đa khoa",
    "tyt": "trạm y tế",
    "ttyt": "trung tâm y tế",
    "pk": "phòng khám",
    "pkđk": "phòng khám đa khoa",
    "pkdk": "phòng khám đa khoa",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bhtn": "bảo hiểm thất nghiệp",
}
_BEFORE_A_STOP = {"tt": "thị trấn", "p": "phường", "q": "quận", "h": "huyện", "x": "xã", "t": "tỉnh"}
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})\b\.?(?=[^.]|$)")
_SHORT_BEFORE_A_STOP = re.compile(r"(?<![\w.])(tt|[pqhxt])\.\s*(?=\w)|(?<![\w.])([pq])(?=\d{1,2}\b)")


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
    lower = _SHORT_BEFORE_A_STOP.sub(lambda found: _BEFORE_A_STOP[found[1] or found[2]] + " ", lower)
    return _SHORT_WORD.sub(lambda found: _ABBREVIATIONS[found[0].rstrip(".")] + " ", lower)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed so far, ready to be compared with many texts."""

    phrase: str  # folded
    words: tuple[tuple[str, str], ...]  # each as the beginning of a word and as a whole word
    spelled_phrase: str
    spelled: tuple[str, ...]  # the words that were typed with accents, as beginnings

    @classmethod
    def of(cls, text: str) -> Query:
        expanded = expand_abbreviations(text)
        phrase = fold(expanded)
        words = tuple((f" {word}", f" {word} ") for word in phrase.split())
        spelled = spelling(expanded)
        return cls(
            phrase, words, spelled, tuple(f" {word}" for word in spelled.split() if not word.isascii())
        )


class SearchText:
    """One text that can be found. Made once, compared often."""

    __slots__ = ("_expanded", "_shortness", "_spelled", "phrase", "spaced")

    def __init__(self, expanded: str, phrase: str, spaced: str) -> None:
        self._expanded = expanded
        self.phrase = phrase
        self.spaced = spaced  # all words that find it, a space before and after each
        self._spelled: str | None = None  # made when accents are typed
        self._shortness = 1 + max(0, _LONGEST_TIE_BREAK - len(phrase))

    @classmethod
    def of(cls, text: str) -> SearchText:
        expanded = expand_abbreviations(text)
        phrase = fold(expanded)
        if expanded == text.lower():
            return cls(expanded, phrase, f" {phrase} ")
        # Abbreviations can be found as they are written too, while they are being typed.
        return cls(expanded, phrase, f" {phrase} {fold(text)} ")

    @classmethod
    def together(cls, texts: Sequence[SearchText]) -> SearchText:
        """For words that stand in different texts."""
        if len(texts) == 1:
            return texts[0]
        return cls(
            " ".join(text._expanded for text in texts),
            " ".join(text.phrase for text in texts),
            "".join(text.spaced for text in texts),
        )

    def holds(self, beginning: str) -> bool:
        """Whether a word begins so; it may go on in the next one, as ``hanoi`` does in ``Hà Nội``."""
        if beginning in self.spaced:
            return True
        word = beginning[1:]
        if word not in self.spaced.replace(" ", ""):
            return False
        words = self.spaced.split()
        return any("".join(words[first:]).startswith(word) for first in range(len(words)))

    def score(self, query: Query) -> int:
        """0 if a word of the query begins no word of this text; otherwise the higher the better.

        First counts how many accents were typed as they stand here, then the order of the words (the whole
        text, its beginning, words in a row, words anywhere, a word that runs over several), then whole words
        before beginnings, then the shorter text.
        """
        spaced = self.spaced
        apart = whole = True
        for beginning, word in query.words:
            if word in spaced:
                continue
            whole = False
            if beginning not in spaced:
                if not self.holds(beginning):
                    return 0
                apart = False
        points = self._shortness + _ORDER * self._order(query.phrase) if apart else self._shortness
        if whole:
            points += _WHOLE
        if query.spelled:
            spelled = f" {self.spelled()}"
            points += _SPELLED * sum(beginning in spelled for beginning in query.spelled)
        return points

    def spelled(self) -> str:
        if self._spelled is None:
            self._spelled = spelling(self._expanded)
        return self._spelled

    def begins(self, query: Query) -> bool:
        """Whether the text begins as the query does, accents included where some were typed."""
        begins = self.phrase.startswith(query.phrase)
        return begins and (not query.spelled or self.spelled().startswith(query.spelled_phrase))

    def _order(self, phrase: str) -> int:
        if self.phrase.startswith(phrase):
            return 4 if self.phrase == phrase else 3
        return 2 if f" {phrase}" in self.spaced else 1


def matches(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins a word of ``text``, in any order, with or without accents."""
    return SearchText.of(text).score(Query.of(query)) > 0


class SearchIndex(Generic[Item]):
    """Items with the texts that find them, the most telling text first (a name, then its keywords)."""

    def __init__(self, entries: Iterable[tuple[Item, Sequence[str]]]) -> None:
        self._entries = [_Entry(place, item, texts) for place, (item, texts) in enumerate(entries)]

    def find(
        self, query: str, limit: int | None = None, keep: Callable[[Item], bool] | None = None
    ) -> list[Item]:
        """The items that match, best first, equal ones in their order; an empty query finds all.

        Items that ``keep`` refuses are left out.
        """
        asked = Query.of(query)
        entries = self._entries
        for beginning, _ in asked.words:
            entries = [
                entry for entry in entries if beginning in entry.spaced or entry.together.holds(beginning)
            ]
        if keep is not None:
            entries = [entry for entry in entries if keep(entry.item)]
        if not asked.words:
            return [entry.item for entry in entries[:limit]]
        if limit is None:
            limit = len(entries)
        elif limit < len(entries):
            # The first letters of a long list: texts that begin so come before all others.
            first = [entry for entry in entries if entry.texts[0].begins(asked)]
            entries = first if len(first) >= limit else entries
        ranked = nsmallest(limit, ((entry.rank(asked), entry.place, entry) for entry in entries))
        return [entry.item for _, _, entry in ranked]


@lru_cache(maxsize=256)
def _search_text(text: str) -> SearchText:
    """Neighbouring entries share texts: the province, the district."""
    return SearchText.of(text)


class _Entry(Generic[Item]):
    """An item and its texts: each one, and all of them as one, for words that stand in different texts."""

    __slots__ = ("item", "place", "spaced", "texts", "together")

    def __init__(self, place: int, item: Item, texts: Sequence[str]) -> None:
        self.place = place
        self.item = item
        self.texts = tuple(map(_search_text, texts))
        self.together = SearchText.together(self.texts)
        self.spaced = self.together.spaced

    def rank(self, query: Query) -> tuple[int, int]:
        """The lower the better: the first text that matches, then its score."""
        for number, text in enumerate(self.texts):
            if score := text.score(query):
                return number, -score
        return len(self.texts), -self.together.score(query)
