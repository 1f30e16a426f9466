"""The bundled fonts can write every Vietnamese name, and Qt finds them by family and weight."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from pytestqt.qtbot import QtBot

FONTS = Path(__file__).parents[3] / "ui" / "fonts"
TEXT_FONTS = sorted(FONTS.glob("*.ttf"))
SCREEN_FONTS = [file for file in TEXT_FONTS if not file.name.startswith("Liberation")]

_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
_VOWELS = "aăâeêioôơuưy"
_MARKED = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
VIETNAMESE = "".join(character + character.upper() for character in (*_MARKED, *"đbcdghklmnpqrstvxfjwz"))
PUNCTUATION = " 0123456789.,:;!?'\"()[]/\\-–—‘’“”…•·@_#%&+=*<>€₫×÷±°©®\u00a0"
SYMBOLS = "→←↑↓✓✗≥≤−⌫⇧⏎▲▼●○☎⚠"


def _covered(file: Path) -> set[str]:
    return {chr(code) for code in TTFont(file).getBestCmap()}


def test_every_family_and_weight_is_there() -> None:
    assert {file.stem for file in TEXT_FONTS} == {
        "BeVietnamPro-Regular",
        "BeVietnamPro-SemiBold",
        "BeVietnamPro-Bold",
        "NotoSans-Regular",
        "NotoSans-Bold",
        "LiberationSerif-Regular",
        "LiberationSerif-Italic",
        "LiberationSerif-Bold",
        "LiberationSerif-BoldItalic",
    }


def test_the_list_of_letters_is_complete() -> None:
    assert len(_MARKED) == 72
    assert len({c for c in VIETNAMESE if not c.isascii()}) == 134  # 67 letters beyond English, both cases


@pytest.mark.parametrize("file", TEXT_FONTS, ids=lambda file: file.stem)
def test_vietnamese_and_punctuation_are_covered(file: Path) -> None:
    assert set(VIETNAMESE + PUNCTUATION) - _covered(file) == set()


@pytest.mark.parametrize("file", SCREEN_FONTS, ids=lambda file: file.stem)
def test_symbols_are_covered_and_the_file_is_small(file: Path) -> None:
    assert set(SYMBOLS) - _covered(file) == set()
    assert file.stat().st_size <= 150_000


@pytest.mark.parametrize("file", [f for f in SCREEN_FONTS if "Noto" in f.name], ids=lambda file: file.stem)
def test_digits_of_the_digit_font_are_equally_wide(file: Path) -> None:
    font = TTFont(file)
    cmap, widths = font.getBestCmap(), font["hmtx"]
    assert len({widths[cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("family", ["BeVietnamPro", "NotoSans", "LiberationSerif"])
def test_the_licence_lies_beside_the_font(family: str) -> None:
    text = (FONTS / f"OFL-{family}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.split("\n", 1)[0].lower().startswith(("copyright", "digitized data copyright"))


@pytest.mark.parametrize(
    ("family", "weight"),
    [
        ("Be Vietnam Pro", QFont.Weight.Normal),
        ("Be Vietnam Pro", QFont.Weight.DemiBold),
        ("Be Vietnam Pro", QFont.Weight.Bold),
        ("Noto Sans", QFont.Weight.Normal),
        ("Noto Sans", QFont.Weight.Bold),
        ("Liberation Serif", QFont.Weight.Bold),
    ],
)
def test_qt_finds_the_weight_by_the_family(qtbot: QtBot, family: str, weight: QFont.Weight) -> None:
    for file in TEXT_FONTS:
        assert QFontDatabase.addApplicationFont(str(file)) >= 0
    font = QFont(family)
    font.setWeight(weight)
    font.setPixelSize(32)
    found = QFontInfo(font)
    assert (found.family(), found.weight()) == (family, weight.value)
