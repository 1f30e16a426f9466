"""The written Vietnamese syllable: letters with mark and tone, onset and rhyme, and where the tone stands.

A syllable is an optional onset (``ngh``), a rhyme (``iêng``) and one of six tones. ``syllables.toml`` lists
the rhymes with their marks; from it the composer knows which marks a word can still take.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import product
from pathlib import Path


class Mark(Enum):
    """What makes another letter of a base letter; the value is its combining character (đ has none)."""

    CIRCUMFLEX = "\u0302"  # â ê ô
    BREVE = "\u0306"  # ă
    HORN = "\u031b"  # ơ ư
    STROKE = "đ"


class Tone(StrEnum):
    """The six tones by their Vietnamese names; ngang is the level tone, which is not written."""

    NGANG = "ngang"
    SAC = "sac"
    HUYEN = "huyen"
    HOI = "hoi"
    NGA = "nga"
    NANG = "nang"


class ToneStyle(StrEnum):
    """Where the tone of an open oa, oe, uy stands: hòa, khỏe, thúy or hoà, khoẻ, thuý."""

    OLD = "old"
    NEW = "new"


_COMBINING_TONES = {
    Tone.SAC: "\u0301",
    Tone.HUYEN: "\u0300",
    Tone.HOI: "\u0309",
    Tone.NGA: "\u0303",
    Tone.NANG: "\u0323",
}
_TONE_OF = {combining: tone for tone, combining in _COMBINING_TONES.items()}
_MARK_OF = {mark.value: mark for mark in (Mark.CIRCUMFLEX, Mark.BREVE, Mark.HORN)}

VOWELS = frozenset("aeiouy")
STOP_CODAS = frozenset("ckpt")  # first letters of c, ch, k, p, t: such a syllable bears only sắc or nặng

_NEVER_BEFORE = {"c": "eiy", "gh": "aouy", "ngh": "aouy"}  # vowels before which another onset is written
_TABLES = tomllib.loads(Path(__file__).with_name("syllables.toml").read_text(encoding="utf-8"))
_ONSETS: dict[str, list[str]] = {whose: text.split() for whose, text in _TABLES["onsets"].items()}
_RHYMES: dict[str, list[str]] = {whose: text.split() for whose, text in _TABLES["rhymes"].items()}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: lower-case base, mark, tone (on vowels only) and case."""

    base: str
    mark: Mark | None = None
    tone: Tone = Tone.NGANG
    upper: bool = False

    def __str__(self) -> str:
        return _spelling(self)

    def with_mark(self, mark: Mark | None) -> Letter:
        return Letter(self.base, mark, self.tone, self.upper)

    def with_tone(self, tone: Tone) -> Letter:
        return self if tone is self.tone else Letter(self.base, self.mark, tone, self.upper)


@lru_cache(maxsize=512)
def _spelling(letter: Letter) -> str:
    if letter.mark is Mark.STROKE:
        text = "đ"
    else:
        mark = letter.mark.value if letter.mark else ""
        text = unicodedata.normalize("NFC", letter.base + mark + _COMBINING_TONES.get(letter.tone, ""))
    return text.upper() if letter.upper else text


Letters = tuple[Letter, ...]


@lru_cache(maxsize=512)
def find_letter(character: str) -> Letter | None:
    """The letter of one NFC character of the Vietnamese or English alphabet, None for anything else."""
    lower = character.lower()
    upper = lower != character
    if lower == "đ":
        return Letter("d", Mark.STROKE, upper=upper)
    base, *combining = list(unicodedata.normalize("NFD", lower))
    if not ("a" <= base <= "z"):
        return None
    mark, tone = None, Tone.NGANG
    for sign in combining:
        if sign in _MARK_OF:
            mark = _MARK_OF[sign]
        elif sign in _TONE_OF:
            tone = _TONE_OF[sign]
        else:
            return None
    return Letter(base, mark, tone, upper)


def spell(letters: Letters) -> str:
    return "".join(map(str, letters))


Skeleton = tuple[tuple[str, Mark | None], ...]  # a rhyme without tone and case


def _skeleton(text: str) -> Skeleton:
    letters = [find_letter(character) for character in text]
    return tuple((letter.base, letter.mark) for letter in letters if letter)


def _on_the_way_to(rhyme: Skeleton) -> Iterator[Skeleton]:
    """What a rhyme can be while it is typed: its first letters, with some of their marks still to come."""
    for count in range(1, len(rhyme) + 1):
        yield from product(*({(base, mark), (base, None)} for base, mark in rhyme[:count]))


_SKELETONS = {whose: frozenset(map(_skeleton, rhymes)) for whose, rhymes in _RHYMES.items()}
_RHYMES_AFTER = {
    **dict.fromkeys(["", *_ONSETS["national"]], _SKELETONS["national"]),
    **dict.fromkeys(_ONSETS["minority"], _SKELETONS["national"] | _SKELETONS["minority"]),
    **dict.fromkeys(_ONSETS["shared"], _SKELETONS["shared"]),
}
_BEGUN = {
    rhymes: frozenset(begun for rhyme in rhymes for begun in _on_the_way_to(rhyme))
    for rhymes in set(_RHYMES_AFTER.values())
}
_BEGUN_AFTER = {onset: _BEGUN[rhymes] for onset, rhymes in _RHYMES_AFTER.items()}


@dataclass(frozen=True, slots=True)
class Syllable:
    """A word under the cursor, split; the glides of ``qu`` and ``gi`` belong to the onset."""

    onset: Letters
    rhyme: Letters

    @property
    def onset_text(self) -> str:
        return "".join(letter.base for letter in self.onset)

    @property
    def vowel_count(self) -> int:
        for index, letter in enumerate(self.rhyme):
            if letter.base not in VOWELS:
                return index
        return len(self.rhyme)

    @property
    def tone(self) -> Tone:
        return next((letter.tone for letter in self.rhyme if letter.tone is not Tone.NGANG), Tone.NGANG)

    @property
    def is_spellable(self) -> bool:
        """Whether letters or marks typed later can make a syllable of it that is written in this country."""
        onset = self.onset_text
        if not self.rhyme:
            return onset in _RHYMES_AFTER
        follows = self.rhyme[0].base not in _NEVER_BEFORE.get(onset, "")
        return follows and self.skeleton in _BEGUN_AFTER.get(onset, ())

    @property
    def is_complete(self) -> bool:
        """Whether nothing has to come: its rhyme is one already, or it is an abbreviation (Đ)."""
        return not self.rhyme or self.skeleton in _RHYMES_AFTER.get(self.onset_text, ())

    @property
    def skeleton(self) -> Skeleton:
        return tuple((letter.base, letter.mark) for letter in self.rhyme)

    @property
    def is_national(self) -> bool:
        """Whether the onset is one of the national spelling, not of minority or foreign names."""
        return not self.onset or self.onset_text in _ONSETS["national"]

    @property
    def has_mark(self) -> bool:
        return any(letter.mark is not None for letter in self.letters)

    @property
    def bears_its_tone(self) -> bool:
        """Before c, ch, k, p and t there is no huyền, hỏi or ngã."""
        return self.can_bear(self.tone)

    def can_bear(self, tone: Tone) -> bool:
        coda = self.rhyme[self.vowel_count :]
        stopped = bool(coda) and coda[0].base in STOP_CODAS
        return not (stopped and tone in (Tone.HUYEN, Tone.HOI, Tone.NGA))

    @property
    def letters(self) -> Letters:
        return self.onset + self.rhyme

    def with_tone(self, tone: Tone, style: ToneStyle) -> Syllable:
        """The same letters with this tone, and no other, at its place."""
        bare = tuple(letter.with_tone(Tone.NGANG) for letter in self.rhyme)
        if tone is Tone.NGANG or not self.vowel_count:
            return Syllable(self.onset, bare)
        place = _tone_place(bare, self.vowel_count, style)
        return Syllable(self.onset, (*bare[:place], bare[place].with_tone(tone), *bare[place + 1 :]))


def split(letters: Letters) -> Syllable:
    """Onset and rhyme of a word; ``gi`` before a consonant or the end is g + i (gì, gìn)."""
    count = 0
    while count < len(letters) and letters[count].base not in VOWELS:
        count += 1
    if not _is_glide(letters, count):
        return Syllable(letters[:count], letters[count:])
    # A tone typed on the glide itself ("gìa") moves to the rhyme with the glide's new role.
    glide, rhyme = letters[count], letters[count + 1 :]
    if glide.tone is not Tone.NGANG and rhyme:
        glide, rhyme = glide.with_tone(Tone.NGANG), (rhyme[0].with_tone(glide.tone), *rhyme[1:])
    return Syllable((*letters[:count], glide), rhyme)


def _is_glide(letters: Letters, place: int) -> bool:
    """Whether the vowel there only leads from q or g to the next."""
    if not 0 < place < len(letters) or letters[place].mark is not None:
        return False
    match letters[place - 1].base + letters[place].base:
        case "qu":
            return True
        case "gi":
            return place == 1 and len(letters) > 2 and letters[2].base in VOWELS
    return False


def _tone_place(rhyme: Letters, vowel_count: int, style: ToneStyle) -> int:
    """Index of the letter that bears the tone."""
    marked = [index for index in range(vowel_count) if rhyme[index].mark is not None]
    if marked:
        return marked[-1]
    if vowel_count == 1 or len(rhyme) > vowel_count:
        return vowel_count - 1
    if vowel_count > 2:
        return 1
    pair = rhyme[0].base + rhyme[1].base
    return 1 if style is ToneStyle.NEW and pair in {"oa", "oe", "uy"} else 0
