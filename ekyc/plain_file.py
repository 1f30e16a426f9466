"""Files that somebody names: a pipe never answers, a device never ends, so only plain files are read."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path


class NotAPlainFileError(OSError):
    """A pipe, a socket or a device stands under this name."""


def open_plain_file(path: Path) -> BufferedReader:
    """Open for reading without waiting for anybody.

    Raises OSError where there is nothing to read: `FileNotFoundError`, `IsADirectoryError`,
    `NotAPlainFileError`, ….
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise NotAPlainFileError
        return os.fdopen(descriptor, "rb")  # which refuses a directory by itself
    except BaseException:
        os.close(descriptor)
        raise
