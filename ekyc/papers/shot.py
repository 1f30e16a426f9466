"""One picture of a paper: whether it can be read, and as a JPEG that is small enough to be sent."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import cv2
import numpy as np

from ekyc.errors import EkycError
from ekyc.face.frame_source import Image

_QUALITIES = (85, 75, 65, 55, 45)
_SHRINK = 0.8


class PaperError(EkycError):
    """``picture_empty`` or ``picture_blurred``: the paper has to be laid down anew."""


@dataclass(frozen=True, slots=True)
class PaperLimits:
    width: int  # pixels that a picture is shrunk to before it is measured
    least_sharpness: float
    least_contrast: float


@cache
def paper_limits() -> PaperLimits:
    """The newest limits of ``limits.toml``."""
    dated = tomllib.loads((Path(__file__).parent / "limits.toml").read_text("utf-8"))
    newest = dated[max(dated)]
    return PaperLimits(newest["width"], newest["least_sharpness"], newest["least_contrast"])


def sharpness(image: Image) -> float:
    """The variance of the Laplacian of the grey picture, shrunk to the width of the limits."""
    return float(cv2.Laplacian(_grey(image), cv2.CV_64F).var())


def take_shot(images: list[Image], most_bytes: int) -> bytes:
    """The sharpest of some pictures, BGR, as a JPEG of at most ``most_bytes``. Raises `PaperError`."""
    limits = paper_limits()
    best = max(images, key=sharpness)
    if float(np.std(_grey(best))) < limits.least_contrast:
        raise PaperError("picture_empty", "The document camera sees nothing but the table.")
    if sharpness(best) < limits.least_sharpness:
        raise PaperError("picture_blurred", "The picture of the paper is not sharp enough to be read.")
    return encode(best, most_bytes)


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
