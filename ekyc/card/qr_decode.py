"""From a picture to the bytes of the QR codes in it: zxing-cpp over a cascade of picture treatments.

zxing-cpp is used for its bytes alone: decoders that guess a text encoding garble Vietnamese names, because
the cards' codes carry no encoding mark.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from ekyc.card.citizen_qr import CitizenQr, parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode

Image = NDArray[np.uint8]

FRAME_BUDGET_SECONDS = 0.06
FILE_BUDGET_SECONDS = 2.0
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_PIXELS = 64_000_000

_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def decode_qr(
    image: Image,
    budget_seconds: float = FRAME_BUDGET_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
) -> tuple[bytes, ...]:
    """Payloads of the codes found by the first treatment that finds any; empty when none does.

    ``image`` is grey (h, w) or BGR (h, w, 3), uint8. No treatment starts after the budget is spent, the first
    always does.
    """
    end = monotonic() + budget_seconds
    grey = image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    for treated in _treatments(grey):
        payloads = _read(treated)
        if payloads:
            return payloads
        if monotonic() >= end:
            break
    return ()


def find_citizen_qr(
    image: Image,
    budget_seconds: float = FRAME_BUDGET_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
) -> CitizenQr | None:
    """The citizen QR in this frame, or None; other codes in view are passed over."""
    for payload in decode_qr(image, budget_seconds, monotonic):
        try:
            return parse_citizen_qr(payload)
        except CardError:
            continue
    return None


def decode_qr_file(path: Path) -> tuple[bytes, ...]:
    """Payloads in a picture file. Raises CardError IMAGE_* or QR_NOT_FOUND."""
    payloads = decode_qr(load_image(path), FILE_BUDGET_SECONDS)
    if not payloads:
        raise CardError(CardErrorCode.QR_NOT_FOUND)
    return payloads


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


def _read(image: Image) -> tuple[bytes, ...]:
    codes = zxingcpp.read_barcodes(np.ascontiguousarray(image), formats=_FORMATS)
    return tuple(bytes(code.bytes) for code in codes if code.valid)


def _treatments(grey: Image) -> Iterator[Image]:
    """The picture itself, then what mends small, dark, soft and unevenly lit codes, the cheapest first."""
    yield grey
    if grey.shape[0] * grey.shape[1] > MAX_PIXELS // 4:
        return  # a picture that large needs no enlarging, and four times it would not fit
    yield _doubled(grey)
    yield _doubled(_stretched(np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), dtype=np.uint8)))
    enlarged = _doubled(_stretched(grey))
    soft = cv2.GaussianBlur(enlarged, (0, 0), 3.5)
    yield np.asarray(cv2.addWeighted(enlarged, 6.0, soft, -5.0, 0), dtype=np.uint8)
    yield np.asarray(cv2.createCLAHE(clipLimit=4.0, tileGridSize=(8, 8)).apply(grey), dtype=np.uint8)


def _doubled(grey: Image) -> Image:
    return np.asarray(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _stretched(grey: Image) -> Image:
    return np.asarray(cv2.normalize(grey, grey.copy(), 0, 255, cv2.NORM_MINMAX), dtype=np.uint8)
