"""Evidence that leaves a verdict to the other side of the policy."""

from __future__ import annotations

from ekyc.face.evidence import FaceEvidence, LivenessOutcome, LivenessResult, MatchBand, MatchResult


def a_face_that_proves_itself() -> FaceEvidence:
    match = MatchResult(MatchBand.MATCH, 0.3, "dlib", "00", 0.42, 0.60)
    return FaceEvidence((), LivenessResult(LivenessOutcome.PASSED), match, b"")
