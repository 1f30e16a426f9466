"""One short note that is overwritten again and again, and is always there: the newest, or the one before."""

from __future__ import annotations

import hashlib
import os
import struct
import threading
from pathlib import Path

from local_db.durable_file import write_new_file

_SLOT_BYTES = 512  # a sector: written whole or not at all
_HEAD = struct.Struct(">QH")  # count, length
_DIGEST_BYTES = 32
MOST_BYTES = _SLOT_BYTES - _HEAD.size - _DIGEST_BYTES


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(b"bhxh-kiosk note" + content).digest()


class DurableNote:
    """Two slots in a file of a fixed size, written in turn. Thread-safe. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        if not path.exists():
            write_new_file(path, bytes(2 * _SLOT_BYTES))
        self._count, self._content = max(self._read(), default=(0, b""))

    def read(self) -> bytes:
        """What was written last; empty when nothing ever was."""
        return self._content

    def write(self, content: bytes) -> None:
        """Durable when it returns. At most ``MOST_BYTES``."""
        if len(content) > MOST_BYTES:
            raise ValueError(f"a note has at most {MOST_BYTES} bytes")
        with self._lock:
            raw = _HEAD.pack(self._count + 1, len(content)) + content
            descriptor = os.open(self._path, os.O_WRONLY)
            try:
                slot = (raw + _digest(raw)).ljust(_SLOT_BYTES, b"\0")
                os.pwrite(descriptor, slot, (self._count + 1) % 2 * _SLOT_BYTES)
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
            self._count, self._content = self._count + 1, content

    def _read(self) -> list[tuple[int, bytes]]:
        found = []
        file = self._path.read_bytes()
        for begin in (0, _SLOT_BYTES):
            slot = file[begin : begin + _SLOT_BYTES].ljust(_SLOT_BYTES, b"\0")
            count, length = _HEAD.unpack_from(slot)
            end = _HEAD.size + length
            if length <= MOST_BYTES and slot[end : end + _DIGEST_BYTES] == _digest(slot[:end]):
                found.append((count, slot[_HEAD.size : end]))
        return found
