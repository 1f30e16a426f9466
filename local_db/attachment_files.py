"""The sealed files of attachments in a folder beside the database, each under the digest of its content.

A file is complete and durable before it has its name, and has its name before any row speaks of it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from local_db.durable_file import sync_folder
from local_db.errors import LocalDbError, LocalDbErrorCode

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    sha256: str
    size: int  # bytes


@contextmanager
def named_file_faults() -> Iterator[None]:
    """What the disk reports, as LocalDbError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LocalDbError(
                LocalDbErrorCode.DISK_FULL, "The disk of this kiosk is full; nothing was stored."
            ) from error
        raise LocalDbError(
            LocalDbErrorCode.DATABASE_UNREACHABLE,
            "The folder of attachments cannot be read or written: check its owner and the disk.",
        ) from error


class AttachmentFiles:
    """Raises LocalDbError (``disk_full``, ``database_unreachable``)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, pieces: Iterable[bytes]) -> WrittenFile:
        """``name`` is for the time until all is written. Durable when it returns; else nothing is left."""
        with named_file_faults():
            if not self.folder.exists():
                self.folder.mkdir(mode=0o700, parents=True)
                sync_folder(self.folder.parent)
            unfinished = self.folder / f"{name}{_UNFINISHED}"
            digest, size = hashlib.sha256(), 0
            try:
                descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb", buffering=0) as file:
                    for piece in pieces:
                        digest.update(piece)
                        size += file.write(piece)
                    os.fsync(file.fileno())
                unfinished.replace(self.path(digest.hexdigest()))
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
            sync_folder(self.folder)
        return WrittenFile(digest.hexdigest(), size)

    def path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise ValueError("not the name of a file here")
        return self.folder / sha256

    def exists(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> IO[bytes]:
        """Raises LocalDbError ``attachment_gone``."""
        try:
            return self.path(sha256).open("rb")
        except OSError as error:
            raise LocalDbError(
                LocalDbErrorCode.ATTACHMENT_GONE, "The file of an attachment is gone."
            ) from error

    def is_whole(self, sha256: str) -> bool:
        """Whether the file is there and every bit of it is what was written."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def remove(self, names: Iterable[str]) -> None:
        with named_file_faults():
            for sha256 in names:
                self.path(sha256).unlink(missing_ok=True)

    def names(self) -> list[str]:
        with named_file_faults():
            found = [entry.name for entry in os.scandir(self.folder)] if self.folder.exists() else []
        return [name for name in found if _NAME.fullmatch(name)]

    def remove_unfinished(self) -> int:
        """What a power cut left half written; how many."""
        with named_file_faults():
            left = list(self.folder.glob(f"*{_UNFINISHED}"))
            for path in left:
                path.unlink(missing_ok=True)
        return len(left)
