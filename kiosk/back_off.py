"""How long to wait after failures.

Full jitter, so that a thousand kiosks do not come back in the same second.
"""

from __future__ import annotations

import random


class BackOff:
    def __init__(self, base_seconds: float, cap_seconds: float, source: random.Random) -> None:
        self._base = base_seconds
        self._cap = cap_seconds
        self._random = source
        self._failures = 0

    def reset(self) -> None:
        self._failures = 0

    def stated_seconds(self, seconds: float) -> float:
        """A pause that central asked for: never shorter, a little longer by chance, at most the cap."""
        return min(self._cap, max(seconds, self._base) * self._random.uniform(1.0, 1.25))

    def next_seconds(self) -> float:
        """Anything between 0 and the doubled limit, which stops growing at the cap."""
        limit = min(self._cap, self._base * 2.0 ** min(self._failures, 32))
        self._failures += 1
        return self._random.uniform(0, limit)
