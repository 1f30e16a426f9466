"""How much time this kiosk has lived through, counted without trusting the clock on its wall.

Within one boot the kernel's own seconds are exact, over restarts of the program too. From one boot to the
next only the wall clock can tell how long the machine was off: it is believed as far as that is plausible,
never backwards.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.schema import counted_time

LONGEST_OFF_SECONDS = 30 * 86_400.0
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Boot:
    """One life of the machine; ``seconds`` since its beginning, also while it slept."""

    id: str
    seconds: Callable[[], float]


def present_boot() -> Boot:
    return Boot(_BOOT_ID.read_text("ascii").strip(), lambda: time.clock_gettime(time.CLOCK_BOOTTIME))


class CountedTime:
    """Thread-safe. ``went_back``: seconds by which the wall clock stands before the last note of an earlier
    boot, so it was certainly set; 0 otherwise.
    """

    def __init__(self, database: Database, wall: Callable[[], datetime], boot: Boot | None = None) -> None:
        self._database = database
        self._wall = wall
        self._boot = boot or present_boot()
        self._lock = threading.Lock()
        self.went_back = 0.0
        self._total, self._at = self._take_up()
        self.note()

    def _take_up(self) -> tuple[float, float]:
        now = self._boot.seconds()
        with self._database.read() as connection:
            row = connection.execute(select(counted_time)).first()
        if row is None:
            return 0.0, now
        if row.boot_id == self._boot.id:
            return row.total_seconds + max(0.0, now - row.boot_seconds), now
        off = (self._wall() - row.noted_at).total_seconds()
        self.went_back = max(0.0, -off)
        return row.total_seconds + max(now, min(off, LONGEST_OFF_SECONDS)), now

    def now(self) -> float:
        """Seconds counted in all; never goes back."""
        with self._lock:
            return self._total + self._boot.seconds() - self._at

    def note(self) -> None:
        """Write down how far it is; what is not noted before the power goes is not counted."""
        with self._lock:
            now = self._boot.seconds()
            values = {
                "id": 1,
                "boot_id": self._boot.id,
                "boot_seconds": now,
                "noted_at": self._wall(),
                "total_seconds": self._total + now - self._at,
            }
        changed = insert(counted_time).values(values)
        changed = changed.on_conflict_do_update(index_elements=["id"], set_=values)
        with self._database.write() as connection:
            connection.execute(changed)
