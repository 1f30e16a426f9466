"""What the camera showed about a face, as values: findings, liveness, match. No decision is taken here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Finding(StrEnum):
    """One thing about a frame that a person can understand and mend. Each has one sentence per language."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    TOO_CLOSE = "too_close"
    NOT_CENTRED = "not_centred"
    TURN_TO_CAMERA = "turn_to_camera"
    TILTED_HEAD = "tilted_head"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    UNEVEN_LIGHT = "uneven_light"
    LOW_CONTRAST = "low_contrast"
    BLURRED = "blurred"
    EYES_CLOSED = "eyes_closed"
    MOUTH_OPEN = "mouth_open"
    MASK_SUSPECTED = "mask_suspected"
    DARK_GLASSES_SUSPECTED = "dark_glasses_suspected"


class LivenessAction(StrEnum):
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    BLINK = "blink"


class LivenessOutcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_DONE = "not_done"


class MatchBand(StrEnum):
    MATCH = "match"
    REVIEW = "review"
    NO_MATCH = "no_match"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class LivenessResult:
    outcome: LivenessOutcome
    actions: tuple[LivenessAction, ...] = ()
    reasons: tuple[str, ...] = ()  # stable codes, e.g. "flat_face", "too_slow", "wrong_direction"


@dataclass(frozen=True, slots=True)
class MatchResult:
    """Distance between two faces and the band it falls in; limits and model travel with the result."""

    band: MatchBand
    distance: float | None
    matcher: str
    model_sha256: str
    match_limit: float
    review_limit: float


@dataclass(frozen=True, slots=True)
class FaceEvidence:
    findings: tuple[Finding, ...]  # what still stood against the best frame; empty when it was good
    liveness: LivenessResult
    match: MatchResult
    portrait_jpeg: bytes = field(repr=False)  # the one picture that policy lets the act carry; b"" if none
    frames_used: int = 0
    attempts: int = 1
    seconds: Mapping[str, float] = field(default_factory=dict)
