"""The back of a card with its machine readable zone, drawn in OCR-B."""

from __future__ import annotations

from functools import cache
from importlib import resources

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

INK, PAPER = 40, 205

_ADVANCE = 0.723  # of the font's size, from one character to the next


def draw_line(text: str, pitch: int, ink: int = INK, paper: int = PAPER) -> NDArray[np.uint8]:
    """``text`` at ``pitch`` pixels a character: grey (2 pitches, len x pitch), each character in its cell."""
    image = Image.new("L", (len(text) * pitch, 2 * pitch), paper)
    draw = ImageDraw.Draw(image)
    for index, character in enumerate(text):
        draw.text(((index + 0.5) * pitch, 1.5 * pitch), character, ink, _font(pitch), anchor="ms")
    return np.asarray(image, dtype=np.uint8)


def card_back(lines: tuple[str, str, str], pitch: int = 40, spacing: float = 2.5) -> NDArray[np.uint8]:
    """A card's back, grey: print and a chip above, the three lines below, ``spacing`` pitches apart."""
    width, height = round(33.7 * pitch), round(21.3 * pitch)  # 85.6 mm x 54 mm at 2.54 mm a character
    back = np.full((height, width), PAPER, dtype=np.uint8)
    _print_above(back, pitch)
    for number, line in enumerate(lines):
        drawn = draw_line(line, pitch)
        top = round(height - (3.2 + spacing * (2 - number)) * pitch)
        left = (width - drawn.shape[1]) // 2
        back[top : top + len(drawn), left : left + drawn.shape[1]] = np.minimum(
            drawn, back[top : top + len(drawn), left : left + drawn.shape[1]]
        )
    return back


def _print_above(back: NDArray[np.uint8], pitch: int) -> None:
    """Waves as under the print of real cards, the chip's contacts, and lines of ordinary text."""
    height, width = back.shape
    y, x = np.mgrid[0:height, 0:width]
    back -= (6 * (1 + np.sin(x / pitch * 2 + 3 * np.sin(y / pitch)))).astype(np.uint8)
    cv2.rectangle(back, (3 * pitch, 2 * pitch), (8 * pitch, 6 * pitch), (120,), -1)
    cv2.rectangle(back, (4 * pitch, 3 * pitch), (7 * pitch, 5 * pitch), (90,), 3)
    for row, text in enumerate(
        ("Dac diem nhan dang / Personal identification", "Ngay cap 01/01/2024", "CUC")
    ):
        scale = pitch / 40 * 1.1
        place = (12 * pitch, round((2.5 + 2 * row) * pitch))
        cv2.putText(back, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, (70,), 3, cv2.LINE_AA)


@cache
def _font(pitch: int) -> ImageFont.FreeTypeFont:
    with resources.as_file(resources.files("simulation.card") / "fonts" / "OCRB.otf") as path:
        return ImageFont.truetype(path, pitch / _ADVANCE)
