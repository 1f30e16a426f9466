"""Decode one picture from bytes that nobody vouches for: a file, a portrait out of a chip.

Strict on purpose: the kinds are listed, the size is checked before any pixel is decoded, and a picture that
breaks off is refused, because a half-grey face would still be "found" and compared.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import Image
from ekyc.plain_file import open_plain_file

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_PIXELS = 40_000_000
_KINDS = ("JPEG", "JPEG2000", "PNG", "BMP", "WEBP", "TIFF")


def read_picture(path: Path) -> Image:
    """Decode a picture file. Raises FaceError as ``read_file`` and ``decode_picture`` do."""
    return decode_picture(read_file(path))


def read_file(path: Path) -> bytes:
    """The bytes of a file of sensible size.

    Raises FaceError: ``file_not_found``, ``file_unreadable``, ``image_too_large``.
    """
    try:
        with open_plain_file(path) as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise FaceError(FaceFault.FILE_NOT_FOUND) from error
    except OSError as error:
        raise FaceError(FaceFault.FILE_UNREADABLE) from error
    if len(data) > MAX_FILE_BYTES:
        raise FaceError(FaceFault.IMAGE_TOO_LARGE)
    return data


def decode_picture(data: bytes) -> Image:
    """Decode JPEG, JPEG 2000, PNG, BMP, WebP or TIFF bytes, turned upright by their EXIF orientation.

    Raises FaceError: ``empty_file``, ``not_an_image``, ``image_too_large``.
    """
    if not data:
        raise FaceError(FaceFault.EMPTY_FILE)
    if len(data) > MAX_FILE_BYTES:
        raise FaceError(FaceFault.IMAGE_TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; a picture that fails raises below
        try:
            with PillowImage.open(io.BytesIO(data), formats=_KINDS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise FaceError(FaceFault.IMAGE_TOO_LARGE)
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        except PillowImage.DecompressionBombError as error:
            raise FaceError(FaceFault.IMAGE_TOO_LARGE) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            raise FaceError(FaceFault.NOT_AN_IMAGE) from error
    return cast("Image", cv2.cvtColor(np.asarray(upright), cv2.COLOR_RGB2BGR))
