"""The QR code of a card as a picture, so that a visit goes through real decoding."""

from __future__ import annotations

import io

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

from simulation.people import SamplePerson

_QUIET_ZONE = 4


def qr_modules(text: str) -> NDArray[np.bool_]:
    """Dark modules with the quiet zone around them; byte mode, UTF-8, no ECI, level M, as on the cards."""
    code = segno.make(text.encode("utf-8"), mode="byte", error="m", micro=False, boost_error=False)
    return np.array([list(row) for row in code.matrix_iter(border=_QUIET_ZONE)], dtype=np.bool_)


def qr_frame(
    person: SamplePerson,
    size: tuple[int, int] = (1280, 720),
    pixels_per_module: float = 4.0,
    degrees: float = 0.0,
) -> NDArray[np.uint8]:
    """A camera frame (h, w, 3) BGR: a light card on a dark table, the code in its middle."""
    width, height = size
    modules = qr_modules(person.qr_text)
    side = len(modules)
    code = np.where(modules, 38, 226).astype(np.uint8)
    angle, centre = np.deg2rad(degrees), np.array([width / 2, height / 2])
    turn = pixels_per_module * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = np.column_stack([turn, centre - turn @ np.array([side / 2, side / 2])])
    frame = np.full((height, width), 70, dtype=np.uint8)
    card = cv2.boxPoints(((width / 2, height / 2), (width * 0.8, height * 0.85), degrees)).astype(np.int32)
    cv2.fillPoly(frame, [card], (200,))
    placed = cv2.warpAffine(
        code, matrix, size, frame, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT
    )
    return np.asarray(cv2.cvtColor(placed, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def qr_png(person: SamplePerson, scale: int = 4) -> bytes:
    """The bare code as a PNG file."""
    code = segno.make(person.qr_text.encode("utf-8"), mode="byte", error="m", micro=False, boost_error=False)
    encoded = io.BytesIO()
    code.save(encoded, kind="png", scale=scale, border=_QUIET_ZONE)
    return encoded.getvalue()
