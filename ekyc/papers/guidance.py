"""What a person who lays a paper under the camera is told, calmly, and when it is taken by itself."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ekyc.papers.findings import PaperFinding, PaperLook
from ekyc.papers.limits import paper_limits


class PaperGuide:
    """Fed with every look and its time in seconds, monotonic. ``finding`` is what to tell now, None while the
    sheet is good or nothing is known yet; ``ready`` once it has lain still for long enough.

    A finding is told when it has lasted, and stands for a while: sentences that come and go with every frame
    are read by nobody.
    """

    def __init__(self) -> None:
        self.finding: PaperFinding | None = None
        self.ready = False
        self._told_at = -1e9
        self._next: PaperFinding | None = None
        self._next_since: float | None = None
        self._still: tuple[float, NDArray[np.float64]] | None = None  # since when, and where

    def take(self, look: PaperLook, size: Iterable[int], now: float) -> None:
        """``size``: of the frame, any order."""
        limits = paper_limits()
        first = look.findings[0] if look.findings else None
        if first is not self._next or self._next_since is None:
            self._next, self._next_since = first, now
        lasted = now - self._next_since >= limits.settle_seconds
        if first is not self.finding and lasted and now - self._told_at >= limits.stand_seconds:
            self.finding, self._told_at = first, now
        self.ready = self._is_still(look, max(size), now)

    def _is_still(self, look: PaperLook, longest: int, now: float) -> bool:
        limits = paper_limits()
        if look.findings or look.sheet is None:
            self._still = None
            return False
        corners = look.sheet.corners
        if self._still is None or np.abs(corners - self._still[1]).max() > limits.steady_share * longest:
            self._still = (now, corners)
        return now - self._still[0] >= limits.steady_seconds
