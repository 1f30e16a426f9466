"""Who has the database open: many may share it, one may have it alone, to put another file in its place."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class FileLock:
    """A lock between processes on a file beside the database; it ends with the process."""

    def __init__(self, path: Path) -> None:
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def try_alone(self) -> bool:
        """Take it alone if nobody else holds it; else share it."""
        try:
            fcntl.flock(self._open, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.share()  # a conversion that fails has let go of what was held
            return False
        return True

    def try_share(self) -> bool:
        """Share it unless somebody has it alone."""
        try:
            fcntl.flock(self._open, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def share(self) -> None:
        fcntl.flock(self._open, fcntl.LOCK_SH)

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def _open(self) -> int:
        if self._descriptor is None:
            raise ValueError("the lock was closed")
        return self._descriptor
