from __future__ import annotations

import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import LivenessAction
from ekyc.face.picture import decode_picture
from simulation.face.camera import SyntheticCamera
from simulation.face.drawing import draw_face
from simulation.face.head import Head, HeadPose
from simulation.face.motion import TURN_ANGLE, Motion, all_poses
from simulation.face.person import SyntheticPerson, load_person
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene, Stage


@pytest.mark.parametrize("person", SyntheticPerson)
def test_everybody_has_a_portrait_as_a_chip_holds_it(person: SyntheticPerson) -> None:
    for media_type, magic in (("image/jp2", b"\x00\x00\x00\x0cjP"), ("image/jpeg", b"\xff\xd8\xff")):
        data = reference_portrait(person, media_type)
        assert data.startswith(magic)
        assert 5_000 <= len(data) <= 16_000
        assert decode_picture(data).shape == (640, 480, 3)
    with pytest.raises(ValueError, match="image/png"):
        reference_portrait(person, "image/png")


def test_drawn_people_are_the_same_every_time_and_differ() -> None:
    first, points = draw_face(52)
    again, _ = draw_face(52)
    other, _ = draw_face(47)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert points.shape == (68, 2)


@pytest.mark.parametrize("person", SyntheticPerson)
def test_a_turn_moves_the_nose_and_leaves_the_corners(person: SyntheticPerson) -> None:
    placed = load_person(person).placed(640, 480, 106, (320, 200))
    head = Head(placed.image, placed.points)
    straight = head.render(HeadPose())
    turned = head.render(HeadPose(yaw=20))
    assert straight.shape == turned.shape == (480, 640, 3)
    x, y = placed.points[30].round().astype(int)
    assert (
        np.abs(straight[y - 20 : y + 20, x : x + 60].astype(int) - turned[y - 20 : y + 20, x : x + 60]).mean()
        > 4
    )
    assert np.abs(straight[:60, :60].astype(int) - turned[:60, :60]).mean() < 2


def test_motion_answers_one_request_after_the_other() -> None:
    motion = Motion()
    motion.act(LivenessAction.TURN_LEFT, 10.0)
    motion.act(LivenessAction.TURN_RIGHT, 10.1)
    motion.act(LivenessAction.BLINK, 10.2)
    assert not motion.at_rest(12.0)
    poses = [motion.pose_at(10.0 + step * 0.02) for step in range(250)]
    assert motion.at_rest(15.0)
    yaws, lids = [pose.yaw for pose in poses], [pose.lids for pose in poses]
    assert (max(yaws), min(yaws)) == (TURN_ANGLE, -TURN_ANGLE)
    assert yaws.index(max(yaws)) < yaws.index(min(yaws)) < lids.index(max(lids))
    assert max(lids) == 1.0
    assert set(poses) <= set(all_poses())


def test_frames_come_at_the_cameras_pace_and_never_twice() -> None:
    camera = SyntheticCamera()
    for pose in all_poses():
        camera._picture(pose)
    camera.open()
    camera.act(LivenessAction.TURN_LEFT)
    started = time.monotonic()
    frames = [camera.read() for _ in range(31)]
    seconds = time.monotonic() - started
    camera.close()
    assert seconds >= 30 / 30.0 - 0.05  # how well it keeps up is measured by the benchmarks
    assert all(frame is not None and frame.shape == (480, 640, 3) for frame in frames)
    assert len({frame.tobytes() for frame in frames if frame is not None}) == 31
    assert camera.read() is None


def test_a_long_look_at_a_still_person_repeats_no_frame() -> None:
    camera = SyntheticCamera(SyntheticPerson.DRAWN_A, width=160, height=120)
    assert len({camera.film(0.0).tobytes() for _ in range(300)}) >= 299


def test_the_cable() -> None:
    camera = SyntheticCamera(SyntheticPerson.DRAWN_A, width=160, height=120, fps=200, unplug_after=2)
    camera.open()
    assert [camera.read() is not None for _ in range(4)] == [True, True, False, False]
    camera.close()
    with pytest.raises(FaceError) as caught:
        camera.open()
    assert caught.value.fault is FaceFault.CAMERA_UNAVAILABLE
    camera.plug_in()
    camera.open()
    first = camera.read()
    camera.freeze()
    repeated = camera.read()
    camera.thaw()
    fresh = camera.read()
    camera.close()
    assert first is not None
    assert repeated is not None
    assert fresh is not None
    assert np.array_equal(first, repeated)
    assert not np.array_equal(first, fresh)


@pytest.mark.parametrize("scene", Scene)
@pytest.mark.parametrize("size", [(640, 480), (1280, 720)])
def test_every_scene_fills_its_frame(scene: Scene, size: tuple[int, int]) -> None:
    picture = Stage(SyntheticPerson.DRAWN_B, *size).render(scene, HeadPose(yaw=12))
    assert picture.shape == (size[1], size[0], 3)
    assert picture.dtype == np.uint8


def test_the_process_that_shows_the_person_loads_no_face_network() -> None:
    code = """
        import sys
        from simulation.face.camera import SyntheticCamera
        from simulation.face.portrait import reference_portrait
        from simulation.face.person import SyntheticPerson
        for person in SyntheticPerson:
            reference_portrait(person)
            SyntheticCamera(person).film(0.0)
        heavy = {"dlib", "face_recognition", "skimage", "matplotlib", "scipy"} & set(sys.modules)
        sys.exit(1 if heavy else 0)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)
