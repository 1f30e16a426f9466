"""The project's own fonts: that they are there, and which characters they can draw."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from kiosk.documents.errors import PrintingError, PrintingErrorCode

FONT_FILES = (
    "BeVietnamPro-Regular.ttf",  # text of receipts
    "BeVietnamPro-SemiBold.ttf",
    "BeVietnamPro-Bold.ttf",
    "NotoSans-Regular.ttf",  # equally wide digits, for numbers that are read digit by digit
    "NotoSans-Bold.ttf",
    "LiberationSerif-Regular.ttf",  # official forms; as wide as Times New Roman
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-BoldItalic.ttf",
)
_NO_GLYPH = "□"  # every font of the project has it


@lru_cache(maxsize=4)
def load_characters(folder: Path) -> frozenset[str]:
    """All characters that the fonts of the folder can draw. Raises PrintingError ``fonts_missing``."""
    from fontTools.ttLib import TTFont, TTLibError

    characters: set[str] = set()
    for name in FONT_FILES:
        try:
            with (folder / name).open("rb") as file, TTFont(file, lazy=True) as font:
                characters.update(map(chr, font.getBestCmap()))
        except (TTLibError, OSError) as error:
            raise PrintingError(
                PrintingErrorCode.FONTS_MISSING, f"The font file {name} cannot be read."
            ) from error
    return frozenset(characters)


def printable(text: str, characters: frozenset[str]) -> str:
    """The text as it can be drawn: composed (NFC), with ``□`` for what no font has.

    PDF/A-2 forbids a character without a glyph (ISO 19005-2, 6.2.11.8), and private-use ones have no meaning
    for a screen reader, so the engine would refuse the whole page for one of them. Format characters, which
    draw nothing, are left out.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(_drawn(character, characters) for character in composed)


def _drawn(character: str, characters: frozenset[str]) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Zs" and character != "\u00a0":
        return " "
    if character == "\n" or (character in characters and category != "Co"):
        return character
    return " " if category in ("Cc", "Zl", "Zp") else _NO_GLYPH
