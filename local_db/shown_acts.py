"""The acts that a receipt was shown for, remembered apart from the database.

A database can lose its end without a sign: a log that was cut off, an old image put back. So each act leaves
a note in a small file beside it, after its commit and before its receipt is shown. The file is made at full
size once and overwritten in place, note after note in a ring: no note needs room on the disk, and none can
spoil another, because each lies in one sector and carries its own digest.
"""

from __future__ import annotations

import hashlib
import os
import struct
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from local_db.durable_file import write_new_file

NOTES = 4096
_NOTE = struct.Struct(">Q16sQ16sQ")  # count, stream, place, act, microseconds since 1970
_NOTE_BYTES = 128  # four to a sector
_DIGEST_BYTES = 16
_BLANK = bytes(_NOTE_BYTES)  # where none has been written yet
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act and the place in a stream at which it was recorded."""

    act_id: UUID
    stream_id: UUID
    sequence: int
    recorded_at: datetime


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(b"bhxh-kiosk shown act" + content).digest()[:_DIGEST_BYTES]


class ShownActs:
    """The last ``NOTES`` acts. Thread-safe; used by one process at a time."""

    def __init__(self, path: Path) -> None:
        """Makes the file when there is none. Raises OSError."""
        self._path = path
        self._lock = threading.Lock()
        size = NOTES * _NOTE_BYTES
        if not path.exists() or path.stat().st_size != size:
            kept = path.read_bytes()[:size] if path.exists() else b""
            write_new_file(path, kept.ljust(size, b"\0"))
        self._notes = dict(self._read())
        self._count = max(self._notes, default=0)

    def _read(self) -> list[tuple[int, ShownAct]]:
        content = self._path.read_bytes()
        notes = []
        for at in range(0, NOTES * _NOTE_BYTES, _NOTE_BYTES):
            note = content[at : at + _NOTE_BYTES]
            if note == _BLANK:
                continue
            raw, stated = note[: _NOTE.size], note[_NOTE.size :][:_DIGEST_BYTES]
            if stated == _digest(raw):
                count, stream, sequence, act, micros = _NOTE.unpack(raw)
                shown_at = _EPOCH + timedelta(microseconds=micros)
                notes.append((count, ShownAct(UUID(bytes=act), UUID(bytes=stream), sequence, shown_at)))
        return sorted(notes, key=lambda note: note[0])

    def all(self) -> list[ShownAct]:
        """Oldest first."""
        with self._lock:
            return list(self._notes.values())

    def _newest(self) -> list[ShownAct]:
        newest = range(self._count - 16, self._count + 1)
        return [self._notes[count] for count in newest if count in self._notes]

    def add(self, act: ShownAct) -> None:
        """Durable when it returns; an act that is noted already is not noted again. Raises OSError."""
        with self._lock:
            if act.act_id in {noted.act_id for noted in self._newest()}:
                return
            count = self._count + 1
            micros = (act.recorded_at - _EPOCH) // timedelta(microseconds=1)
            raw = _NOTE.pack(count, act.stream_id.bytes, act.sequence, act.act_id.bytes, micros)
            descriptor = os.open(self._path, os.O_WRONLY)
            try:
                os.pwrite(
                    descriptor, (raw + _digest(raw)).ljust(_NOTE_BYTES, b"\0"), count % NOTES * _NOTE_BYTES
                )
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
            self._notes[count], self._count = act, count
            self._notes.pop(count - NOTES, None)
