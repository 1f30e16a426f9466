"""The back of a card with its machine readable zone, drawn in OCR-B."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

INK, PAPER = 40, 205

_ADVANCE = 0.723  # of the font's size, from one character to the next


@dataclass(frozen=True, slots=True)
class PrintFace:
    """How a printer renders OCR-B: issuers' fonts differ in ends, size in the cell, weight and slant."""

    font: str = "OCRB.otf"
    size: float = 1.0  # of the glyphs, their cells staying as they are
    height: float = 1.0  # beside their width
    weight: float = 0.0  # added to the strokes on each side, in pitches; negative: taken away
    slant: float = 0.0  # columns for each row


PLAIN_FACE = PrintFace()


def any_face(rng: np.random.Generator) -> PrintFace:
    """A face such as cards may have."""
    return PrintFace(
        font=str(rng.choice(("OCRB.otf", "OCRBS.otf"))),
        size=float(rng.uniform(0.88, 1.08)),
        height=float(rng.uniform(0.9, 1.1)),
        weight=float(rng.uniform(-0.022, 0.035)),
        slant=float(rng.uniform(-0.08, 0.08)),
    )


def draw_line(
    text: str, pitch: int, ink: int = INK, paper: int = PAPER, face: PrintFace = PLAIN_FACE
) -> NDArray[np.uint8]:
    """``text`` at ``pitch`` pixels a character: grey (2 pitches, len x pitch), each character in its cell."""
    image = Image.new("L", (len(text) * pitch, 2 * pitch), paper)
    draw = ImageDraw.Draw(image)
    font = _font(face.font, pitch * face.size)
    for index, character in enumerate(text):
        draw.text(((index + 0.5) * pitch, 1.5 * pitch), character, ink, font, anchor="ms")
    drawn = np.asarray(image, dtype=np.uint8)
    return drawn if face == PLAIN_FACE else _faced(drawn, pitch, paper, face)


def _faced(drawn: NDArray[np.uint8], pitch: int, paper: int, face: PrintFace) -> NDArray[np.uint8]:
    middle = 1.5 * pitch - 0.5 * pitch * face.size  # of the capitals
    matrix = np.array(
        [[1, -face.slant, face.slant * middle], [0, face.height, middle * (1 - face.height)]],
        dtype=np.float64,
    )
    size = (drawn.shape[1], drawn.shape[0])
    turned = cv2.warpAffine(drawn, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(paper,))
    radius = abs(face.weight) * pitch
    if radius < 0.3:
        return np.asarray(turned, dtype=np.uint8)
    side = 2 * int(np.ceil(radius)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    changed = cv2.erode(turned, kernel) if face.weight > 0 else cv2.dilate(turned, kernel)
    share = radius / np.ceil(radius)  # of a whole pixel more
    return np.asarray(cv2.addWeighted(changed, share, turned, 1 - share, 0), dtype=np.uint8)


def card_back(
    lines: tuple[str, str, str], pitch: int = 40, spacing: float = 2.5, face: PrintFace = PLAIN_FACE
) -> NDArray[np.uint8]:
    """A card's back, grey: print and a chip above, the three lines below, ``spacing`` pitches apart."""
    width, height = round(33.7 * pitch), round(21.3 * pitch)  # 85.6 mm x 54 mm at 2.54 mm a character
    back = np.full((height, width), PAPER, dtype=np.uint8)
    _print_above(back, pitch)
    for number, line in enumerate(lines):
        drawn = draw_line(line, pitch, face=face)
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
def _font_file(name: str) -> bytes:
    return (resources.files("simulation.card") / "fonts" / name).read_bytes()


@lru_cache(maxsize=64)
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(_font_file(name)), size / _ADVANCE)
