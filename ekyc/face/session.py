"""The course of one face check, frame by frame: position, hold still, act. No thread, no clock, no network.

Frames go in with their analysis and time; out come what to tell the person now and, at the end, the frames to
match. The same frames always give the same course, save for the action drawn at random.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum

from ekyc.face.analysis import FrameAnalysis
from ekyc.face.capture import Capture, Shot
from ekyc.face.evidence import Finding, LivenessAction, LivenessOutcome, LivenessResult
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.limits import FaceLimits
from ekyc.face.liveness import (
    ActionState,
    ActionWatch,
    Chooser,
    LivenessReason,
    StraightLook,
    choose_actions,
)
from ekyc.face.tracking import FaceTrack


class FacePhase(StrEnum):
    STARTING = "starting"
    POSITION = "position"
    HOLD_STILL = "hold_still"
    ACTION = "action"
    MATCHING = "matching"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FaceProgress:
    """What the screen shows now. ``fraction`` is of the phase, 0 to 1."""

    phase: FacePhase
    finding: Finding | None = None
    action: LivenessAction | None = None
    fraction: float = 0.0
    face_box: FaceBox | None = None
    frame_size: tuple[int, int] | None = None  # width, height of the frame that face_box is in


_CROWDED_FRAMES = 3  # a single frame with a second face may be the detector's error


class FaceSession:
    """``choose`` draws the actions; the default is cryptographic, tests hand in their own."""

    def __init__(self, limits: FaceLimits, started_at: float, choose: Chooser = secrets.choice) -> None:
        self._limits = limits
        self._choose = choose
        self._started_at = started_at
        self._track = FaceTrack(limits.capture)
        self._capture = Capture(limits.capture, self._track)
        self._watch: ActionWatch | None = None
        self._remaining: list[LivenessAction] = []
        self._crowded = 0
        self._reason: LivenessReason | None = None
        self.phase = FacePhase.POSITION
        self.actions: tuple[LivenessAction, ...] = ()
        self.peaks: list[Shot] = []  # a frame of each action done, to see that nobody changed places
        self.findings: tuple[Finding, ...] = (Finding.NO_FACE,)  # of the last frame that was not good
        self.face_seen = False

    @property
    def best(self) -> tuple[Shot, ...]:
        """The frames to match, the best first; empty until the capture is complete."""
        return self._capture.best if self.actions else ()

    @property
    def liveness(self) -> LivenessResult:
        """How the actions went so far."""
        if self._reason is LivenessReason.CAPTURE_TIMED_OUT:
            return LivenessResult(LivenessOutcome.NOT_DONE, reasons=(self._reason.value,))
        if self._reason is not None:
            return LivenessResult(LivenessOutcome.FAILED, self.actions, (self._reason.value,))
        passed = self.phase is FacePhase.MATCHING
        return LivenessResult(LivenessOutcome.PASSED if passed else LivenessOutcome.NOT_DONE, self.actions)

    def step(self, image: Image, analysis: FrameAnalysis, at: float) -> FaceProgress:
        """One more frame, taken at ``at``. The phase becomes ``matching`` when the course is over, good or
        bad.
        """
        self.face_seen = self.face_seen or analysis.face is not None
        if self._watch is not None:
            finding = self._act(self._watch, image, analysis, at)
        else:
            finding = self._collect(image, analysis, at)
        watch = self._watch if self.phase is FacePhase.ACTION else None
        return FaceProgress(
            phase=self.phase,
            finding=finding,
            action=watch.action if watch is not None else None,
            fraction=watch.fraction if watch is not None else self._capture.fraction,
            face_box=analysis.face.box if analysis.face is not None else None,
            frame_size=(image.shape[1], image.shape[0]),
        )

    def _collect(self, image: Image, analysis: FrameAnalysis, at: float) -> Finding | None:
        standing = self._capture.take(image, analysis, at)
        if standing:
            self.findings = standing
        if self._capture.complete:
            self.actions = choose_actions(self._limits.liveness, self._choose)
            self._remaining = list(self.actions)
            straight = StraightLook.from_faces([shot.face for shot in self._capture.best])
            self._next_action(straight, at)
        elif at - self._started_at > self._limits.capture.position_time_out:
            self._finish(LivenessReason.CAPTURE_TIMED_OUT)
        else:
            self.phase = FacePhase.HOLD_STILL if self._capture.fraction > 0 else FacePhase.POSITION
        return standing[0] if standing else None

    def _act(self, watch: ActionWatch, image: Image, analysis: FrameAnalysis, at: float) -> Finding | None:
        crowded = Finding.SEVERAL_FACES in analysis.findings
        self._crowded = self._crowded + 1 if crowded else 0
        if not self._track.follow(analysis.face, at):
            self._finish(LivenessReason.FACE_LOST)
        elif self._crowded >= _CROWDED_FRAMES:
            self._finish(LivenessReason.SEVERAL_FACES)
        else:
            state = watch.update(analysis.face, at)
            if state is ActionState.FAILED:
                self._finish(watch.reason)
            elif state is ActionState.DONE and analysis.face is not None:
                self.peaks.append(Shot(analysis.face, analysis.findings, image))
                self._next_action(watch.straight, at)
        return Finding.SEVERAL_FACES if crowded else None

    def _next_action(self, straight: StraightLook, at: float) -> None:
        if not self._remaining:
            self._finish(None)
            return
        self.phase = FacePhase.ACTION
        self._watch = ActionWatch(self._remaining.pop(0), straight, self._limits.liveness, at)

    def _finish(self, reason: LivenessReason | None) -> None:
        self._reason = reason
        self.phase = FacePhase.MATCHING
