"""A paper in parts that lie behind one another: the PDF, then a picture of each page."""

from __future__ import annotations

import struct
from collections.abc import Iterable

ANEW, PAGES = (
    "anew",
    "pages",
)  # what the program that draws papers is asked for: a PDF of the pictures too, or not
_LENGTH = struct.Struct(">I")


def pack(parts: Iterable[bytes]) -> bytes:
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def unpack(packed: bytes) -> list[bytes]:
    """Raises ValueError for what was not packed so."""
    parts, at = [], 0
    while at < len(packed):
        end = at + _LENGTH.size
        if end > len(packed):
            raise ValueError("a part is cut off")
        (length,) = _LENGTH.unpack(packed[at:end])
        at = end + length
        if at > len(packed):
            raise ValueError("a part is cut off")
        parts.append(packed[end:at])
    return parts
