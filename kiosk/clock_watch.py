"""Notices when the clock on the wall is set: by hand, by the network, or by an empty battery."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.clock import Clock

LEAST_JUMP_SECONDS = 120.0


class ClockWatch:
    """Compares the wall clock with the seconds that really passed. Thread-safe."""

    def __init__(self, clock: Clock, on_jump: Callable[[float], None]) -> None:
        """``on_jump`` gets by how many seconds the clock was set, forward or (negative) back."""
        self._clock = clock
        self._on_jump = on_jump
        self._lock = threading.Lock()
        self._seen = clock.now(), clock.monotonic()
        self.jumped_seconds = 0.0
        """All jumps since the start together."""

    def look(self) -> None:
        now = self._clock.now(), self._clock.monotonic()
        with self._lock:
            (wall, passed), self._seen = self._seen, now
            jump = (now[0] - wall).total_seconds() - (now[1] - passed)
            noticed = abs(jump) > LEAST_JUMP_SECONDS
            if noticed:
                self.jumped_seconds += jump
        if noticed:
            self._on_jump(jump)
