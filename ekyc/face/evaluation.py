"""How well a matcher tells people apart, from distances of labelled pairs. Pure arithmetic.

Terms of ISO/IEC 19795-1. A *genuine* pair shows one person twice, an *impostor* pair two people. A pair is
a match when its distance is at most the threshold, as in ``matching.band_of``. Pictures without an embedding
make no pair: they are failures to acquire and are counted apart, not hidden among the rates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ekyc.face.error_rates import ErrorRate

Distances = NDArray[np.float64]
"""Shape (n,), finite, not negative."""

_SHARES = (0.70, 0.80, 0.90, 0.95, 1.00, 1.05, 1.10, 1.20, 1.30, 1.40)
"""Thresholds worth seeing beside the bands, as shares of the match limit: networks differ in scale."""


@dataclass(frozen=True, slots=True)
class RatesAt:
    threshold: float
    false_match: ErrorRate  # impostor pairs at or below the threshold
    false_non_match: ErrorRate  # genuine pairs above it


@dataclass(frozen=True, slots=True)
class EqualErrorRate:
    """Where both rates meet. ``rate`` is the mean of both where they come closest, at ``threshold``."""

    rate: float
    threshold: float


@dataclass(frozen=True, slots=True)
class BandShares:
    """How many pairs of one kind fell in each band."""

    match: int
    review: int
    no_match: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    bands: tuple[RatesAt, RatesAt]  # at match_limit, at review_limit
    table: tuple[RatesAt, ...]
    equal_error_rate: EqualErrorRate | None  # None without pairs of both kinds
    genuine: BandShares
    impostor: BandShares

    @property
    def genuine_pairs(self) -> int:
        return self.bands[0].false_non_match.trials

    @property
    def impostor_pairs(self) -> int:
        return self.bands[0].false_match.trials


def evaluate(genuine: Distances, impostor: Distances, match_limit: float, review_limit: float) -> Evaluation:
    """Rates at the two limits of the bands and round them, and the equal error rate."""
    thresholds = [round(share * match_limit, 2) for share in _SHARES]
    own, other = np.sort(genuine), np.sort(impostor)
    return Evaluation(
        bands=(rates_at(own, other, match_limit), rates_at(own, other, review_limit)),
        table=tuple(rates_at(own, other, threshold) for threshold in thresholds),
        equal_error_rate=equal_error_rate(own, other),
        genuine=_shares(own, match_limit, review_limit),
        impostor=_shares(other, match_limit, review_limit),
    )


def rates_at(genuine: Distances, impostor: Distances, threshold: float) -> RatesAt:
    """Both error rates at one threshold."""
    return RatesAt(
        threshold,
        ErrorRate(int(np.count_nonzero(impostor <= threshold)), len(impostor)),
        ErrorRate(int(np.count_nonzero(genuine > threshold)), len(genuine)),
    )


def equal_error_rate(genuine: Distances, impostor: Distances) -> EqualErrorRate | None:
    """Every distance seen is tried as the threshold, and one below all of them; None without both kinds."""
    if not len(genuine) or not len(impostor):
        return None
    own, other = np.sort(genuine), np.sort(impostor)
    seen = np.unique(np.concatenate([own, other]))
    candidates = np.concatenate([[np.nextafter(seen[0], -np.inf)], seen])
    false_match = np.searchsorted(other, candidates, side="right") / len(other)
    false_non_match = 1.0 - np.searchsorted(own, candidates, side="right") / len(own)
    apart, mean = np.abs(false_match - false_non_match), (false_match + false_non_match) / 2
    best = int(np.lexsort((mean, apart))[0])
    return EqualErrorRate(float(mean[best]), float(max(candidates[best], 0.0)))


def pair_distances(
    embeddings: NDArray[np.float64], persons: NDArray[np.int64]
) -> tuple[Distances, Distances]:
    """Distances of all pairs: those of one person, those of two. ``embeddings``: shape (n, d), one a row."""
    genuine, impostor = [np.empty(0)], [np.empty(0)]
    for row in range(len(embeddings) - 1):
        apart = np.linalg.norm(embeddings[row + 1 :] - embeddings[row], axis=1)
        same = persons[row + 1 :] == persons[row]
        genuine.append(apart[same])
        impostor.append(apart[~same])
    return np.concatenate(genuine), np.concatenate(impostor)


def _shares(distances: Distances, match_limit: float, review_limit: float) -> BandShares:
    match = int(np.count_nonzero(distances <= match_limit))
    no_match = int(np.count_nonzero(distances > review_limit))
    return BandShares(match, len(distances) - match - no_match, no_match)
