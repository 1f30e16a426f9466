"""Tells other processes that somebody is at the kiosk: a lock on a file, which ends with the process.

Who changes the version takes the kiosk down only while it can have the lock alone (installer/updating).
"""

from __future__ import annotations

import logging
from pathlib import Path

from local_db.file_lock import FileLock

logger = logging.getLogger(__name__)

MARK = "visit.lock"


class VisitMark:
    """``set`` and ``clear`` do not block."""

    def __init__(self, data_folder: Path) -> None:
        self._path = data_folder / MARK
        self._lock: FileLock | None = None

    def set(self) -> None:
        """Not while the kiosk is being taken down, which it is then within the second; nor where there is no
        folder for the data, without which nothing is recorded.
        """
        try:
            self._lock = self._lock or FileLock(self._path)
            self._lock.try_share()
        except FileNotFoundError:
            return
        except OSError as error:
            logger.warning("no mark of the visit can be made: %s", type(error).__name__)

    def clear(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None
