"""One picture of a paper: the sharpest of some, upright, what is wrong with it, small enough to be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np

from ekyc.errors import EkycError
from ekyc.face.frame_source import Image
from ekyc.papers.findings import PaperFinding, look_at
from ekyc.papers.limits import paper_limits
from ekyc.papers.straighten import straighten

_QUALITIES = (85, 75, 65, 55, 45)
_SHRINK = 0.8


class PaperError(EkycError):
    """``picture_empty``: there is nothing that could be kept."""


@dataclass(frozen=True, slots=True)
class PaperShot:
    """``jpeg``: the sheet alone, upright; the whole frame where its edges were not told from the table."""

    jpeg: bytes = field(repr=False)
    findings: tuple[PaperFinding, ...]


def sharpness(image: Image) -> float:
    """The variance of the Laplacian of the grey picture, shrunk to the width of the limits."""
    return float(cv2.Laplacian(_grey(image), cv2.CV_64F).var())


def take_shot(images: list[Image], most_bytes: int) -> PaperShot:
    """Of some pictures, BGR, the sharpest, as a JPEG of at most ``most_bytes``. Raises `PaperError`."""
    best = max(images, key=sharpness)
    look = look_at(best)
    if PaperFinding.NO_PAPER in look.findings:
        raise PaperError("picture_empty", "The document camera sees nothing but the table.")
    page, sheet = best, look.sheet
    if sheet is not None and not sheet.cut_off:  # what is cut off shows itself best in the whole frame
        page = straighten(best, sheet.corners)
    return PaperShot(encode(page, most_bytes), look.findings)


def turned(jpeg: bytes, most_bytes: int) -> bytes:
    """The page a quarter to the right."""
    page = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if page is None:
        raise ValueError("a page is no JPEG")
    return encode(cast("Image", cv2.rotate(page, cv2.ROTATE_90_CLOCKWISE)), most_bytes)


def encode(image: Image, most_bytes: int) -> bytes:
    """As a JPEG of at most ``most_bytes``: first with more loss, then smaller."""
    while True:
        for quality in _QUALITIES:
            done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if done and data.size <= most_bytes:
                return data.tobytes()
        height, width = image.shape[:2]
        size = (max(1, round(width * _SHRINK)), max(1, round(height * _SHRINK)))
        if size == (width, height):
            raise ValueError(f"no picture has {most_bytes} bytes")
        image = cast("Image", cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def _grey(image: Image) -> Image:
    limits = paper_limits()
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape[:2]
    if width > limits.width:
        size = (limits.width, round(height * limits.width / width))
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return cast("Image", grey)
