"""Is every frame a new one? A sensor's noise never repeats; a recording fed in over and over does."""

from __future__ import annotations

import zlib

from ekyc.face.evidence import LivenessMethod, MethodMode, MethodOutcome, MethodResult
from ekyc.face.frame_source import Image


class FrameFreshness:
    """Watches one session. Some drivers hand out a frame twice in a row: such a twin is no new frame, and no
    fault; a frame equal to an earlier one is.
    """

    def __init__(self, max_repeated: int) -> None:
        self._max_repeated = max_repeated
        self._seen: set[int] = set()
        self._last: int | None = None
        self._last_at: float | None = None
        self._repeated = 0
        self._backwards = 0

    @property
    def broken(self) -> bool:
        return self._repeated >= self._max_repeated or self._backwards > 0

    def take(self, image: Image, at: float) -> bool:
        """False for the twin of the frame before, which shows nothing new."""
        if self._last_at is not None and at <= self._last_at:
            self._backwards += 1
        self._last_at = at
        mark = zlib.crc32(image[::8].tobytes())
        if mark == self._last:
            return False
        self._repeated += mark in self._seen
        self._seen.add(mark)
        self._last = mark
        return True

    def result(self, mode: MethodMode) -> MethodResult:
        outcome = MethodOutcome.FAILED if self.broken else MethodOutcome.PASSED
        reason = "repeated_frames" if self.broken else ""
        scores = {"repeated": float(self._repeated), "backwards": float(self._backwards)}
        return MethodResult(LivenessMethod.FRESH_FRAMES, mode, outcome, reason, scores)
