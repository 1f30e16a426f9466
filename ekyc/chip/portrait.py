"""The face image of DG2: only JPEG and JPEG 2000, whole, and of a size that a portrait can have.

Pillow decodes it rather than OpenCV, which fails on grey JPEG 2000 code streams.
"""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import Portrait

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 12_000_000  # above any portrait on a chip, far below what would fill the memory

_JPEG = b"\xff\xd8\xff"
_JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"
_J2K_CODE_STREAM = b"\xff\x4f\xff\x51"


def checked_portrait(data: bytes) -> Portrait:
    """The portrait as it stands, after decoding it once to know that it is whole.

    Raises CardError PORTRAIT_UNSUPPORTED, PORTRAIT_DAMAGED or IMAGE_TOO_LARGE.
    """
    if len(data) > MAX_BYTES:
        raise CardError(CardErrorCode.IMAGE_TOO_LARGE)
    media_type, decoder = _format_of(data)
    try:
        with Image.open(io.BytesIO(data), formats=[decoder]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise CardError(CardErrorCode.IMAGE_TOO_LARGE)
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise CardError(CardErrorCode.IMAGE_TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise CardError(CardErrorCode.PORTRAIT_DAMAGED) from None
    return Portrait(data, media_type)


def _format_of(data: bytes) -> tuple[str, str]:
    if data.startswith(_JPEG):
        return "image/jpeg", "JPEG"
    if data.startswith((_JP2, _J2K_CODE_STREAM)):
        return "image/jp2", "JPEG2000"
    raise CardError(CardErrorCode.PORTRAIT_UNSUPPORTED)
