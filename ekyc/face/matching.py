"""Same person or not: distance between embeddings, and the band that it falls in.

No network is loaded here; whoever embeds (a ``Matcher``) lives in the worker process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ekyc.face.evidence import MatchBand, MatchResult, ModelUsed
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.limits import MatchLimits

Embedding = NDArray[np.float64]
"""One face as a vector; Euclidean distance between two of one matcher says how alike they are."""


@dataclass(frozen=True, slots=True)
class MatcherInfo:
    """What travels with every result, so that it can be judged years later."""

    name: str
    model_sha256: str
    models: tuple[ModelUsed, ...] = ()  # every model file of the analysis, that of the matcher first
    unit_length: bool = False  # its vectors have length 1, and so must every mean of them

    def mean(self, embeddings: Sequence[Embedding]) -> Embedding:
        """Mean of one face's embeddings; steadies the result against a blink or a passing shadow."""
        if self.unit_length:
            return unit_mean(embeddings)
        return np.asarray(np.mean(np.stack(embeddings), axis=0), dtype=np.float64)


class Matcher(Protocol):
    """A face network. Scales differ between networks: limits belong to one matcher and one model file."""

    def embed(self, image: Image, box: FaceBox) -> Embedding:
        """The face in ``box`` as a vector."""
        ...


def unit_mean(embeddings: Sequence[Embedding]) -> Embedding:
    """The mean, scaled to length 1 again: a shorter vector would be nearer to everybody."""
    mean = np.asarray(np.mean(np.stack(embeddings), axis=0), dtype=np.float64)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)


def distance(first: Embedding, second: Embedding) -> float:
    """Euclidean distance; 0 for the same vector."""
    return float(np.linalg.norm(first - second))


def band_of(value: float, limits: MatchLimits) -> MatchBand:
    """Both limits belong to the better band."""
    if value <= limits.match_limit:
        return MatchBand.MATCH
    return MatchBand.REVIEW if value <= limits.review_limit else MatchBand.NO_MATCH


def compare(
    reference: Embedding | None, live: Sequence[Embedding], info: MatcherInfo, limits: MatchLimits
) -> MatchResult:
    """Compare a reference with the mean of the live faces; ``not_comparable`` if either is missing."""
    value = None if reference is None or not live else distance(reference, info.mean(live))
    return MatchResult(
        band=MatchBand.NOT_COMPARABLE if value is None else band_of(value, limits),
        distance=value,
        matcher=info.name,
        model_sha256=info.model_sha256,
        match_limit=limits.match_limit,
        review_limit=limits.review_limit,
    )
