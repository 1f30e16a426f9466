"""What somebody reads who has the files of a SQLCipher database and its key: all pages, the log's too."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from local_db.keys import DatabaseKey

# SQLCipher 4: AES-256-CBC; at the end of each page 16 bytes of IV and 64 of HMAC-SHA-512; the first page
# begins with 16 bytes of salt.
_PAGE, _IV, _RESERVED, _SALT = 4096, 16, 80, 16
# SQLite's write-ahead log: a header, then frames of a header and a page each (SQLite file format, 4.1).
_LOG_HEADER, _FRAME_HEADER = 32, 24


def plain_pages(database: Path, key: DatabaseKey) -> bytes:
    """All pages of the main file and of its log, older states too, one after the other."""
    cipher_key = key.raw[:32]
    return b"".join(
        _decrypt(page, first, cipher_key) for page, first in (*_main_pages(database), *_log_pages(database))
    )


def _main_pages(database: Path) -> Iterator[tuple[bytes, bool]]:
    data = database.read_bytes()
    for start in range(0, len(data), _PAGE):
        yield data[start : start + _PAGE], start == 0


def _log_pages(database: Path) -> Iterator[tuple[bytes, bool]]:
    log = database.with_name(database.name + "-wal")
    data = log.read_bytes() if log.exists() else b""
    for start in range(_LOG_HEADER, len(data) - _PAGE, _FRAME_HEADER + _PAGE):
        (number,) = struct.unpack_from(">I", data, start)
        page_at = start + _FRAME_HEADER
        yield data[page_at : page_at + _PAGE], number == 1


def _decrypt(page: bytes, first: bool, key: bytes) -> bytes:
    iv = page[-_RESERVED : -_RESERVED + _IV]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return decryptor.update(page[_SALT if first else 0 : -_RESERVED]) + decryptor.finalize()
