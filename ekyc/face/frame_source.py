"""Where frames come from: a camera, a recording, a row of pictures, a synthetic person.

One small protocol.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
"""Colour picture, shape (height, width, 3), channels blue, green, red (OpenCV's order), as the camera sees.
"""

LONGEST_SIDE = 1920
"""Frames are at most this many pixels wide or high; recordings with larger ones are shrunk on reading."""


class FrameSource(Protocol):
    """A source of frames, driven by one thread at a time.

    ``read`` blocks until the next frame is there. None means: no frame now (live) or the end (a recording).
    ``open`` may be called again after ``close``, and, when a driver hangs, while another thread still blocks
    in ``read``. ``open`` raises FaceError ``camera_unavailable`` or the fault of a file; ``read`` raises
    FaceError only when a file of a recording turns out to be no picture.
    """

    @property
    def name(self) -> str: ...

    @property
    def live(self) -> bool:
        """True if the frames come at the pace of the world, so that a standstill is a fault."""
        ...

    def open(self) -> None: ...

    def read(self) -> Image | None: ...

    def close(self) -> None: ...


def fit(image: Image, longest_side: int = LONGEST_SIDE) -> Image:
    """The picture itself, or one shrunk so that no side is longer than ``longest_side``."""
    height, width = image.shape[:2]
    longest = max(height, width)
    if longest <= longest_side:
        return image
    scale = longest_side / longest
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cast("Image", cv2.resize(image, size, interpolation=cv2.INTER_AREA))
