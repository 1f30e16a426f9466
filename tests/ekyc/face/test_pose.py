from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.evidence import LivenessAction
from ekyc.face.pose import _SHAPE, pose_of
from ekyc.face.worker import FaceWorker
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage
from tests.ekyc.face.filmed import FilmCourse

_ANGLES = st.floats(-35, 35)


@given(_ANGLES, _ANGLES, st.floats(-60, 60), st.floats(20, 400), st.integers(0, 2**31))
def test_recovers_the_angles_of_a_projected_face(
    yaw: float, pitch: float, roll: float, scale: float, seed: int
) -> None:
    shape = np.zeros((68, 3))
    shape[list(_SHAPE)] = list(_SHAPE.values())
    shape /= 63.0  # to inter-eye distances
    y, p, r = np.radians([yaw, pitch, roll])
    turn = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    nod = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    tilt = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    seen = (shape @ (tilt @ nod @ turn).T)[:, :2] * scale
    seen += np.random.default_rng(seed).normal(0, 0.004 * scale, seen.shape)
    nose = tilt @ nod @ turn @ np.array([0.0, 0.0, -1.0])
    pose = pose_of(seen + 300)
    assert pose.yaw == pytest.approx(np.degrees(np.arctan2(nose[0], -nose[2])), abs=4)
    assert pose.pitch == pytest.approx(np.degrees(np.arcsin(-nose[1])), abs=4)


@pytest.mark.parametrize(
    "person", [SyntheticPerson.ASTRONAUT, SyntheticPerson.DRAWN_A, SyntheticPerson.DRAWN_B]
)
def test_follows_a_turning_head_without_flips(worker: FaceWorker, person: SyntheticPerson) -> None:
    stage = Stage(person, 640, 480)
    wanted = [-24.0, -12.0, 0.0, 12.0, 24.0]
    faces = [worker.analyse(stage.render(Scene.PERSON, HeadPose(yaw=yaw))).face for yaw in wanted]
    seen = [face.pose.yaw for face in faces if face is not None]
    assert len(seen) == len(wanted)
    errors = [yaw - seen[2] - target for yaw, target in zip(seen, wanted, strict=True)]
    assert np.median(np.abs(errors)) <= 3.0
    assert np.max(np.abs(errors)) <= 6.0


def test_the_persons_own_left_is_positive(film_course: FilmCourse) -> None:
    for action, sign in ((LivenessAction.TURN_LEFT, 1), (LivenessAction.TURN_RIGHT, -1)):
        yaws = [shot.analysis.face.pose.yaw for shot in film_course(action) if shot.analysis.face is not None]
        assert max(sign * yaw for yaw in yaws) > 17
        assert min(sign * yaw for yaw in yaws) > -10
