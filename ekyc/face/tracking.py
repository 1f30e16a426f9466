"""Is it still the same person before the camera? Position and time only; the embedding confirms it later."""

from __future__ import annotations

from ekyc.face.analysis import FrameFace
from ekyc.face.limits import CaptureLimits


class FaceTrack:
    """Follows one face from frame to frame. ``follow`` answers False once the thread is cut."""

    def __init__(self, limits: CaptureLimits) -> None:
        self._limits = limits
        self._last: FrameFace | None = None
        self._seen_at = 0.0
        self._watched_at = 0.0

    def restart(self) -> None:
        self._last = None

    def follow(self, face: FrameFace | None, at: float) -> bool:
        """``at``: s on the clock of the frames. A first face begins the track."""
        last, unwatched = self._last, at - self._watched_at
        self._watched_at = at
        if last is None:
            self._last, self._seen_at = face, at
            return True
        if unwatched > self._limits.max_unwatched:
            return False
        if face is None:
            return at - self._seen_at <= self._limits.max_gap or at - self._seen_at <= unwatched
        near = self._near(last, face)
        self._last, self._seen_at = face, at
        return near

    def _near(self, last: FrameFace, face: FrameFace) -> bool:
        shift = max(abs(a - b) for a, b in zip(last.box.centre, face.box.centre, strict=True))
        ratio = face.box.width / max(last.box.width, 1)
        return shift <= self._limits.max_shift * last.box.width and 0.6 <= ratio <= 1.7
