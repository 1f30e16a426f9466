"""Room on the disk: without it no visit begins and no act is recorded, so that nobody works for nothing."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from kiosk.ballast import Ballast
from kiosk.errors import KnownError
from kiosk.settings import Mode, Settings

logger = logging.getLogger(__name__)

_MEGABYTE = 1 << 20
DISK_FULL = "disk_full"  # as the database calls it


def free_bytes(folder: Path) -> int:
    """What may be written where ``folder`` lies, or will lie. Asks the kernel, which has it in memory: it
    does not block on the disk.
    """
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


class Room:
    """Looks anew at every question, so that a kiosk serves again as soon as there is room."""

    def __init__(self, settings: Settings, measure: Callable[[Path], int] = free_bytes) -> None:
        production = settings.mode is Mode.PRODUCTION
        size = settings.storage.ballast_megabytes * _MEGABYTE if production else 0
        self.ballast = Ballast(settings.data_folder, size)
        self._folder = settings.data_folder
        self._limits = settings.storage
        self._measure = measure
        self._had_enough = True

    def is_enough_to_begin(self) -> bool:
        """Whether a visit may begin. What changed is logged, once."""
        free = self._measure(self._folder)
        enough = free >= self._limits.free_to_begin_megabytes * _MEGABYTE
        if enough is not self._had_enough:
            self._had_enough = enough
            if enough:
                logger.info("there is room on the disk again: visits begin")
            else:
                logger.error(
                    "disk_full: no visit begins, %d MB are free where the data lie and %d are needed",
                    free // _MEGABYTE,
                    self._limits.free_to_begin_megabytes,
                )
        return enough

    def lay_ballast(self) -> None:
        """While there is plenty of room."""
        needed = 2 * self._limits.free_to_begin_megabytes * _MEGABYTE
        self.ballast.lay(self._measure(self._folder), needed)

    def check_for_act(self) -> None:
        """Raises `KnownError` ``disk_full``. Less will do than for a visit to begin: who has begun ends."""
        self.check_for_file(0)

    def check_for_file(self, size: int) -> None:
        """That a file of so many bytes leaves room for the act that it belongs to. Raises as above."""
        needed = self._limits.free_to_record_megabytes * _MEGABYTE + size
        if self._measure(self._folder) >= needed:
            return
        if not self.ballast.release() or self._measure(self._folder) < needed:
            raise KnownError(DISK_FULL, "The disk of this kiosk is full; nothing was stored.")
