"""A paper under the document camera, with invented words on it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_WIDTH, _HEIGHT = 1280, 960
_LINES = (
    ("GIAY TO MAU", 1.6, 3),
    ("Giay nay duoc tao ra de thu nghiem.", 0.9, 2),
    ("Khong co gia tri phap ly.", 0.9, 2),
    ("So: 00/2026/MAU     Ngay 05 thang 10 nam 2026", 0.9, 2),
)


def paper_frame(number: int = 1, *, blurred: bool = False) -> NDArray[np.uint8]:
    """A sheet on a dark table, BGR, (960, 1280, 3). ``number`` makes sheets that differ."""
    frame = np.full((_HEIGHT, _WIDTH, 3), 70, dtype=np.uint8)
    frame[60:900, 240:1040] = 235
    for place, (words, size, weight) in enumerate(_LINES):
        where = (300, 150 + 90 * place)
        cv2.putText(frame, words[:44], where, cv2.FONT_HERSHEY_SIMPLEX, size * 0.8, (40, 40, 40), weight)
    for line in range(8):
        cv2.putText(
            frame,
            f"{number}.{line + 1}  noi dung thu nghiem, khong phai du lieu that",
            (300, 520 + 44 * line),
            cv2.FONT_HERSHEY_SIMPLEX,
            0.7,
            (60, 60, 60),
            2,
        )
    return cv2.GaussianBlur(frame, (0, 0), 3).astype(np.uint8) if blurred else frame


class PaperCamera:
    """A frame source over a table with one sheet on it."""

    name = "simulated document camera"
    live = True

    def __init__(self, frame: NDArray[np.uint8] | None = None) -> None:
        self.frame = paper_frame() if frame is None else frame

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> NDArray[np.uint8]:
        return self.frame

    def close(self) -> None:
        """Nothing to close."""
