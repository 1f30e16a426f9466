"""Room that is kept for the day on which the disk is full: then even deleting needs some."""

from __future__ import annotations

import logging
import os
from pathlib import Path

logger = logging.getLogger(__name__)

_NAME = "ballast"


class Ballast:
    """A file of a fixed size, laid while there is plenty of room and thrown off when there is none."""

    def __init__(self, folder: Path, size: int) -> None:
        """``size`` in bytes; 0: none."""
        self._file = folder / _NAME
        self._size = size

    def lay(self, free: int, needed: int) -> None:
        """Put it there, unless less than ``needed`` bytes would be left of the ``free`` ones."""
        if self._size == 0 or self._file.exists() or free - self._size < needed:
            return
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, self._size)
        except OSError as error:
            self._file.unlink(missing_ok=True)
            self._size = 0
            logger.warning("no room can be kept for a full disk here: %s", error.strerror)
        finally:
            os.close(descriptor)

    def release(self) -> bool:
        """Give its room to the acts; whether there was one."""
        try:
            self._file.unlink()
        except FileNotFoundError:
            return False
        megabytes = self._size >> 20
        logger.error("the disk is full: the %d MB kept for this are given to the acts", megabytes)
        return True
