"""A clock that tells another day: what the law allows at certain times only can be tried at any time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class ShiftedClock:
    """Begins at ``start`` and then runs as the machine's does."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        return time.monotonic()
