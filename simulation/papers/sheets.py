"""Sheets as they are printed, flat and evenly lit. Every name and number on them is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parents[2] / "ui" / "fonts"
_OCR_B = Path(__file__).parents[1] / "card" / "fonts" / "OCRB.otf"
_INK = (35, 35, 45)
_NAMES = ("NGUYỄN THỊ MẪU", "TRẦN VĂN THỬ", "LÊ HOÀNG VÍ DỤ", "PHẠM THU MINH HỌA")


@dataclass(frozen=True, slots=True)
class Sheet:
    """``pixels``: BGR, (height, width, 3), ``dots`` to the millimetre."""

    name: str
    pixels: NDArray[np.uint8] = field(repr=False)
    dots: float

    @property
    def aspect(self) -> float:
        """Width by height."""
        return float(self.pixels.shape[1] / self.pixels.shape[0])


class _Page:
    """Draws in millimetres from the upper left corner."""

    def __init__(self, width: float, height: float, dots: float, paper: tuple[int, int, int]) -> None:
        self.width, self.height, self.dots = width, height, dots
        self._image = Image.new("RGB", (round(width * dots), round(height * dots)), paper)
        self._draw = ImageDraw.Draw(self._image)

    def words(
        self, x: float, y: float, text: str, size: float = 4.2, *, bold: bool = False, middle: bool = False
    ) -> None:
        """``size`` of the letters in millimetres; ``x`` is the left end, or the middle."""
        name = "LiberationSerif-Bold.ttf" if bold else "LiberationSerif-Regular.ttf"
        font = _font(_FONTS / name, size * self.dots)
        self._draw.text(self._at(x, y), text, _INK, font, anchor="ma" if middle else "la")

    def zone(self, x: float, y: float, text: str, pitch: float) -> None:
        """A line of a machine readable zone, ``pitch`` millimetres a character."""
        font = _font(_OCR_B, pitch / 0.723 * self.dots)
        for place, character in enumerate(text):
            self._draw.text(self._at(x + place * pitch, y), character, _INK, font)

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float = 0.25) -> None:
        self._draw.line((*self._at(x, y), *self._at(to_x, to_y)), _INK, max(1, round(width * self.dots)))

    def box(self, x: float, y: float, width: float, height: float, colour: tuple[int, int, int]) -> None:
        self._draw.rectangle((*self._at(x, y), *self._at(x + width, y + height)), colour, _INK)

    def stamp(self, x: float, y: float, radius: float) -> None:
        for size in (radius, radius * 0.8):
            where = (*self._at(x - size, y - size), *self._at(x + size, y + size))
            self._draw.ellipse(where, outline=(190, 40, 50), width=max(1, round(0.6 * self.dots)))

    def sheet(self, name: str) -> Sheet:
        pixels = np.ascontiguousarray(np.asarray(self._image, dtype=np.uint8)[:, :, ::-1])
        return Sheet(name, pixels, self.dots)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.dots, y * self.dots


def birth_certificate(number: int, dots: float) -> Sheet:
    """A4, a coloured frame, the words of a certificate of birth."""
    page = _Page(210, 297, dots, (250, 246, 236))
    for inset in (9, 11):
        page.line(inset, inset, 210 - inset, inset, 0.8)
        page.line(inset, 297 - inset, 210 - inset, 297 - inset, 0.8)
        page.line(inset, inset, inset, 297 - inset, 0.8)
        page.line(210 - inset, inset, 210 - inset, 297 - inset, 0.8)
    page.words(105, 22, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 5, bold=True, middle=True)
    page.words(105, 30, "Độc lập - Tự do - Hạnh phúc", 5, middle=True)
    page.words(105, 48, "GIẤY KHAI SINH", 10, bold=True, middle=True)
    page.words(150, 64, f"Số: {number:03}/2026/MẪU", 4.2)
    rows = (
        f"Họ, chữ đệm, tên: {_name(number)}",
        f"Ngày, tháng, năm sinh: {number % 28 + 1:02}/03/2026",
        "Giới tính: Nữ      Dân tộc: Kinh      Quốc tịch: Việt Nam",
        "Nơi sinh: Trạm y tế xã Thử Nghiệm, huyện Ví Dụ",
        "Quê quán: xã Thử Nghiệm, huyện Ví Dụ",
        f"Họ, chữ đệm, tên người mẹ: {_name(number + 1)}",
        "Năm sinh: 1996      Dân tộc: Kinh      Quốc tịch: Việt Nam",
        "Nơi cư trú: thôn Một, xã Thử Nghiệm",
        f"Họ, chữ đệm, tên người cha: {_name(number + 2)}",
        "Năm sinh: 1994      Dân tộc: Kinh      Quốc tịch: Việt Nam",
        "Nơi cư trú: thôn Một, xã Thử Nghiệm",
        "Nơi đăng ký khai sinh: UBND xã Thử Nghiệm",
    )
    for place, row in enumerate(rows):
        page.words(22, 80 + 12 * place, row, 4.8)
    page.words(150, 238, "NGƯỜI KÝ", 4.8, bold=True, middle=True)
    page.stamp(150, 262, 15)
    return page.sheet("birth certificate")


def passport_page(number: int, dots: float) -> Sheet:
    """The data page of a passport (TD3, ICAO 9303-4): 125 by 88 mm, lines on a tinted ground."""
    page = _Page(125, 88, dots, (226, 232, 240))
    for place in range(0, 125, 5):
        page.line(place, 0, max(0, place - 30), 64, 0.08)
    page.words(5, 4, "HỘ CHIẾU / PASSPORT · MẪU", 4, bold=True)
    page.box(5, 14, 33, 44, (170, 180, 190))
    page.box(14, 22, 15, 19, (205, 185, 170))
    rows = ("Họ và tên / Full name", _name(number), "Quốc tịch / Nationality", "MẪU / UTOPIAN")
    more = ("Ngày sinh / Date of birth", f"{number % 28 + 1:02}/07/1990", "Số / No", f"X{number:07}")
    for place, row in enumerate((*rows, *more)):
        page.words(43, 14 + 5.4 * place, row, 2.4 if place % 2 == 0 else 3.4, bold=place % 2 == 1)
    page.line(0, 64, 125, 64)
    page.zone(5, 67, "P<UTOMAU<<THU<NGHIEM".ljust(44, "<"), 2.6)
    page.zone(5, 76, f"X{number:07}<0UTO9007010F3207015".ljust(44, "<"), 2.6)
    return page.sheet("passport page")


def declaration(number: int, dots: float) -> Sheet:
    """A4 on white paper, dotted lines, no frame."""
    page = _Page(210, 297, dots, (252, 252, 252))
    page.words(105, 20, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 4.6, bold=True, middle=True)
    page.words(105, 42, "TỜ KHAI (GIẤY MẪU ĐỂ THỬ)", 6, bold=True, middle=True)
    for place in range(20):
        page.words(20, 60 + 9.5 * place, f"[{place + 1:02}] Nội dung {number}.{place + 1}: {'.' * 70}", 4.4)
    page.words(150, 258, "Người kê khai", 4.4, bold=True, middle=True)
    return page.sheet("declaration")


def book_page(number: int, dots: float) -> Sheet:
    """A page of a social insurance book: a table of stretches on a light green ground, 185 by 130 mm."""
    page = _Page(185, 130, dots, (226, 240, 224))
    page.words(92, 8, "QUÁ TRÌNH ĐÓNG BẢO HIỂM XÃ HỘI (MẪU)", 4.4, bold=True, middle=True)
    tops = [20 + 10 * row for row in range(10)]
    for top in tops:
        page.line(8, top, 177, top)
    for left in (8, 34, 60, 140, 177):
        page.line(left, 20, left, 110)
    for row, top in enumerate(tops[:-1]):
        year = 2005 + row + number % 5
        for left, words in (
            (10, f"01/{year}"),
            (36, f"12/{year}"),
            (62, "Công ty Mẫu, nhân viên thử"),
            (142, f"{3 + row}.500.000"),
        ):
            page.words(left, top + 2.5, words, 3.6)
    page.stamp(150, 116, 9)
    return page.sheet("book page")


SHEETS: Mapping[str, Callable[[int, float], Sheet]] = {
    "birth certificate": birth_certificate,
    "passport page": passport_page,
    "declaration": declaration,
    "book page": book_page,
}


@cache
def sheet(name: str, number: int = 1, dots: float = 6.0) -> Sheet:
    """One of `SHEETS`; ``number`` makes sheets of one name that differ."""
    return SHEETS[name](number, dots)


def _name(number: int) -> str:
    return _NAMES[number % len(_NAMES)]


@cache
def _font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
