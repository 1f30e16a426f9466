"""One frame of a camera's motion JPEG: decoded only if it came through whole.

An overloaded hub or a bad cable loses pieces in the middle of a frame. A decoder fills them in without a
word: a stripe of one colour, or everything below shifted and tinted. So the stream is read before it is
decoded, and the picture is looked at after.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image

_START, _END, _SCAN, _FRAME = 0xD8, 0xD9, 0xDA, (0xC0, 0xC1, 0xC2)
_SMALLEST = 0.01  # bytes a pixel; even a dark wall takes more
_FLAT_ROWS = 16  # rows of one colour in a row, as a decoder fills in; a sensor's noise never gives them
_BLOCK, _FILLED = 8, 128
_BLACK, _BLOWN_OUT = 16, 235


def decode_mjpg(data: bytes, size: tuple[int, int] | None = None) -> Image | None:
    """The picture, or None if it is damaged. ``size``: width and height that the camera was set to.

    Bytes behind the end marker are the buffer's leavings and are not looked at.
    """
    end = _end_of(data, size)
    if end is None:
        return None
    picture = cv2.imdecode(np.frombuffer(data[:end], dtype=np.uint8), cv2.IMREAD_COLOR)
    if picture is None or _has_filled_blocks(cast("Image", picture)) or has_flat_rows(cast("Image", picture)):
        return None
    return cast("Image", picture)


def _has_filled_blocks(image: Image) -> bool:
    """Whether a block is the middle grey, to the bit: what a decoder makes of data that is not there."""
    inner = image[_BLOCK // 2 :, _BLOCK // 2 :]  # off the blocks' borders, where colours are blended
    rows, columns = (side // _BLOCK for side in inner.shape[:2])
    filled = (inner[: rows * _BLOCK, : columns * _BLOCK] == _FILLED).all(axis=2)
    return bool(filled.reshape(rows, _BLOCK, columns, _BLOCK).all(axis=(1, 3)).any())


def has_flat_rows(image: Image) -> bool:
    """Whether many neighbouring rows are of one colour each, the same one; a black or blown out part of the
    picture is none.
    """
    first = image[:, :1]
    clipped = ((first <= _BLACK) | (first >= _BLOWN_OUT)).all(axis=(1, 2))
    flat = (image == first).all(axis=(1, 2)) & ~clipped
    same = flat[1:] & flat[:-1] & (first[1:, 0] == first[:-1, 0]).all(axis=1)
    return _longest_run(same) >= _FLAT_ROWS - 1


def _end_of(data: bytes, size: tuple[int, int] | None) -> int | None:
    """Just behind the end marker; None if a segment, the size or the order of markers is wrong."""
    if data[:2] != bytes((0xFF, _START)):
        return None
    place, pixels = 2, 0
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        kind, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if kind in _FRAME:
            height, width = (int.from_bytes(data[at : at + 2], "big") for at in (place + 5, place + 7))
            pixels = width * height
            if size is not None and (width, height) != size:
                return None
        place += 2 + length
        if kind == _SCAN:
            end = _end_of_scan(data, place)
            return end if end is not None and end >= _SMALLEST * pixels > 0 else None
    return None


def _end_of_scan(data: bytes, place: int) -> int | None:
    """In a scan only stuffed bytes and restart markers in their order may stand, then the end."""
    restart = 0
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        kind = data[place + 1]
        if kind == _END:
            return place + 2
        if 0xD0 <= kind <= 0xD7:
            if kind - 0xD0 != restart:
                return None  # a piece between two of them is missing
            restart = (restart + 1) % 8
        elif kind not in (0x00, 0xFF):
            return None
        place += 1 if kind == 0xFF else 2
    return None


def _longest_run(flags: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
