"""What may stand where in the zones that a camera reads: those of our cards, and of passports."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ekyc.card import mrz as td1
from ekyc.card import passport_mrz as td3
from ekyc.card.errors import CardError
from ekyc.card.mrz import VIETNAM, Td1Mrz, parse_td1
from ekyc.card.mrz_glyphs import ALPHABET
from ekyc.card.mrz_locate import CARD_SHAPE, PASSPORT_SHAPE, ZoneShape
from ekyc.card.mrz_parts import FILLER
from ekyc.card.passport_mrz import Td3Mrz, parse_td3

Zone = TypeVar("Zone", Td1Mrz, Td3Mrz)
Place = tuple[int, int]  # line and column

_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SEXES = "MF"
_NAMES = r"[A-Z]+(<[A-Z]+)*(<<[A-Z]+(<[A-Z]+)*)?<*"


@dataclass(frozen=True)
class ZoneForm(Generic[Zone]):
    """``allowed``: (lines, characters, 37), which of the alphabet may stand in each cell. ``same``: cells
    that carry one digit. ``names``: the line that no check digit covers, and what it looks like. ``find``:
    the zone that these lines spell, None where anything about it contradicts itself.
    """

    shape: ZoneShape
    allowed: NDArray[np.bool_]
    same: tuple[tuple[Place, ...], ...]
    names: tuple[int, re.Pattern[str]]
    find: Callable[[Sequence[str]], Zone | None]

    @property
    def checked_lines(self) -> list[int]:
        return [line for line in range(self.shape.lines) if line != self.names[0]]


def _allowed(*lines: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([[[char in cell for char in ALPHABET] for cell in line] for line in lines])


def _find_card(lines: Sequence[str]) -> Td1Mrz | None:
    """Check digits, days and Vietnam's own redundancy all hold."""
    try:
        mrz = parse_td1("".join(lines))
        _ = mrz.date_of_expiry  # a day that there is, where one is stated
    except CardError:
        return None
    return mrz if not mrz.redundancy_faults() else None


def _find_passport(lines: Sequence[str]) -> Td3Mrz | None:
    try:
        return parse_td3("".join(lines))
    except CardError:
        return None


CARD = ZoneForm(
    shape=CARD_SHAPE,
    allowed=_allowed(
        [*"IDVNM", *[_DIGITS] * 10, *[_DIGITS] * 12, FILLER, FILLER, _DIGITS],
        [*[_DIGITS] * 7, _SEXES, *[_DIGITS + FILLER] * 7, *VIETNAM, *[FILLER] * 11, _DIGITS],
        [_LETTERS + FILLER] * td1.LINE_LENGTH,
    ),
    # The document number repeats nine digits of the personal number; two of those are the year of birth.
    same=tuple(
        ((0, 5 + index), (0, 18 + index), *([(1, index - 1)] if index in {1, 2} else []))
        for index in range(9)
    ),
    names=(2, re.compile(_NAMES)),
    find=_find_card,
)
PASSPORT = ZoneForm(
    shape=PASSPORT_SHAPE,
    allowed=_allowed(
        ["P", *[_LETTERS + FILLER] * (td3.LINE_LENGTH - 1)],
        [
            *[_DIGITS + _LETTERS + FILLER] * 9,
            _DIGITS,
            _LETTERS,
            *[_LETTERS + FILLER] * 2,
            *[_DIGITS] * 7,
            _SEXES + FILLER,
            *[_DIGITS] * 7,
            *[_DIGITS + _LETTERS + FILLER] * td3.OPTIONAL_LENGTH,
            _DIGITS + FILLER,
            _DIGITS,
        ],
    ),
    same=(),
    names=(0, re.compile(r"P[A-Z<][A-Z]{1,3}<{0,2}" + _NAMES)),
    find=_find_passport,
)
