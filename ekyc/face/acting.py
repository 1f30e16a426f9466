"""The actions that a person is asked for, one after another, each from and back to the straight look."""

from __future__ import annotations

from collections.abc import Sequence

from ekyc.face.analysis import FrameAnalysis
from ekyc.face.capture import Shot
from ekyc.face.evidence import LivenessAction, LivenessMethod, MethodMode, MethodOutcome, MethodResult
from ekyc.face.face_patch import FacePatch
from ekyc.face.frame_source import Image
from ekyc.face.limits import FaceLimits
from ekyc.face.liveness import TURNS, ActionState, ActionWatch, LivenessReason, StraightLook
from ekyc.face.relief_rule import Turn

_MOST_TURNED = 60  # frames of one turn that are kept


class Acting:
    """Over when every action was done, or one that counts was not. Times as the frames'."""

    def __init__(
        self,
        actions: Sequence[LivenessAction],
        straight: StraightLook,
        limits: FaceLimits,
        at: float,
    ) -> None:
        self._asked = tuple(actions)
        self._remaining = list(actions)
        self._straight = straight
        self._limits = limits.liveness
        self._relief = limits.relief
        self._modes = limits.methods
        self._watch: ActionWatch | None = None
        self._returning_since: float | None = None
        self._centred = 0
        self._failed: dict[LivenessMethod, LivenessReason] = {}
        self._done: set[LivenessAction] = set()
        self._turned: dict[LivenessAction, list[tuple[float, FacePatch]]] = {}
        self._turning: LivenessAction | None = None  # also while the head comes back
        self.peaks: list[Shot] = []  # a frame of each action done, to see that nobody changed places
        self.reason: LivenessReason | None = None  # why an action that counts was not done
        self._next(at)

    @property
    def over(self) -> bool:
        return self.reason is not None or (self._watch is None and self._returning_since is None)

    @property
    def action(self) -> LivenessAction | None:
        """What is asked for now; None: look straight again."""
        return self._watch.action if self._watch is not None else None

    @property
    def fraction(self) -> float:
        return self._watch.fraction if self._watch is not None else 1.0

    def take(self, image: Image, analysis: FrameAnalysis, at: float) -> None:
        """One more frame of the tracked face."""
        self._keep_turned(analysis)
        if self._watch is None:
            self._watch_return(analysis, at)
            return
        watch = self._watch
        state = watch.update(analysis.face, at)
        if state is ActionState.FAILED and watch.reason is not None:
            self._fail(watch.action, watch.reason, at)
        elif state is ActionState.DONE and analysis.face is not None:
            self._done.add(watch.action)
            self.peaks.append(Shot(analysis.face, analysis.findings, image))
            self._leave(watch.action, at)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The head turns that were done, with their frames."""
        return tuple(
            Turn(TURNS[action] > 0, self._straight.patch, tuple(turned))
            for action, turned in self._turned.items()
            if action in self._done
        )

    def results(self) -> tuple[MethodResult, ...]:
        """What the head turns and the blink gave, as methods of their own."""
        turns = [action for action in self._asked if action in TURNS]
        blinks = [action for action in self._asked if action not in TURNS]
        return (
            self._result(LivenessMethod.HEAD_TURNS, self._modes.head_turns, turns),
            self._result(LivenessMethod.BLINK, self._modes.blink, blinks),
        )

    def _keep_turned(self, analysis: FrameAnalysis) -> None:
        action, face = self._turning, analysis.face
        if action is None or face is None:
            return
        turn = (face.pose.yaw - self._straight.yaw) * TURNS[action]
        kept = self._turned.setdefault(action, [])
        if turn >= self._relief.min_turn and len(kept) < _MOST_TURNED:
            kept.append((turn, face.patch))

    def _result(
        self, method: LivenessMethod, mode: MethodMode, asked: Sequence[LivenessAction]
    ) -> MethodResult:
        if not asked:
            return MethodResult(method, mode, MethodOutcome.NOT_DONE, "not_asked")
        scores = {"asked": float(len(asked)), "done": float(len(self._done.intersection(asked)))}
        if (reason := self._failed.get(method)) is not None:
            return MethodResult(method, mode, MethodOutcome.FAILED, reason.value, scores)
        done = self._done.issuperset(asked)
        return MethodResult(
            method, mode, MethodOutcome.PASSED if done else MethodOutcome.NOT_DONE, "", scores
        )

    def _fail(self, action: LivenessAction, reason: LivenessReason, at: float) -> None:
        method = LivenessMethod.HEAD_TURNS if action in TURNS else LivenessMethod.BLINK
        mode = self._modes.head_turns if action in TURNS else self._modes.blink
        self._failed[method] = reason
        if mode is MethodMode.ENFORCED:
            self.reason = reason
        else:
            self._leave(action, at)

    def _leave(self, action: LivenessAction, at: float) -> None:
        """A turn ends with the straight look; a blink is straight already."""
        if action in TURNS:
            self._watch, self._returning_since, self._centred = None, at, 0
        else:
            self._next(at)

    def _watch_return(self, analysis: FrameAnalysis, at: float) -> None:
        face = analysis.face
        if face is not None and self._straight.held_by(face, self._limits.centre_yaw):
            self._centred += 1
        elif face is not None:
            self._centred = 0
        if self._centred >= self._limits.centre_frames:
            self._returning_since = None
            self._next(at)
        elif self._returning_since is not None and at - self._returning_since > self._limits.action_time_out:
            self._failed[LivenessMethod.HEAD_TURNS] = self.reason = LivenessReason.TOO_SLOW

    def _next(self, at: float) -> None:
        self._watch = None
        if self._remaining:
            action = self._remaining.pop(0)
            self._watch = ActionWatch(action, self._straight, self._limits, at)
            self._turning = action if action in TURNS else None
