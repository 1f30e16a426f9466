"""A camera's frame as a picture that a page of technicians shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from ekyc.face.face_box import FaceBox
    from ekyc.face.frame_source import Image

_WIDTH = 960  # pixels
_OVAL = (122, 208, 47)  # blue, green, red


def device_picture(frame: Image, *, mirrored: bool = False, face: FaceBox | None = None) -> QImage:
    """Small enough for the screen. ``mirrored``: as people know themselves; ``face``: where it is to be."""
    import cv2

    height, width = frame.shape[:2]
    scale = _WIDTH / width
    size = (_WIDTH, max(1, round(height * scale)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    if face is not None:
        x, y = face.centre
        axes = (round(face.width * scale / 2), round(face.height * scale / 2))
        cv2.ellipse(small, (round(x * scale), round(y * scale)), axes, 0, 0, 360, _OVAL, 5, cv2.LINE_AA)
    if mirrored:
        small = cv2.flip(small, 1)
    pixels = cv2.cvtColor(small, cv2.COLOR_BGR2BGRA)
    return QImage(pixels.data, *size, 4 * size[0], QImage.Format.Format_RGB32).copy()
