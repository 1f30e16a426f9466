"""One action on request: was it done, in time, by a face that has depth?

A turn must move the nose out of the plane of eyes and mouth; a flat print that is turned does not reach the
angle and keeps its nose in the plane. A print rolled tight or folded along the nose does reach it: against
those the relief of the whole face is looked at (``relief_rule``). A screen that replays a turn in the right
direction passes too: the direction is drawn at random, and the flash is there for screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

import numpy as np

from ekyc.face import landmarks as lm
from ekyc.face.analysis import FrameFace
from ekyc.face.evidence import LivenessAction, MethodMode
from ekyc.face.face_patch import FacePatch
from ekyc.face.landmarks import Points
from ekyc.face.limits import LivenessLimits, MethodModes

TURNS = {LivenessAction.TURN_LEFT: 1, LivenessAction.TURN_RIGHT: -1}  # sign of the yaw, see pose.Pose


class LivenessReason(StrEnum):
    """Why an action did not count."""

    TOO_SLOW = "too_slow"
    WRONG_DIRECTION = "wrong_direction"
    FLAT_FACE = "flat_face"
    FACE_LOST = "face_lost"
    SEVERAL_FACES = "several_faces"
    FACE_CHANGED = "face_changed"
    REPEATED_FRAMES = "repeated_frames"
    COLOURS_NOT_REFLECTED = "colours_not_reflected"
    NOTHING_ENFORCED = "nothing_enforced"  # by configuration no method counts that proves depth
    CAPTURE_TIMED_OUT = "capture_timed_out"
    NO_RELIEF = "no_relief"  # what turned moved as bent paper does: for staff to see
    RELIEF_NOT_SEEN = "relief_not_seen"  # too fast or too blurred to be followed: worth another try


class ActionState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StraightLook:
    """A person's own straight look: the zero from which actions are measured."""

    yaw: float
    eye_aspect_ratio: float
    landmarks: Points = field(repr=False)
    patch: FacePatch = field(repr=False)

    def held_by(self, face: FrameFace, within: float) -> bool:
        """Does the face look straight, to ``within`` degrees?"""
        return abs(face.pose.yaw - self.yaw) < within

    @classmethod
    def from_faces(cls, faces: Sequence[FrameFace]) -> StraightLook:
        """Medians over the captured frames, in which the person kept still; the picture of the usual one."""
        landmarks = np.median(np.stack([face.landmarks for face in faces]), axis=0)
        usual = min(faces, key=lambda face: float(np.abs(face.landmarks - landmarks).sum()))
        return cls(
            yaw=float(np.median([face.pose.yaw for face in faces])),
            eye_aspect_ratio=float(np.median([face.measures.eye_aspect_ratio for face in faces])),
            landmarks=landmarks,
            patch=usual.patch,
        )


def choose_actions(limits: LivenessLimits, modes: MethodModes, random: Random) -> tuple[LivenessAction, ...]:
    """Head turns, each to another side and in random order, and now and then a blink among them."""
    actions: list[LivenessAction] = []
    if modes.head_turns is not MethodMode.OFF:
        actions = random.sample(list(TURNS), limits.turn_count)
    if modes.blink is not MethodMode.OFF and random.random() < limits.blink_chance:
        actions.insert(random.randint(0, len(actions)), LivenessAction.BLINK)
    return tuple(actions)


class ActionWatch:
    """Watches frames for one action. ``started_at`` and ``at`` are seconds on the clock of the frames."""

    def __init__(
        self, action: LivenessAction, straight: StraightLook, limits: LivenessLimits, started_at: float
    ) -> None:
        self.action = action
        self.state = ActionState.WAITING
        self.reason: LivenessReason | None = None
        self.fraction = 0.0
        self.straight = straight
        self._limits = limits
        self._started_at = started_at
        self._counts = {1: 0, -1: 0}
        self._flat_frames = 0
        self._closed_at: float | None = None
        self._begun = False

    @property
    def _time_out(self) -> float:
        blink = self.action is LivenessAction.BLINK
        return self._limits.blink_time_out if blink else self._limits.action_time_out

    def update(self, face: FrameFace | None, at: float) -> ActionState:
        """Take one more frame into account; None if the tracked face was not found in it."""
        if self.state is not ActionState.WAITING:
            return self.state
        if at - self._started_at > self._time_out:
            flat = self._flat_frames >= self._limits.min_turn_frames
            return self._fail(LivenessReason.FLAT_FACE if flat else LivenessReason.TOO_SLOW)
        if face is None:
            return self.state
        if not self._begun:  # every action starts from the straight look
            self._begun = self.straight.held_by(face, self._limits.centre_yaw)
        elif at - self._started_at >= self._limits.min_reaction:
            self._look(face, at)
        return self.state

    def _look(self, face: FrameFace, at: float) -> ActionState:
        if self.action is LivenessAction.BLINK:
            return self._watch_blink(face, at)
        return self._watch_turn(face, TURNS[self.action])

    def _watch_turn(self, face: FrameFace, wanted: int) -> ActionState:
        limits = self._limits
        turn = face.pose.yaw - self.straight.yaw
        shift = lm.nose_shift(self.straight.landmarks, face.landmarks)
        self.fraction = float(np.clip(turn * wanted / limits.min_turn, 0.0, 1.0))
        if self._is_flat(face, turn, shift):
            self._flat_frames += 1
        for sign in (1, -1):
            if turn * sign >= limits.min_turn and shift * sign >= limits.min_nose_shift:
                self._counts[sign] += 1
        if self._counts[-wanted] >= limits.min_turn_frames:
            return self._fail(LivenessReason.WRONG_DIRECTION)
        if self._counts[wanted] >= limits.min_turn_frames:
            self.state, self.fraction = ActionState.DONE, 1.0
        return self.state

    def _is_flat(self, face: FrameFace, turn: float, shift: float) -> bool:
        """The picture is seen from the side, by its angle or by its width, and yet the nose stays in its
        plane.
        """
        if abs(shift) >= self._limits.flat_nose_shift:
            return False
        narrowed = lm.foreshortening(self.straight.landmarks, face.landmarks)
        return abs(turn) >= self._limits.min_turn or narrowed <= self._limits.flat_foreshortening

    def _watch_blink(self, face: FrameFace, at: float) -> ActionState:
        limits = self._limits
        openness = face.measures.eye_aspect_ratio / max(self.straight.eye_aspect_ratio, 1e-6)
        if openness < limits.blink_closed:
            self._closed_at = at if self._closed_at is None else self._closed_at
            self.fraction = 0.5
        elif openness > limits.blink_open and self._closed_at is not None:
            if at - self._closed_at <= limits.max_blink:
                self.state, self.fraction = ActionState.DONE, 1.0
            self._closed_at = None
        return self.state

    def _fail(self, reason: LivenessReason) -> ActionState:
        self.state, self.reason = ActionState.FAILED, reason
        return self.state
