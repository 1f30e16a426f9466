"""Pictures of cards: from a camera as arrays, from files with limits that are looked at before decoding."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.plain_file import NotAPlainFileError, open_plain_file

Image = NDArray[np.uint8]  # grey (h, w) or BGR (h, w, 3)

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_PIXELS = 64_000_000
MAX_FRAMES = 30  # of a picture that moves
_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "WEBP", "TIFF", "JPEG2000", "PPM")
_PAPER = (255, 255, 255, 255)


def grey_of(image: Image) -> Image:
    """The picture as grey (h, w)."""
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def load_image(path: Path) -> Image:
    """The first picture of a file as grey (h, w) uint8, upright. Raises CardError with an IMAGE_* code."""
    return next(load_images(path))


def load_images(path: Path) -> Iterator[Image]:
    """Every picture of a file, the first ``MAX_FRAMES`` of one that moves, like :func:`load_image`.

    What is transparent counts as white paper.
    """
    data = _read(path)
    try:
        with PillowImage.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise CardError(CardErrorCode.IMAGE_TOO_LARGE)
            for frame in islice(ImageSequence.Iterator(picture), MAX_FRAMES):
                yield _grey(frame)
    except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning):
        raise CardError(CardErrorCode.IMAGE_TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise CardError(CardErrorCode.IMAGE_UNREADABLE) from None


def _read(path: Path) -> bytes:
    """Raises CardError IMAGE_NOT_FOUND, _EMPTY, _TOO_LARGE, or _UNREADABLE for what is no plain file."""
    try:
        with open_plain_file(path) as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except NotAPlainFileError:
        raise CardError(CardErrorCode.IMAGE_UNREADABLE) from None
    except OSError:
        raise CardError(CardErrorCode.IMAGE_NOT_FOUND) from None
    if len(data) > MAX_FILE_BYTES:
        raise CardError(CardErrorCode.IMAGE_TOO_LARGE)
    if not data:
        raise CardError(CardErrorCode.IMAGE_EMPTY)
    return data


def _grey(picture: PillowImage.Image) -> Image:
    upright = ImageOps.exif_transpose(picture) or picture
    if upright.has_transparency_data:
        layered = upright.convert("RGBA")
        upright = PillowImage.alpha_composite(PillowImage.new("RGBA", layered.size, _PAPER), layered)
    if upright.mode.startswith("I"):  # 16 bits
        samples = np.asarray(upright, dtype=np.float32)
        return np.asarray(samples / max(1.0, float(samples.max()) / 255), dtype=np.uint8)
    return np.asarray(upright.convert("L"), dtype=np.uint8)
