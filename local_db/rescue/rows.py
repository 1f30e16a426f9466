"""The rows that lie in one leaf page of a table, and in the overflow pages that it points at.

SQLite file format, sections 1.6 (b-tree pages, cells, overflow) and 2.1 (records).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from local_db.rescue.pages import USABLE_BYTES, DamagedPageError

Value: TypeAlias = int | float | str | bytes | None

_TABLE_LEAF = 0x0D
_FILE_HEADER_BYTES, _LEAF_HEADER_BYTES = 100, 8
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_PAYLOAD = 64 << 20


@dataclass(frozen=True, slots=True)
class FoundRow:
    """``values`` are those from the left that could be read; ``columns`` is how many the row has."""

    rowid: int
    columns: int
    values: tuple[Value, ...] = field(repr=False)

    @property
    def is_whole(self) -> bool:
        return len(self.values) == self.columns


def rows_of(number: int, page: bytes, read: Callable[[int], bytes]) -> Iterator[FoundRow]:
    """The rows of page ``number``; none when it is no leaf of a table. Cells that make no sense are skipped:
    the page is authentic, so that happens only to what never was a table of ours.
    """
    header = _FILE_HEADER_BYTES if number == 1 else 0
    if page[header] != _TABLE_LEAF:
        return
    (count,) = struct.unpack_from(">H", page, header + 3)
    for index in range(count):
        at = header + _LEAF_HEADER_BYTES + 2 * index
        if at + 2 > USABLE_BYTES:
            return
        try:
            yield _row_at(page, struct.unpack_from(">H", page, at)[0], read)
        except (IndexError, ValueError, struct.error):
            continue


def _row_at(page: bytes, at: int, read: Callable[[int], bytes]) -> FoundRow:
    length, at = _varint(page, at)
    rowid, at = _varint(page, at)
    payload, whole = _payload(page, at, length, read)
    header_bytes, begin = _varint(payload, 0)
    types: list[int] = []
    while begin < header_bytes:
        serial, begin = _varint(payload, begin)
        types.append(serial)
    values: list[Value] = []
    at = header_bytes
    for serial in types:
        size = _size_of(serial)
        if at + size > len(payload):
            if whole:
                raise ValueError("a record is longer than its payload")
            break
        values.append(_value(serial, payload[at : at + size]))
        at += size
    return FoundRow(_signed(rowid), len(types), tuple(values))


def _payload(page: bytes, at: int, length: int, read: Callable[[int], bytes]) -> tuple[bytes, bool]:
    """The payload, and whether all of it could be read."""
    if length > _MOST_PAYLOAD:
        raise ValueError("no payload is so long")
    most = USABLE_BYTES - 35
    if length <= most:
        return page[at : at + length], True
    least = (USABLE_BYTES - 12) * 32 // 255 - 23
    kept = least + (length - least) % (USABLE_BYTES - 4)
    local = kept if kept <= most else least
    parts, left = [page[at : at + local]], length - local
    (following,) = struct.unpack_from(">I", page, at + local)
    while left > 0 and following:
        try:
            overflow = read(following)
        except DamagedPageError:
            break
        (following,) = struct.unpack_from(">I", overflow)
        parts.append(overflow[4 : 4 + left])
        left -= len(parts[-1])
    return b"".join(parts), left == 0


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = content[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _size_of(serial: int) -> int:
    if serial >= 12:
        return (serial - 12) // 2
    if serial in (10, 11):
        raise ValueError("reserved for SQLite's own use")
    return 8 if serial == 7 else _INTEGER_BYTES.get(serial, 0)


def _value(serial: int, content: bytes) -> Value:
    if serial == 0:
        return None
    if serial == 7:
        return float(struct.unpack(">d", content)[0])
    if serial in (8, 9):
        return serial - 8
    if serial < 7:
        return int.from_bytes(content, "big", signed=True)
    return content.decode("utf-8") if serial % 2 else content
