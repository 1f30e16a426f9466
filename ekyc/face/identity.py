"""The face that acted must be the face that is matched: a swap in between makes the liveness worthless."""

from __future__ import annotations

from collections.abc import Sequence

from ekyc.face.evidence import LivenessOutcome, LivenessResult
from ekyc.face.liveness import LivenessReason
from ekyc.face.matching import Embedding, MatcherInfo, distance


def confirm_identity(
    liveness: LivenessResult,
    live: Sequence[Embedding],
    peaks: Sequence[Embedding],
    info: MatcherInfo,
    limit: float,
) -> LivenessResult:
    """``live``: the faces that are matched; ``peaks``: the face at the height of each action.

    The liveness as it is when every peak lies within ``limit`` of their mean; failed with ``face_changed``
    when one does not.
    """
    if liveness.outcome is not LivenessOutcome.PASSED or not live:
        return liveness
    matched = info.mean(live)
    if all(distance(peak, matched) <= limit for peak in peaks):
        return liveness
    return LivenessResult(LivenessOutcome.FAILED, liveness.actions, (LivenessReason.FACE_CHANGED.value,))
