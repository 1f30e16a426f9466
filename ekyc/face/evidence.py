"""What the camera showed about a face, as values: findings, liveness, match. No decision is taken here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Finding(StrEnum):
    """One thing about a frame that a person can understand and mend. Each has one sentence per language."""

    GREY_PICTURE = "grey_picture"  # an infrared or depth camera, or one without colour: for the technician
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    TOO_CLOSE = "too_close"
    CUT_OFF = "cut_off"  # a part of the face lies outside the picture
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
    GLASSES_GLARE = "glasses_glare"


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


class LivenessMethod(StrEnum):
    """One way of telling a person before the lens from something shown to it."""

    HEAD_TURNS = "head_turns"  # against prints: in the asked order, and the nose leaves its plane
    RELIEF = "relief"  # against prints that are bent: the whole face moves as a head's relief does
    BLINK = "blink"
    COLOUR_FLASH = "colour_flash"  # against screens: the face reflects the colours that ours shows
    FRESH_FRAMES = "fresh_frames"  # against injected recordings: no frame comes twice
    MOIRE = "moire"  # the grid of a filmed screen; a score to look at, never a decision


class MethodMode(StrEnum):
    OFF = "off"
    SHADOW = "shadow"  # done and recorded, for calibration; changes nothing
    ENFORCED = "enforced"


class MethodOutcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_DONE = "not_done"
    NOT_AVAILABLE = "not_available"  # this place does not allow it: no screen, too much daylight
    SKIPPED = "skipped"  # the person asked to go without it


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one method saw, whether or not it counts. ``reason`` is a stable code, "" when nothing is to say;
    ``scores`` are the method's own numbers, by name.
    """

    method: LivenessMethod
    mode: MethodMode
    outcome: MethodOutcome
    reason: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """A model file that took part, so that a result can be judged years later."""

    path: str
    sha256: str


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
    methods: tuple[MethodResult, ...] = ()  # every method's own result, also of those that do not count
    models: tuple[ModelUsed, ...] = ()
    limits_version: str = ""
    measures: Mapping[str, float] = field(default_factory=dict)  # quality of the best frame, by name
    advisories: tuple[str, ...] = ()  # codes worth a look by staff; they neither hold back nor decide
