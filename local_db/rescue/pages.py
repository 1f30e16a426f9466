"""The pages of a SQLCipher database, each authenticated and decrypted by itself.

SQLite gives up at the first page that cannot be read, and takes nothing of a write-ahead log from the first
damaged frame on. But each page carries its own HMAC, so every other page can still be trusted. Formats:
SQLCipher 4 design (AES-256-CBC, HMAC-SHA-512 over ciphertext, IV and page number); SQLite file format,
sections 1.3 (header) and 4.1 (write-ahead log).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from local_db.keys import DatabaseKey

PAGE_BYTES = 4096
USABLE_BYTES = PAGE_BYTES - 80  # without IV (16) and HMAC (64)
_IV_BYTES, _MAC_BYTES, _SALT_BYTES = 16, 64, 16
_WAL_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_FRAME_BYTES = _FRAME_HEADER_BYTES + PAGE_BYTES
_MAGIC_LITTLE = 0x377F0682  # checksums over little-endian words; big-endian when the last bit is set


class DamagedPageError(Exception):
    """The page is not there, or its HMAC does not fit."""


class PageCipher:
    """Opens single pages. Raises nothing for a wrong key: then no page fits."""

    def __init__(self, key: DatabaseKey) -> None:
        self._key, salt = key.raw[:32], key.raw[32:]
        mac_salt = bytes(byte ^ 0x3A for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", self._key, mac_salt, 2, 32)

    def fits(self, number: int, page: bytes) -> bool:
        """Whether the key made this page, for this place."""
        if len(page) != PAGE_BYTES:
            return False
        signed = page[_SALT_BYTES if number == 1 else 0 : -_MAC_BYTES] + struct.pack("<I", number)
        return hmac.compare_digest(hmac.digest(self._mac_key, signed, "sha512"), page[-_MAC_BYTES:])

    def open(self, number: int, page: bytes) -> bytes:
        """The ``USABLE_BYTES`` of plain content; of page 1 the first 16 bytes are zero. DamagedPageError."""
        if not self.fits(number, page):
            raise DamagedPageError
        begin = _SALT_BYTES if number == 1 else 0
        iv = page[USABLE_BYTES : USABLE_BYTES + _IV_BYTES]
        decryptor = Cipher(algorithms.AES256(self._key), modes.CBC(iv)).decryptor()
        return bytes(begin) + decryptor.update(page[begin:USABLE_BYTES]) + decryptor.finalize()


@dataclass(frozen=True, slots=True)
class LogFinding:
    """Frames of the write-ahead log up to its last commit: those that SQLite takes, and those that fit."""

    taken_by_sqlite: int = 0
    readable_to: int = 0

    @property
    def damaged(self) -> bool:
        """SQLite would silently forget something that was committed and can still be read."""
        return self.readable_to > self.taken_by_sqlite


class PageFile:
    """The newest readable version of each page, from the main file and its write-ahead log."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._cipher = PageCipher(key)
        self._main = path.open("rb")
        self._main_pages = -(-path.stat().st_size // PAGE_BYTES)
        log_path = path.with_name(f"{path.name}-wal")
        log = log_path.read_bytes() if log_path.exists() else b""
        self._log = _Log(log, self._cipher)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._main.close()

    @property
    def log(self) -> LogFinding:
        return self._log.finding

    def numbers(self) -> Iterator[int]:
        """Every page number that either file has a page for."""
        yield from range(1, max([self._main_pages, *self._log.newest]) + 1)

    def read(self, number: int) -> bytes:
        """Plain content (``USABLE_BYTES``). Raises DamagedPageError."""
        frame = self._log.newest.get(number)
        return self._cipher.open(number, _read_page(self._main, number) if frame is None else frame)

    def key_fits(self) -> bool:
        """Whether the key opens any page at all: if not it is the key that is wrong, not the file."""
        return bool(self._log.newest) or any(
            self._cipher.fits(number, _read_page(self._main, number))
            for number in range(1, self._main_pages + 1)
        )


def _read_page(file: BinaryIO, number: int) -> bytes:
    file.seek((number - 1) * PAGE_BYTES)
    return file.read(PAGE_BYTES)


class _Log:
    """``newest``: of each page the last frame that fits its HMAC and was committed."""

    def __init__(self, content: bytes, cipher: PageCipher) -> None:
        self.newest: dict[int, bytes] = {}
        frames = [
            _Frame(content[at : at + _FRAME_BYTES])
            for at in range(_WAL_HEADER_BYTES, len(content) - _FRAME_BYTES + 1, _FRAME_BYTES)
        ]
        salts = _present_salts(content[:_WAL_HEADER_BYTES], frames)
        fitting = [
            (index, frame)
            for index, frame in enumerate(frames)
            if frame.salts == salts and cipher.fits(frame.page_number, frame.page)
        ]
        committed = max((index for index, frame in fitting if frame.size_after_commit), default=-1) + 1
        self.newest = {frame.page_number: frame.page for index, frame in fitting if index < committed}
        self.finding = LogFinding(_taken_by_sqlite(content[:_WAL_HEADER_BYTES], frames), committed)


class _Frame:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.page_number, self.size_after_commit = struct.unpack_from(">II", raw)
        self.salts, self.sums = raw[8:16], struct.unpack_from(">II", raw, 16)

    @property
    def page(self) -> bytes:
        return self.raw[_FRAME_HEADER_BYTES:]


def _present_salts(header: bytes, frames: list[_Frame]) -> bytes:
    """Those of the header, unless it is damaged itself: then the most frequent of the first frames. Frames of
    an older turn of the log, with other salts, may follow behind.
    """
    stated = header[16:24]
    if not frames or any(frame.salts == stated for frame in frames):
        return stated
    return Counter(frame.salts for frame in frames[:5]).most_common(1)[0][0]


def _taken_by_sqlite(header: bytes, frames: list[_Frame]) -> int:
    """The last commit before the first frame whose salts or running checksum do not fit."""
    if len(header) < _WAL_HEADER_BYTES or struct.unpack_from(">I", header)[0] & ~1 != _MAGIC_LITTLE:
        return 0
    order = ">" if header[3] & 1 else "<"
    sums = _checksum(header[:24], (0, 0), order)
    if sums != struct.unpack_from(">II", header, 24):
        return 0
    committed = 0
    for index, frame in enumerate(frames):
        sums = _checksum(frame.raw[:8] + frame.page, sums, order)
        if frame.salts != header[16:24] or sums != frame.sums or frame.page_number == 0:
            break
        if frame.size_after_commit:
            committed = index + 1
    return committed


def _checksum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
