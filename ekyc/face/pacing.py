"""The pace of a recording: one frame at a time, at the rate it was taken."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Pace:
    """Lets its caller through ``fps`` times a second; a late caller is not made to hurry afterwards."""

    def __init__(self, fps: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 1.0 / fps
        self._clock = clock
        self._next = clock()
        self._stopped = threading.Event()

    def wait(self) -> None:
        """Block until the next frame is due or ``stop`` was called."""
        now = self._clock()
        if self._next > now:
            self._stopped.wait(self._next - now)
        self._next = max(self._next + self._interval, now)

    def stop(self) -> None:
        self._stopped.set()
