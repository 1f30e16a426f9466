"""Whether turns show the relief of a head: which frames are looked at, and what they must show.

Simulated paper that is rolled, folded or worn passes the turns and is stopped here; margins are thin, so what
is stopped goes to staff and is never refused (docs/face-limits.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ekyc.face.evidence import (
    LivenessMethod,
    LivenessOutcome,
    LivenessResult,
    MethodMode,
    MethodOutcome,
    MethodResult,
)
from ekyc.face.face_patch import FacePatch
from ekyc.face.limits import ReliefLimits
from ekyc.face.liveness import LivenessReason
from ekyc.face.relief import Relief

Measure = Callable[[FacePatch, FacePatch, bool], Relief]
"""Straight, turned, whether to the left: as ``relief.relief_between``."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The frames of one head turn that was done. ``turned``: degrees from the straight look, and face."""

    to_left: bool
    straight: FacePatch = field(repr=False)
    turned: tuple[tuple[float, FacePatch], ...] = field(repr=False)


def judge_relief(
    turns: Sequence[Turn], measure: Measure, limits: ReliefLimits, mode: MethodMode
) -> MethodResult:
    """Passed if in every turn enough frames are a head's. Looks no further than it must."""
    method = LivenessMethod.RELIEF
    if mode is MethodMode.OFF or not turns:
        return MethodResult(method, mode, MethodOutcome.NOT_DONE)
    looked = [_look_at(turn, measure, limits) for turn in turns]
    measured = [relief for reliefs in looked for relief in reliefs]
    scores = {"frames": float(len(measured))}
    if measured:
        scores["best"] = round(max(relief.score for relief in measured), 4)
        scores["backward"] = round(float(np.median([relief.backward for relief in measured])), 4)
    if all(_living(reliefs, limits) >= limits.min_frames for reliefs in looked):
        return MethodResult(method, mode, MethodOutcome.PASSED, "", scores)
    refuted = any(_refuted(reliefs, limits) for reliefs in looked)
    reason = LivenessReason.NO_RELIEF if refuted else LivenessReason.RELIEF_NOT_SEEN
    return MethodResult(method, mode, MethodOutcome.FAILED, reason.value, scores)


def confirm_relief(liveness: LivenessResult, relief: MethodResult) -> LivenessResult:
    """The liveness as it is, or failed for the relief's reason where the relief counts."""
    counts = relief.mode is MethodMode.ENFORCED and relief.outcome is MethodOutcome.FAILED
    if liveness.outcome is not LivenessOutcome.PASSED or not counts:
        return liveness
    return LivenessResult(LivenessOutcome.FAILED, liveness.actions, (relief.reason,))


def _look_at(turn: Turn, measure: Measure, limits: ReliefLimits) -> list[Relief]:
    """Frames turned neither little nor too far first; enough once they show a head."""
    frames = sorted(turn.turned, key=lambda entry: abs(entry[0] - limits.best_turn))
    reliefs: list[Relief] = []
    for _, patch in frames[: limits.max_frames]:
        reliefs.append(measure(turn.straight, patch, turn.to_left))
        if _living(reliefs, limits) >= limits.min_frames:
            break
    return reliefs


def _usable(relief: Relief, limits: ReliefLimits) -> bool:
    return relief.backward <= limits.max_backward


def _living(reliefs: Sequence[Relief], limits: ReliefLimits) -> int:
    return sum(
        _usable(relief, limits)
        and relief.score >= -limits.max_sheet_lead
        and relief.sheet >= limits.min_sheet_residual
        and relief.near_sheet >= limits.min_near_sheet_residual
        for relief in reliefs
    )


def _refuted(reliefs: Sequence[Relief], limits: ReliefLimits) -> bool:
    """Enough frames could be followed, and too few of them are a head's."""
    usable = sum(_usable(relief, limits) for relief in reliefs)
    return usable >= limits.min_frames > _living(reliefs, limits)
