"""Where the sealed files of acts lie: under the digest of what they hold, complete or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = "unfinished"


class BlobGoneError(Exception):
    """The store does not have what the database says that it has."""


class BlobStore(Protocol):
    """``upload`` names what comes in parts until it is complete, ``sha256`` what is. Every call may raise
    OSError.
    """

    def find_size(self, sha256: str) -> int | None:
        """In bytes; None for what is not stored."""
        ...

    def open(self, sha256: str) -> IO[bytes]:
        """Raises BlobGoneError."""
        ...

    def write_part(self, upload: str, offset: int, part: bytes) -> None:
        """Durable when it returns. What lay behind ``offset`` is cut off."""
        ...

    def received(self, upload: str) -> int:
        """How many bytes of it are here."""
        ...

    def finish(self, upload: str, sha256: str) -> bool:
        """Store it for good; False, and nothing is left of it, when it is not what the name says."""
        ...

    def forget(self, upload: str) -> None: ...

    def remove(self, sha256: str) -> None:
        """What is stored for good; no error when it is not."""
        ...

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The names of what was stored for good before."""
        ...


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class FolderBlobStore:
    """A folder that all workers share, files 0600: ``ab/abcd…`` by digest, ``unfinished/`` for the rest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_size(self, sha256: str) -> int | None:
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def open(self, sha256: str) -> IO[bytes]:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise BlobGoneError("a stored file is gone") from error

    def write_part(self, upload: str, offset: int, part: bytes) -> None:
        path = self._unfinished(upload)
        new = not path.exists()
        self._make(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.ftruncate(descriptor, offset)
            view, at = memoryview(part), offset
            while view:
                written = os.pwrite(descriptor, view, at)
                view, at = view[written:], at + written
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if new:
            _sync_folder(path.parent)

    def received(self, upload: str) -> int:
        try:
            return self._unfinished(upload).stat().st_size
        except FileNotFoundError:
            return 0

    def finish(self, upload: str, sha256: str) -> bool:
        unfinished, path = self._unfinished(upload), self._path(sha256)
        with unfinished.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                self.forget(upload)
                return False
        self._make(path.parent)
        unfinished.replace(path)
        _sync_folder(path.parent)
        return True

    def forget(self, upload: str) -> None:
        with suppress(FileNotFoundError):
            self._unfinished(upload).unlink()

    def remove(self, sha256: str) -> None:
        with suppress(FileNotFoundError):
            self._path(sha256).unlink()

    def older_than(self, moment: datetime) -> Iterator[str]:
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):
                if _NAME.fullmatch(path.name) and path.stat().st_mtime < moment.timestamp():
                    yield path.name

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_folder(folder.parent)

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise ValueError("not the name of a stored file")
        return self._folder / sha256[:2] / sha256

    def _unfinished(self, upload: str) -> Path:
        if not _NAME.fullmatch(upload):
            raise ValueError("not the name of an upload")
        return self._folder / _UNFINISHED / upload
