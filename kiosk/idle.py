"""The idle limits: when to ask "are you still there?" and when to end a visit.

A person may extend as often as they like (WCAG 2.2.1 asks for ten times at least); only silence ends a visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.clock import Clock


class Attention(StrEnum):
    PRESENT = "present"
    WARNED = "warned"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """Seconds of silence. ``before_warning`` counts from the last touch, ``to_answer`` from the warning."""

    before_warning: float = 90.0
    to_answer: float = 30.0

    def __post_init__(self) -> None:
        if self.to_answer < 20:
            raise ValueError("a person needs at least 20 seconds to answer the idle warning (WCAG 2.2.1)")


class IdleWatch:
    """Counts silence on the monotonic clock. ``extra`` seconds lengthen the first limit, as while typing."""

    def __init__(self, clock: Clock, limits: IdleLimits) -> None:
        self._clock = clock
        self._limits = limits
        self._last_touch = clock.monotonic()
        self.extra = 0.0

    def touch(self) -> None:
        self._last_touch = self._clock.monotonic()

    def silent_seconds(self) -> float:
        return self._clock.monotonic() - self._last_touch

    def attention(self) -> Attention:
        silent = self.silent_seconds()
        if silent < self._limits.before_warning + self.extra:
            return Attention.PRESENT
        return Attention.WARNED if self.seconds_left() > 0 else Attention.GONE

    def seconds_left(self) -> float:
        """Until the visit ends; the whole answer time while nothing has been asked yet."""
        silent = self.silent_seconds()
        limit = self._limits.before_warning + self.extra + self._limits.to_answer
        return max(0.0, min(self._limits.to_answer, limit - silent))
