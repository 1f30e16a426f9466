"""Pictures of cards: from a camera as arrays, from files with limits."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.card.errors import CardError, CardErrorCode

Image = NDArray[np.uint8]  # grey (h, w) or BGR (h, w, 3)

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_PIXELS = 64_000_000


def grey_of(image: Image) -> Image:
    """The picture as grey (h, w)."""
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def load_image(path: Path) -> Image:
    """A picture file as BGR (h, w, 3) uint8. Raises CardError with one of the IMAGE_* codes."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise CardError(CardErrorCode.IMAGE_TOO_LARGE)
        data = path.read_bytes()
    except OSError:
        raise CardError(CardErrorCode.IMAGE_NOT_FOUND) from None
    if not data:
        raise CardError(CardErrorCode.IMAGE_EMPTY)
    try:
        image = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:  # raised for sizes beyond OpenCV's own limit
        raise CardError(CardErrorCode.IMAGE_UNREADABLE) from None
    if image is None:
        raise CardError(CardErrorCode.IMAGE_UNREADABLE)
    if image.shape[0] * image.shape[1] > MAX_PIXELS:
        raise CardError(CardErrorCode.IMAGE_TOO_LARGE)
    return np.asarray(image, dtype=np.uint8)
