"""From a picture to the bytes of the QR codes in it: zxing-cpp over a cascade of picture treatments.

zxing-cpp is used for its bytes alone: decoders that guess a text encoding garble Vietnamese names, because
the cards' codes carry no encoding mark.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import zxingcpp

from ekyc.card.citizen_qr import CitizenQr, parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.picture import Image, grey_of, load_images
from ekyc.card.qr_treatments import treatments

FRAME_BUDGET_SECONDS = 0.045
FILE_BUDGET_SECONDS = 2.0
_LEAST_SIDE = 21  # modules of the smallest code

# The cards' kind alone: the general one takes Micro QR in, whose small marks are found in every portrait.
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


def decode_qr(
    image: Image,
    budget_seconds: float = FRAME_BUDGET_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
) -> tuple[bytes, ...]:
    """Payloads of the codes found by the first treatment that finds any; empty when none does.

    ``image`` is grey (h, w) or BGR (h, w, 3), uint8. No treatment starts after the budget is spent, the first
    always does.
    """
    return next(_readings(image, budget_seconds, monotonic), ())


def find_citizen_qr(
    image: Image,
    budget_seconds: float = FRAME_BUDGET_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
    today: date | None = None,
    turn: int = 0,
) -> CitizenQr | None:
    """The citizen QR in this frame, or None; other codes in view end neither the search nor the budget.

    ``turn`` counts the frames of one search, see ``treatments``. Raises CardError SEVERAL_CODES for those of
    several cards: which is meant, no place in the frame tells.
    """
    for payloads in _readings(image, budget_seconds, monotonic, turn):
        found = {qr.personal_number: qr for payload in payloads if (qr := _find_card(payload, today))}
        if len(found) > 1:
            raise CardError(CardErrorCode.SEVERAL_CODES)
        if found:
            return next(iter(found.values()))
    return None


def _find_card(payload: bytes, today: date | None) -> CitizenQr | None:
    try:
        return parse_citizen_qr(payload, today)
    except CardError:
        return None


def decode_qr_file(path: Path) -> tuple[bytes, ...]:
    """Payloads in the first frame of a picture that has any. Raises CardError IMAGE_* or QR_NOT_FOUND."""
    end = time.monotonic() + FILE_BUDGET_SECONDS
    for image in load_images(path):
        payloads = decode_qr(image, end - time.monotonic())
        if payloads:
            return payloads
    raise CardError(CardErrorCode.QR_NOT_FOUND)


def _readings(
    image: Image, budget_seconds: float, monotonic: Callable[[], float], turn: int = 0
) -> Iterator[tuple[bytes, ...]]:
    """What each treatment that finds anything finds, while the budget lasts."""
    if min(image.shape[:2]) < _LEAST_SIDE:
        return
    end = monotonic() + budget_seconds
    for treated in treatments(grey_of(image), turn):
        payloads = _read(treated)
        if payloads:
            yield payloads
        if monotonic() >= end:
            return


def _read(image: Image) -> tuple[bytes, ...]:
    codes = zxingcpp.read_barcodes(np.ascontiguousarray(image), formats=_FORMATS)
    return tuple(bytes(code.bytes) for code in codes if code.valid)
