"""A share of errors among trials, and what the number of trials allows to say about it. Pure arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass

_CONFIDENCE = 0.95
_BISECTIONS = 60  # of the interval from 0 to 1: more than a float can tell apart


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """``errors`` of ``trials``. Raises ValueError for counts that cannot be."""

    errors: int
    trials: int

    def __post_init__(self) -> None:
        if not 0 <= self.errors <= self.trials:
            raise ValueError(f"{self.errors} errors in {self.trials} trials")

    @property
    def rate(self) -> float | None:
        """0 to 1; None when nothing was tried."""
        return self.errors / self.trials if self.trials else None

    @property
    def upper_bound(self) -> float:
        """The largest true rate that these counts leave plausible, one-sided at 95 %; 1 without trials.

        No error seen: the rule of three, 3/n (Hanley and Lippman-Hand, JAMA 1983), as ISO/IEC 19795-1 uses
        it. Otherwise the exact bound of Clopper and Pearson (Biometrika 1934). Both hold for independent
        trials only; pairs that share a picture or a person are not, so that the true bound lies higher.
        """
        if self.errors == 0:
            return min(1.0, 3.0 / self.trials) if self.trials else 1.0
        if self.errors == self.trials:
            return 1.0
        low, high = self.errors / self.trials, 1.0
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if _at_most(self.errors, self.trials, middle) > 1 - _CONFIDENCE:
                low = middle
            else:
                high = middle
        return high


def _at_most(errors: int, trials: int, rate: float) -> float:
    """Probability of ``errors`` or fewer among ``trials`` at a true ``rate`` strictly between 0 and 1."""
    if not 0.0 < rate < 1.0:
        return 1.0 if rate <= 0.0 else 0.0
    term = trials * math.log1p(-rate)  # logarithm of the probability of none
    odds = math.log(rate) - math.log1p(-rate)
    total = 0.0
    for count in range(errors + 1):
        total += math.exp(term)
        if count < trials:
            term += math.log(trials - count) - math.log(count + 1) + odds
    return min(1.0, total)
