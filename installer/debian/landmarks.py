"""A shape predictor of dlib, rounded: what it adds up to stays, what it takes packed becomes a quarter.

Its file is a row of integers, each a byte of sign and length and as many bytes, the lowest first. A
floating-point number is two of them, mantissa and power of two (dlib, ``serialize.h`` and
``float_details.h``). Nearly all of it are the leaves of its trees: by how much each point moves, in widths
of the face's box. The sum over all trees is what counts, and it ends as a whole pixel: most of the 24 bits
of a leaf say nothing. dlib reads the rounded file as any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from math import ldexp
from pathlib import Path

BITS = 16
"""Behind the point: a leaf becomes a whole number of 1/65,536 of the face's box, and why more bits would not
be of use says docs/decisions/125.
"""

_VERSION = 1
_NEGATIVE, _LENGTH = 0x80, 0x0F
_INTEGER = "|".join(rf"[\x{size:02x}\x{size | _NEGATIVE:02x}].{{{size}}}" for size in range(1, 9)).encode()
_ONE = re.compile(_INTEGER, re.DOTALL)


def round_landmarks(file: Path) -> None:
    """Raises ValueError where it is no shape predictor."""
    file.write_bytes(rounded(file.read_bytes()))


def rounded(model: bytes) -> bytes:
    """The same predictor with rounded leaves; every byte else stays. Raises ValueError."""
    reader = _Reader(model)
    if reader.number() != _VERSION:
        raise ValueError("no shape predictor of a known version")
    reader.pass_by(2 * reader.size_of_matrix())  # the mean shape
    for _ in range(reader.number()):  # cascades
        for _ in range(reader.number()):  # trees
            reader.pass_by(4 * reader.number())  # splits: two points, and a threshold of two integers
            for _ in range(reader.number()):
                reader.replace(_rounded_leaf, 2 * reader.size_of_matrix())
    return reader.written()


def _rounded_leaf(integers: list[bytes]) -> bytes:
    pairs = zip(integers[::2], integers[1::2], strict=True)
    return b"".join([_pack_rounded(round(ldexp(_value(number), _power(power)))) for number, power in pairs])


def _value(integer: bytes) -> int:
    value = int.from_bytes(integer[1:], "little")
    return -value if integer[0] & _NEGATIVE else value


@cache
def _power(integer: bytes) -> int:
    return _value(integer) + BITS


@cache
def _pack_rounded(value: int) -> bytes:
    """``value`` / 2**BITS as mantissa and power."""
    return _pack(value) + _pack(-BITS)


def _pack(value: int) -> bytes:
    size = max(1, -(-abs(value).bit_length() // 8))
    return bytes((size | (_NEGATIVE if value < 0 else 0),)) + abs(value).to_bytes(size, "little")


class _Reader:
    """Goes through a row of integers; what it passes by is written as it is."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._place = self._unwritten = 0
        self._parts: list[bytes] = []

    def number(self) -> int:
        return _value(self._next(1)[0])

    def size_of_matrix(self) -> int:
        """How many numbers it holds. Rows and columns are negative: dlib's newer way of writing."""
        rows, columns = map(_value, self._next(2))
        if rows > 0 or columns > 0:
            raise ValueError("no shape predictor: a matrix was expected")
        return rows * columns

    def pass_by(self, count: int) -> None:
        self._next(count)

    def replace(self, change: Callable[[list[bytes]], bytes], count: int) -> None:
        """By what ``change`` makes of the next ``count`` integers."""
        self._parts.append(self._content[self._unwritten : self._place])
        self._parts.append(change(self._next(count)))
        self._unwritten = self._place

    def written(self) -> bytes:
        return b"".join((*self._parts, self._content[self._unwritten :]))

    def _next(self, count: int) -> list[bytes]:
        row = _row_of(count).match(self._content, self._place)
        if row is None:
            raise ValueError("no shape predictor, or one that was cut off")
        self._place = row.end()
        return _ONE.findall(row.group())


@cache
def _row_of(count: int) -> re.Pattern[bytes]:
    return re.compile(b"(?:%s){%d}" % (_INTEGER, count), re.DOTALL)
