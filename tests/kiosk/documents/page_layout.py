"""Where words stand on the pages of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the first letter of some words begins, on the line on which the letters stand."""

    words: str
    page: int  # from 1
    x: float  # mm from the left edge
    y: float  # mm from the top


def find_spots(pdf: bytes, wanted: Sequence[str]) -> list[Spot]:
    """The first place of each of the wanted words, in reading order: each is looked for after the one before.

    Raises AssertionError when one is not found.
    """
    letters = _letters(pdf)
    text = "".join(letter for letter, *_ in letters)
    spots, start = [], 0
    for words in wanted:
        found = text.find(words, start)
        assert found >= 0, f"{words!r} does not stand after {text[max(0, start - 40) : start]!r}"
        _, page, x, y = letters[found]
        spots.append(Spot(words, page, round(x, 1), round(y, 1)))
        start = found + len(words)
    return spots


def _letters(pdf: bytes) -> list[tuple[str, int, float, float]]:
    letters = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        height, text = page.get_height(), page.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text.count_chars()):
            pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
            letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
            letters.append((letter, number, x.value * _MM, (height - y.value) * _MM))
    return letters
