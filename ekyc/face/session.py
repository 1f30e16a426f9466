"""The course of one face check, frame by frame: position, hold still, act, flash. No thread, no clock.

Frames go in with their analysis and time; out come what to tell the person now and, at the end, the frames to
match. The same frames and the same random numbers always give the same course.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random, SystemRandom

from ekyc.face import oval
from ekyc.face.acting import Acting
from ekyc.face.analysis import FrameAnalysis
from ekyc.face.camera import CameraState
from ekyc.face.capture import Capture, Shot
from ekyc.face.evidence import (
    Finding,
    LivenessAction,
    LivenessMethod,
    LivenessOutcome,
    LivenessResult,
    MethodMode,
    MethodOutcome,
    MethodResult,
)
from ekyc.face.face_box import FaceBox
from ekyc.face.flash import FlashColour, FlashPlan, FlashWatch, choose_colours
from ekyc.face.frame_source import Image
from ekyc.face.freshness import FrameFreshness
from ekyc.face.limits import FaceLimits
from ekyc.face.liveness import LivenessReason, StraightLook, choose_actions
from ekyc.face.relief_rule import Turn
from ekyc.face.tracking import FaceTrack


class FacePhase(StrEnum):
    STARTING = "starting"
    POSITION = "position"
    HOLD_STILL = "hold_still"
    ACTION = "action"
    FLASH = "flash"
    MATCHING = "matching"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FaceProgress:
    """What the screen shows now. ``fraction`` is of the phase, 0 to 1.

    In the phase ``action`` an ``action`` of None means: look straight again. ``flash_colour`` is the colour
    that the whole screen shows now, None for its usual picture. ``camera_state`` is ``live`` unless the
    camera gives no picture and is being waited for. ``oval_at``: the middle of the oval, as a share of the
    frame's height: it follows who sits low or stands tall.
    """

    phase: FacePhase
    finding: Finding | None = None
    action: LivenessAction | None = None
    fraction: float = 0.0
    face_box: FaceBox | None = None
    frame_size: tuple[int, int] | None = None  # width, height of the frame that face_box is in
    flash_colour: FlashColour | None = None
    camera_state: CameraState = CameraState.LIVE
    oval_at: float = oval.USUAL


_CROWDED_FRAMES = 3  # a single frame with a second face may be the detector's error


class FaceSession:
    """``random`` draws actions and colours; the default is the system's, tests hand in their own.

    After every ``step`` the caller has the screen show ``flash_colour`` and tells when by ``flash_shown``.
    """

    def __init__(
        self,
        limits: FaceLimits,
        started_at: float,
        random: Random | None = None,
        flash: FlashPlan | None = None,
    ) -> None:
        self._limits = limits
        self._random = random or SystemRandom()
        self._started_at = started_at
        self._track = FaceTrack(limits.capture)
        self._capture = Capture(limits.capture, self._track)
        self._oval = oval.Oval(limits.capture)
        self._fresh = FrameFreshness(limits.liveness.max_repeated_frames)
        self._plan = flash or FlashPlan(run=False)
        self._acting: Acting | None = None
        self._flash: FlashWatch | None = None
        self._flash_peak: Shot | None = None
        self._skipped = False
        self._crowded = 0
        self._reason: LivenessReason | None = None
        self._progress = FaceProgress(FacePhase.POSITION)
        self.phase = FacePhase.POSITION
        self.actions: tuple[LivenessAction, ...] = ()
        self.findings: tuple[Finding, ...] = (Finding.NO_FACE,)  # of the last frame that was not good
        self.face_seen = False

    @property
    def best(self) -> tuple[Shot, ...]:
        """The frames to match, the best first; empty until the capture is complete."""
        return self._capture.best if self._acting is not None else ()

    @property
    def peaks(self) -> tuple[Shot, ...]:
        """Frames from the height of each action and the end of the flash: all must show the matched face."""
        acted = tuple(self._acting.peaks) if self._acting is not None else ()
        return (*acted, self._flash_peak) if self._flash_peak is not None else acted

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The head turns that were done: their relief is to be looked at."""
        return self._acting.turns if self._acting is not None else ()

    @property
    def flash_colour(self) -> FlashColour | None:
        """What the screen should show now; None for its usual picture."""
        return self._flash.colour if self.phase is FacePhase.FLASH and self._flash is not None else None

    @property
    def liveness(self) -> LivenessResult:
        """How the enforced methods went so far. Nothing passes without head turns that count."""
        if self._reason is LivenessReason.CAPTURE_TIMED_OUT:
            return LivenessResult(LivenessOutcome.NOT_DONE, reasons=(self._reason.value,))
        if self._reason is not None:
            return LivenessResult(LivenessOutcome.FAILED, self.actions, (self._reason.value,))
        if self.phase is not FacePhase.MATCHING:
            return LivenessResult(LivenessOutcome.NOT_DONE, self.actions)
        if self._limits.methods.head_turns is not MethodMode.ENFORCED:
            reasons = (LivenessReason.NOTHING_ENFORCED.value,)
            return LivenessResult(LivenessOutcome.NOT_DONE, self.actions, reasons)
        return LivenessResult(LivenessOutcome.PASSED, self.actions)

    @property
    def methods(self) -> tuple[MethodResult, ...]:
        """Every method's own result, whether it counts or not."""
        modes = self._limits.methods
        if self._acting is not None:
            acted = self._acting.results()
        else:
            acted = (
                MethodResult(LivenessMethod.HEAD_TURNS, modes.head_turns, MethodOutcome.NOT_DONE),
                MethodResult(LivenessMethod.BLINK, modes.blink, MethodOutcome.NOT_DONE),
            )
        return (*acted, self._flash_result(), self._fresh.result(modes.fresh_frames))

    def skip_flash(self) -> None:
        """The person asked to go without coloured light; takes effect with the next frame."""
        self._skipped = True

    def flash_shown(self, colour: FlashColour | None, at: float) -> None:
        """The screen was told to show ``colour`` at that moment of the frames' clock."""
        if self._flash is not None:
            self._flash.shown(colour, at)

    def step(self, image: Image, analysis: FrameAnalysis, at: float) -> FaceProgress:
        """One more frame, taken at ``at``. The phase becomes ``matching`` when the course is over, good or
        bad.
        """
        if self._fresh.take(image, at):
            self.face_seen = self.face_seen or analysis.face is not None
            self._progress = self._tell(image, analysis, self._take(image, analysis, at))
        return self._progress  # of the frame before, if this is its twin: the camera's watchdog judges that

    def _tell(self, image: Image, analysis: FrameAnalysis, finding: Finding | None) -> FaceProgress:
        return FaceProgress(
            phase=self.phase,
            finding=finding,
            action=self._acting.action if self._acting and self.phase is FacePhase.ACTION else None,
            fraction=self._fraction,
            face_box=analysis.face.box if analysis.face is not None else None,
            frame_size=(image.shape[1], image.shape[0]),
            flash_colour=self.flash_colour,
            oval_at=self._oval.at,
        )

    @property
    def _fraction(self) -> float:
        if self.phase is FacePhase.ACTION and self._acting is not None:
            return self._acting.fraction
        if self.phase is FacePhase.FLASH and self._flash is not None:
            return self._flash.fraction
        return self._capture.fraction

    def _take(self, image: Image, analysis: FrameAnalysis, at: float) -> Finding | None:
        if self._fresh.broken and self._limits.methods.fresh_frames is MethodMode.ENFORCED:
            self._finish(LivenessReason.REPEATED_FRAMES)
            return None
        if self._acting is None:
            return self._collect(image, analysis, at)
        finding = self._watch_over(analysis, at)
        if self.phase is FacePhase.ACTION:
            self._act(self._acting, image, analysis, at)
        elif self.phase is FacePhase.FLASH and self._flash is not None:
            self._flashed(self._flash, image, analysis, at)
        return finding

    def _collect(self, image: Image, analysis: FrameAnalysis, at: float) -> Finding | None:
        standing = self._capture.take(image, analysis, at)
        self._oval.follow(analysis.face.box if analysis.face is not None else None, image.shape[0])
        if standing:
            self.findings = standing
        if self._capture.complete:
            self._begin_acting(at)
        elif at - self._started_at > self._limits.capture.position_time_out:
            self._finish(LivenessReason.CAPTURE_TIMED_OUT)
        else:
            self.phase = FacePhase.HOLD_STILL if self._capture.fraction > 0 else FacePhase.POSITION
        return standing[0] if standing else None

    def _begin_acting(self, at: float) -> None:
        limits = self._limits
        self.actions = choose_actions(limits.liveness, limits.methods, self._random)
        straight = StraightLook.from_faces([shot.face for shot in self._capture.best])
        self._acting = Acting(self.actions, straight, limits, at)
        self.phase = FacePhase.ACTION
        if self._acting.over:
            self._begin_flash()

    def _watch_over(self, analysis: FrameAnalysis, at: float) -> Finding | None:
        """The same one face from here to the end, and nobody else."""
        crowded = Finding.SEVERAL_FACES in analysis.findings
        self._crowded = self._crowded + 1 if crowded else 0
        if not self._track.follow(analysis.face, at):
            self._finish(LivenessReason.FACE_LOST)
        elif self._crowded >= _CROWDED_FRAMES:
            self._finish(LivenessReason.SEVERAL_FACES)
        return Finding.SEVERAL_FACES if crowded else None

    def _act(self, acting: Acting, image: Image, analysis: FrameAnalysis, at: float) -> None:
        acting.take(image, analysis, at)
        if acting.reason is not None:
            self._finish(acting.reason)
        elif acting.over:
            self._begin_flash()

    def _begin_flash(self) -> None:
        if not self._plan.run or self._skipped:
            self._finish(None)
            return
        colours = choose_colours(self._limits.flash, self._random)
        self._flash = FlashWatch(colours, self._limits.flash, self._plan.light)
        self.phase = FacePhase.FLASH

    def _flashed(self, flash: FlashWatch, image: Image, analysis: FrameAnalysis, at: float) -> None:
        if self._skipped:
            self._finish(None)
            return
        face = analysis.face
        if face is not None:
            self._flash_peak = Shot(face, analysis.findings, image)
        if not flash.take(image, face.box if face is not None else None, at):
            return
        result = self._flash_result()
        failed = result.outcome is MethodOutcome.FAILED and result.mode is MethodMode.ENFORCED
        self._finish(LivenessReason.COLOURS_NOT_REFLECTED if failed else None)

    def _flash_result(self) -> MethodResult:
        mode = self._limits.methods.colour_flash
        if self._skipped and self._plan.run:
            return MethodResult(LivenessMethod.COLOUR_FLASH, mode, MethodOutcome.SKIPPED)
        if not self._plan.run:
            return MethodResult(
                LivenessMethod.COLOUR_FLASH, mode, self._plan.outcome, self._plan.reason, self._room_light()
            )
        if self._flash is None or self._flash.colour is not None:
            return MethodResult(LivenessMethod.COLOUR_FLASH, mode, MethodOutcome.NOT_DONE)
        return self._flash.result(mode)

    def _room_light(self) -> dict[str, float]:
        return {} if self._plan.light is None else {"screen_light": self._plan.light}

    def _finish(self, reason: LivenessReason | None) -> None:
        self._reason = reason
        self.phase = FacePhase.MATCHING
