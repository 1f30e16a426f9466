"""Look at a recording as the kiosk would have looked at the person: quality, actions seen, match.

Nobody is guided here, so a recording shows what it shows: with an action asked for, it passes or fails;
without one, the turns seen in it are reported. Times are those of the recording, not of the machine that
looks at it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ekyc.face.analysis import FrameAnalysis, FrameFace
from ekyc.face.capture import Capture, Shot
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import Finding, LivenessAction, LivenessOutcome, LivenessResult, MethodResult
from ekyc.face.face_patch import FacePatch
from ekyc.face.frame_source import FrameSource, Image
from ekyc.face.limits import FaceLimits, LivenessLimits
from ekyc.face.liveness import TURNS, ActionState, ActionWatch, LivenessReason, StraightLook
from ekyc.face.relief import Relief
from ekyc.face.relief_rule import Turn, confirm_relief, judge_relief
from ekyc.face.tracking import FaceTrack

LONGEST = 1800
"""Frames read at most: a minute at 30 a second."""


class Looks(Protocol):
    """What looks at frames: the worker, or the analyser itself where there is no screen to keep smooth."""

    def analyse(self, image: Image) -> FrameAnalysis: ...

    def relief(self, straight: FacePatch, turned: FacePatch, to_left: bool) -> Relief: ...


@dataclass(frozen=True, slots=True)
class RecordingReport:
    frames_read: int
    frames_with_one_face: int
    good_frames: int
    findings: dict[Finding, int]  # in how many frames each stood
    liveness: LivenessResult
    best: tuple[Shot, ...] = field(repr=False)  # the good frames to match, the best first; may be none
    example: Shot | None = field(repr=False)  # the best frame, or any with a face
    widest: tuple[Shot, ...] = field(repr=False)  # the frame turned furthest to either side
    relief: MethodResult  # of the turns that were seen
    analysis_seconds: tuple[float, ...] = field(repr=False)
    seconds: float = 0.0


def check_recording(
    source: FrameSource,
    fps: float,
    worker: Looks,
    limits: FaceLimits,
    asked: LivenessAction | None = None,
) -> RecordingReport:
    """Read ``source`` to its end (it must not be paced or loop) and report on it.

    Raises FaceError: those of opening and reading the source; ``no_face`` if no frame has one,
    ``several_faces`` if no frame has only one.
    """
    started = time.monotonic()
    viewer = _Viewer(worker, limits)
    source.open()
    try:
        while viewer.frames_read < LONGEST and (image := source.read()) is not None:
            viewer.look(image, viewer.frames_read / fps)
    finally:
        source.close()
    if not viewer.faces:
        fault = FaceFault.SEVERAL_FACES if Finding.SEVERAL_FACES in viewer.findings else FaceFault.NO_FACE
        raise FaceError(fault, f"in {viewer.frames_read} frames")
    liveness, relief = viewer.liveness(asked)
    return RecordingReport(
        frames_read=viewer.frames_read,
        frames_with_one_face=viewer.frames_with_one_face,
        good_frames=viewer.good_frames,
        findings=dict(viewer.findings.most_common()),
        liveness=liveness,
        best=viewer.best,
        example=viewer.example,
        widest=tuple(viewer.widest.values()),
        relief=relief,
        analysis_seconds=tuple(viewer.analysis_seconds),
        seconds=time.monotonic() - started,
    )


class _Viewer:
    def __init__(self, worker: Looks, limits: FaceLimits) -> None:
        self._worker = worker
        self._limits = limits
        self._track = FaceTrack(limits.capture)
        self._capture = Capture(limits.capture, FaceTrack(limits.capture))
        self.frames_read = 0
        self.frames_with_one_face = 0
        self.good_frames = 0
        self.findings: Counter[Finding] = Counter()
        self.faces: list[tuple[FrameFace, float]] = []  # of the face tracked last
        self.widest: dict[int, Shot] = {}
        self.analysis_seconds: list[float] = []
        self._any: Shot | None = None

    @property
    def best(self) -> tuple[Shot, ...]:
        """A frame with findings against it is never compared."""
        return self._capture.best

    @property
    def example(self) -> Shot | None:
        return self.best[0] if self.best else self._any

    def look(self, image: Image, at: float) -> None:
        analysis = self._worker.analyse(image)
        self.frames_read += 1
        self.analysis_seconds.append(analysis.seconds)
        self.findings.update(analysis.findings)
        face = analysis.face
        if face is not None and Finding.SEVERAL_FACES in analysis.findings:
            face = None
        if not self._track.follow(face, at):
            self._track.restart()
            self.faces.clear()
            self.widest.clear()
        self.good_frames += not self._capture.take(image, analysis, at)
        if face is None:
            return
        self.frames_with_one_face += 1
        self.faces.append((face, at))
        shot = Shot(face, analysis.findings, image)
        self._any = self._any or shot
        side = 1 if face.pose.yaw > 0 else -1
        if side not in self.widest or abs(face.pose.yaw) > abs(self.widest[side].face.pose.yaw):
            self.widest[side] = shot

    def liveness(self, asked: LivenessAction | None) -> tuple[LivenessResult, MethodResult]:
        """What was done, and whether the turns among it show a head's relief."""
        if not self._capture.best or len(self.faces) < self._limits.capture.good_frames:
            actions = (asked,) if asked is not None else ()
            reasons = (LivenessReason.CAPTURE_TIMED_OUT.value,)
            return LivenessResult(LivenessOutcome.NOT_DONE, actions, reasons), self._relief((), None)
        straight = StraightLook.from_faces([shot.face for shot in self._capture.best])
        done = self._asked(asked, straight) if asked is not None else self._seen(straight)
        turned = [action for action in done.actions if action in TURNS]
        relief = self._relief(turned if done.outcome is LivenessOutcome.PASSED else (), straight)
        return confirm_relief(done, relief), relief

    def _relief(self, actions: Sequence[LivenessAction], straight: StraightLook | None) -> MethodResult:
        limits, mode = self._limits.relief, self._limits.methods.relief
        turns = [self._turn(action, straight) for action in actions] if straight is not None else []
        return judge_relief(turns, self._worker.relief, limits, mode)

    def _turn(self, action: LivenessAction, straight: StraightLook) -> Turn:
        sign = TURNS[action]
        turned = [((face.pose.yaw - straight.yaw) * sign, face.patch) for face, _ in self.faces]
        far = tuple(entry for entry in turned if entry[0] >= self._limits.relief.min_turn)
        return Turn(sign > 0, straight.patch, far)

    def _asked(self, asked: LivenessAction, straight: StraightLook) -> LivenessResult:
        watch = _watched(asked, straight, self.faces, self._limits.liveness)
        if watch.state is ActionState.DONE:
            return LivenessResult(LivenessOutcome.PASSED, (asked,))
        reason = watch.reason or LivenessReason.TOO_SLOW
        return LivenessResult(LivenessOutcome.FAILED, (asked,), (reason.value,))

    def _seen(self, straight: StraightLook) -> LivenessResult:
        watches = [_watched(action, straight, self.faces, self._limits.liveness) for action in TURNS]
        seen = tuple(watch.action for watch in watches if watch.state is ActionState.DONE)
        if seen:
            return LivenessResult(LivenessOutcome.PASSED, seen)
        if any(watch.reason is LivenessReason.FLAT_FACE for watch in watches):
            return LivenessResult(LivenessOutcome.FAILED, reasons=(LivenessReason.FLAT_FACE.value,))
        return LivenessResult(LivenessOutcome.NOT_DONE)


def _watched(
    action: LivenessAction,
    straight: StraightLook,
    faces: Sequence[tuple[FrameFace, float]],
    limits: LivenessLimits,
) -> ActionWatch:
    """The recording watched for one action, for as long as it lasts."""
    begin, end = faces[0][1], faces[-1][1]
    watch = ActionWatch(
        action, straight, replace(limits, action_time_out=end - begin, blink_time_out=end - begin), begin
    )
    for face, at in faces:
        watch.update(face, at)
    watch.update(None, end + 1.0)  # time is up: nothing done counts as too slow, or as flat
    return watch
