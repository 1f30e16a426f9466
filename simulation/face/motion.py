"""How a synthetic person moves: a slight sway, and on request a turn of the head or a blink."""

from __future__ import annotations

import math
import threading
from collections import deque

from ekyc.face.evidence import LivenessAction
from simulation.face.head import HeadPose

TURN_ANGLE = 24.0  # degrees
_YAW_STEP = 1.5  # poses are rounded to it, so that a rendered picture serves again
_SWAY = 1.5
_REACTION = 0.35  # s between being asked and beginning
_TURN_OUT, _TURN_HOLD = 0.5, 0.35  # s
_BLINK = 0.36
_LID_STEPS = 4


class Motion:
    """Poses over time. ``act`` may come from any thread; requests are carried out one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: deque[tuple[LivenessAction, float]] = deque()  # action, begin

    def act(self, action: LivenessAction, now: float) -> None:
        with self._lock:
            begin = now + _REACTION
            if self._queue:
                last, begun = self._queue[-1]
                begin = max(begin, begun + _duration(last))
            self._queue.append((action, begin))

    def at_rest(self, now: float) -> bool:
        """Whether everything that was asked for has been done."""
        with self._lock:
            return all(now > begin + _duration(action) for action, begin in self._queue)

    def pose_at(self, now: float) -> HeadPose:
        """The pose at a monotonic time, rounded to the steps of ``all_poses``."""
        with self._lock:
            while self._queue and now > self._queue[0][1] + _duration(self._queue[0][0]):
                self._queue.popleft()
            current = self._queue[0] if self._queue and now >= self._queue[0][1] else None
        if current is None:
            return _rounded(_SWAY * math.sin(now * 1.1), 0.0)
        action, begin = current
        if action is LivenessAction.BLINK:
            return _rounded(0.0, math.sin(math.pi * min(1.0, (now - begin) / _BLINK)) ** 0.7)
        sign = 1 if action is LivenessAction.TURN_LEFT else -1
        return _rounded(sign * _turn(now - begin), 0.0)


def all_poses() -> list[HeadPose]:
    """Every pose that a motion can show, those needed first first."""
    yaws = sorted({_rounded(step * _YAW_STEP, 0.0).yaw for step in range(-16, 17)}, key=abs)
    lids = [HeadPose(lids=step / _LID_STEPS) for step in range(1, _LID_STEPS + 1)]
    return [HeadPose(yaw=yaw) for yaw in yaws] + lids


def _duration(action: LivenessAction) -> float:
    return _BLINK if action is LivenessAction.BLINK else 2 * _TURN_OUT + _TURN_HOLD


def _turn(elapsed: float) -> float:
    """Degrees away from straight: out, hold, back, with a soft start and end."""
    if elapsed < _TURN_OUT:
        share = elapsed / _TURN_OUT
    elif elapsed < _TURN_OUT + _TURN_HOLD:
        share = 1.0
    else:
        share = max(0.0, 1.0 - (elapsed - _TURN_OUT - _TURN_HOLD) / _TURN_OUT)
    return TURN_ANGLE * share * share * (3 - 2 * share)


def _rounded(yaw: float, lids: float) -> HeadPose:
    return HeadPose(yaw=round(yaw / _YAW_STEP) * _YAW_STEP, lids=round(lids * _LID_STEPS) / _LID_STEPS)
