"""Time, handed in: instants are wall-clock UTC; limits and durations use the monotonic clock only."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

# One offset and no summer time since 1975, so that no time-zone data are needed.
VIETNAM_TIME = timezone(timedelta(hours=7))


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant as an aware ``datetime`` in UTC. May jump when the machine's clock is set."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary start; never goes back. Not comparable between two processes' runs."""
        ...


def moment_text(at: datetime) -> str:
    """How a moment is written for people, in both languages, on screen and paper: 08:30, 02/03/2026."""
    return f"{at.astimezone(VIETNAM_TIME):%H:%M, %d/%m/%Y}"


def day_text(day: date) -> str:
    """The same for a day: 02/03/2026."""
    return f"{day:%d/%m/%Y}"


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()
