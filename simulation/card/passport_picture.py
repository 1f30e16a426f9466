"""The data page of a passport, drawn: zones of print, a portrait, and the machine readable zone in OCR-B."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from simulation.card.mrz_picture import PAPER, PLAIN_FACE, PrintFace, draw_line
from simulation.passports import SamplePassport

PITCH = 40  # pixels a character; the page is 125 mm x 88 mm, a character 2.54 mm wide
_WIDTH, _HEIGHT = round(49.2 * PITCH), round(34.6 * PITCH)
_FRAME = (1280, 720)
_TABLE = 70


def data_page(
    lines: tuple[str, str],
    portrait: bytes | None = None,
    spacing: float = 2.5,
    face: PrintFace = PLAIN_FACE,
) -> NDArray[np.uint8]:
    """The page, grey: headings and a portrait above, the two lines below, ``spacing`` pitches apart."""
    page = np.full((_HEIGHT, _WIDTH), PAPER, dtype=np.uint8)
    _print_above(page)
    if portrait is not None:
        _lay_portrait(page, portrait)
    for number, line in enumerate(lines):
        drawn = draw_line(line, PITCH, face=face)
        top = round(_HEIGHT - (3.4 + spacing * (1 - number)) * PITCH)
        left = (_WIDTH - drawn.shape[1]) // 2
        area = page[top : top + len(drawn), left : left + drawn.shape[1]]
        page[top : top + len(drawn), left : left + drawn.shape[1]] = np.minimum(drawn, area)
    return page


def passport_frame(passport: SamplePassport, portrait: bytes | None = None) -> NDArray[np.uint8]:
    """What the camera above the slot sees of it: BGR (720, 1280, 3)."""
    page = data_page(passport.mrz_lines, portrait)
    height = round(_FRAME[1] * 0.94)
    small = cv2.resize(page, (round(height * _WIDTH / _HEIGHT), height), interpolation=cv2.INTER_AREA)
    frame = np.full((_FRAME[1], _FRAME[0]), _TABLE, dtype=np.uint8)
    top, left = (_FRAME[1] - small.shape[0]) // 2, (_FRAME[0] - small.shape[1]) // 2
    frame[top : top + small.shape[0], left : left + small.shape[1]] = small
    return np.asarray(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _print_above(page: NDArray[np.uint8]) -> None:
    """Waves as under the print of real pages, and headings in ordinary letters."""
    height, width = page.shape
    y, x = np.mgrid[0:height, 0:width]
    page -= (6 * (1 + np.sin(x / PITCH * 2 + 3 * np.sin(y / PITCH)))).astype(np.uint8)
    for row, text in enumerate(
        ("UTOPIA   PASSPORT", "Type P   Code UTO", "Date of birth   Sex   Place", "Authority")
    ):
        place = (16 * PITCH, (4 + 4 * row) * PITCH)
        cv2.putText(page, text, place, cv2.FONT_HERSHEY_SIMPLEX, 1.3, (70,), 3, cv2.LINE_AA)


def _lay_portrait(page: NDArray[np.uint8], portrait: bytes) -> None:
    with Image.open(io.BytesIO(portrait)) as image:
        grey = np.asarray(image.convert("L").resize((12 * PITCH, 16 * PITCH)), dtype=np.uint8)
    page[4 * PITCH : 20 * PITCH, 2 * PITCH : 14 * PITCH] = grey
