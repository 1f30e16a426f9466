"""Heads and bent paper told apart by how the whole face moved."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face import relief
from ekyc.face.evidence import LivenessAction, LivenessOutcome, LivenessResult, MethodMode, MethodOutcome
from ekyc.face.face_patch import FacePatch, face_patch
from ekyc.face.limits import FaceLimits, ReliefLimits
from ekyc.face.recording import check_recording
from ekyc.face.relief import Map, Relief
from ekyc.face.relief_rule import Turn, confirm_relief, judge_relief
from ekyc.face.worker import FaceWorker
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage
from simulation.staged.optics import Picture
from simulation.staged.species import FPS, Species, glimpses, session

_PATCH = np.zeros((168, 144), dtype=np.uint8)
_HEAD = Relief(backward=0.01, sheet=0.02, near_sheet=0.018, head=0.02, spread=0.05)
_PAPER = Relief(backward=0.01, sheet=0.005, near_sheet=0.004, head=0.035, spread=0.05)
_BLURRED = Relief(backward=0.09, sheet=0.02, near_sheet=0.018, head=0.02, spread=0.05)
_TRUST = np.ones((19, 17))


def _movement(of_place: Map, affine: tuple[float, float, float]) -> Map:
    across, down = np.meshgrid(relief.ACROSS, relief.DOWN)
    return np.asarray(of_place + affine[0] + affine[1] * across + affine[2] * down)


_affine = st.tuples(*(st.floats(-0.2, 0.2) for _ in range(3)))


@given(st.integers(0, 17), st.lists(st.floats(-0.3, 0.3), min_size=25, max_size=25), _affine)
def test_whatever_a_sheet_can_do_is_a_sheet(
    direction: int, heights: list[float], affine: tuple[float, float, float]
) -> None:
    """Any profile across any of the directions that are looked along."""
    across, down = np.meshgrid(relief.ACROSS, relief.DOWN)
    angle = direction * np.pi / 18
    place = across * np.cos(angle) + down * np.sin(angle)
    bent = np.interp(place, np.arange(-12, 13) * 0.2, heights)
    seen = relief.explain(_movement(bent, affine), _TRUST, relief.head_map())
    assert max(seen.near_sheet, seen.sheet) <= 1e-4 + 0.01 * seen.spread
    assert seen.score <= 0.01


def test_a_sheet_near_the_lens_is_a_sheet() -> None:
    """Rolled about a lying axis and turned about an upright one: its far side looks smaller."""
    across, down = np.meshgrid(relief.ACROSS, relief.DOWN)
    moved = _movement(0.1 * np.abs(down - 0.5) + 0.04 * across**2 + 0.02 * across * down, (0.0, 0.0, 0.0))
    seen = relief.explain(moved, _TRUST, relief.head_map())
    assert seen.near_sheet <= 0.004 < seen.sheet


@given(st.floats(0.01, 0.05), _affine)
def test_a_head_is_a_head(size: float, affine: tuple[float, float, float]) -> None:
    moved = _movement(size * relief.head_map(), affine)
    seen = relief.explain(moved, _TRUST, relief.head_map())
    assert seen.head <= 1e-4
    assert seen.sheet >= 0.6 * seen.spread
    assert seen.near_sheet >= 0.15 * seen.spread


def test_the_map_is_that_of_the_simulated_heads(worker: FaceWorker) -> None:
    """``python -m simulation.face.relief_map`` writes it; one of its turns stands for them all."""
    stage = Stage(SyntheticPerson.HOPPER, 640, 480)
    straight, turned = (
        worker.analyse(stage.render(Scene.PERSON, HeadPose(yaw=yaw))).face for yaw in (0.0, 20.0)
    )
    assert straight is not None
    assert turned is not None
    movement, trust, backward = relief.movement_between(straight.patch, turned.patch, to_left=True)
    head = relief.without_affine(movement, trust)
    assert np.corrcoef(head.ravel(), relief.head_map().ravel())[0, 1] > 0.9
    assert backward < 0.02


@pytest.mark.parametrize("species", Species)
def test_glimpses_of_each_species(worker: FaceWorker, limits: FaceLimits, species: Species) -> None:
    """A straight look and three frames of the turn: at most one of paper looks like a head's."""
    for seed in (2, 3):
        turn = _turn(worker, glimpses(species, seed), limits.relief.min_turn, to_left=seed % 2 == 0)
        result = judge_relief([turn], worker.relief, limits.relief, MethodMode.ENFORCED)
        assert (result.outcome is MethodOutcome.PASSED) is species.honest, (seed, result.scores)


def _turn(worker: FaceWorker, pictures: Iterator[Picture], least: float, *, to_left: bool) -> Turn:
    faces = [worker.analyse(picture).face for picture in pictures]
    straight, *turned = [face for face in faces if face is not None]
    far = tuple((abs(face.pose.yaw - straight.pose.yaw), face.patch) for face in turned)
    return Turn(to_left, straight.patch, tuple(frame for frame in far if frame[0] >= least))


class _Frames:
    name = "staged"
    live = False

    def __init__(self, frames: Iterator[Picture]) -> None:
        self._frames = frames

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Picture | None:
        return next(self._frames, None)

    def close(self) -> None:
        """Nothing to close."""


@pytest.mark.parametrize(
    ("species", "reasons"),
    [(Species.GENUINE, ()), (Species.TIGHT_ROLL, ("no_relief",))],
)
def test_a_staged_session_through_the_whole_check(
    worker: FaceWorker, limits: FaceLimits, species: Species, reasons: tuple[str, ...]
) -> None:
    frames = _Frames(session(species, 2))
    report = check_recording(frames, FPS, worker, limits, LivenessAction.TURN_LEFT)
    assert report.liveness.reasons == reasons
    assert report.liveness.outcome is (LivenessOutcome.FAILED if reasons else LivenessOutcome.PASSED)


@given(st.floats(-3000, 3000), st.floats(-3000, 3000), st.just(0.0) | st.floats(0.05, 30))
def test_a_patch_of_any_landmarks_is_a_patch(x: float, y: float, size: float) -> None:
    """Also of a face beside the frame, of one far larger, and of landmarks in one place."""
    grey = np.full((480, 640), 90, dtype=np.uint8)
    usual = np.zeros((68, 2))
    usual[[36, 39, 42, 45, 48, 54]] = [(-34, 0), (-13, 0), (13, 0), (34, 0), (-20, 55), (20, 55)]
    patch = face_patch(grey, usual * size + (x, y))
    assert patch.shape == (168, 144)
    assert patch.dtype == np.uint8


class _Answers:
    """A measure that gives what it is told, and counts."""

    def __init__(self, *reliefs: Relief) -> None:
        self._reliefs = reliefs
        self.asked = 0

    def __call__(self, _straight: FacePatch, _turned: FacePatch, _to_left: bool) -> Relief:
        self.asked += 1
        return self._reliefs[min(self.asked, len(self._reliefs)) - 1]


def _frames(count: int) -> Turn:
    return Turn(True, _PATCH, tuple((14.0 + number, _PATCH) for number in range(count)))


@pytest.fixture
def rule(limits: FaceLimits) -> ReliefLimits:
    return limits.relief


def test_it_looks_no_further_than_it_must(rule: ReliefLimits) -> None:
    measure = _Answers(_PAPER, _HEAD, _HEAD, _PAPER)
    result = judge_relief([_frames(20)], measure, rule, MethodMode.ENFORCED)
    assert (result.outcome, measure.asked) == (MethodOutcome.PASSED, 3)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        ([_PAPER], "no_relief"),
        ([_HEAD, _PAPER], "no_relief"),
        ([_BLURRED], "relief_not_seen"),
        ([_PAPER, _BLURRED], "relief_not_seen"),
        (
            [Relief(0.01, 0.009, 0.004, 0.002, 0.02)],
            "no_relief",
        ),  # hardly any movement that paper could not do
    ],
)
def test_what_is_no_head_fails_for_its_reason(rule: ReliefLimits, seen: list[Relief], reason: str) -> None:
    measure = _Answers(*seen)
    result = judge_relief([_frames(30)], measure, rule, MethodMode.ENFORCED)
    assert (result.outcome, result.reason) == (MethodOutcome.FAILED, reason)
    assert measure.asked == rule.max_frames


def test_every_turn_must_show_it(rule: ReliefLimits) -> None:
    measure = _Answers(_HEAD, _HEAD, _PAPER)
    result = judge_relief([_frames(5), _frames(5)], measure, rule, MethodMode.ENFORCED)
    assert result.reason == "no_relief"


def test_too_few_frames_are_no_proof(rule: ReliefLimits) -> None:
    for turn in (_frames(0), _frames(1)):
        result = judge_relief([turn], _Answers(_HEAD), rule, MethodMode.ENFORCED)
        assert result.reason == "relief_not_seen"


def test_only_what_counts_changes_the_liveness(rule: ReliefLimits) -> None:
    passed = LivenessResult(LivenessOutcome.PASSED, (LivenessAction.TURN_LEFT,))
    shadow, enforced = (
        judge_relief([_frames(9)], _Answers(_PAPER), rule, mode)
        for mode in (MethodMode.SHADOW, MethodMode.ENFORCED)
    )
    assert confirm_relief(passed, shadow) is passed
    assert confirm_relief(passed, enforced) == LivenessResult(
        LivenessOutcome.FAILED, passed.actions, ("no_relief",)
    )
    slow = LivenessResult(LivenessOutcome.FAILED, reasons=("too_slow",))
    assert confirm_relief(slow, enforced) is slow
    off = judge_relief([_frames(9)], _Answers(_PAPER), rule, MethodMode.OFF)
    assert off.outcome is MethodOutcome.NOT_DONE
