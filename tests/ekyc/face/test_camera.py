from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from ekyc.face.camera import Camera, CameraFrame, CameraState
from ekyc.face.errors import FaceFault
from ekyc.face.frame_source import FrameSource, Image
from ekyc.face.image_sequence import ImageSequence
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE

_AFTER = 0.6  # s without a new picture: lost, or frozen
_AGAIN = (CameraState.RECONNECTING, CameraState.LIVE)


class Seen:
    """Waits for what a camera tells, with a deadline."""

    def __init__(self, camera: Camera) -> None:
        self._changed = threading.Condition()
        self.states: list[CameraState] = []
        self.frames: list[CameraFrame] = []
        camera.watch_state(self._state)
        self.end_frames = camera.subscribe(self._frame)

    def wait(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), self.states

    def _state(self, state: CameraState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def _frame(self, frame: CameraFrame) -> None:
        with self._changed:
            self.frames.append(frame)
            self._changed.notify_all()


class Blocking:
    """A driver that hangs in ``read`` at the third frame of every opening but the second."""

    live = True
    name = "hanging driver"

    def __init__(self) -> None:
        self.openings = 0
        self.closings = 0
        self.released = threading.Event()
        self._count = 0
        self._random = np.random.default_rng(1)

    def open(self) -> None:
        self.openings += 1
        self._count = 0

    def read(self) -> Image | None:
        self._count += 1
        if self._count >= 3 and self.openings != 2:
            self.released.wait(PATIENCE)
            return None
        self.released.wait(0.01)
        return self._random.integers(0, 255, (48, 64, 3), dtype=np.uint8)

    def close(self) -> None:
        self.closings += 1


class Stalling:
    """A device that one opening holds: it stalls in its first opening until ``released``, and after any
    ``close`` it gives nothing until it is opened again.
    """

    live = True
    name = "stalling camera"

    def __init__(self) -> None:
        self.released, self.stalls = threading.Event(), threading.Event()
        self.stalled: threading.Thread | None = None
        self._openings = 0
        self._is_open = False

    def open(self) -> None:
        self._openings += 1
        self._is_open = True

    def read(self) -> Image | None:
        if self._openings == 1:
            self.stalled = threading.current_thread()
            self.stalls.set()
            self.released.wait(PATIENCE)
        return (
            np.random.default_rng().integers(0, 255, (48, 64, 3), dtype=np.uint8) if self._is_open else None
        )

    def close(self) -> None:
        self._is_open = False


@pytest.fixture
def clock() -> ManualClock:
    """What the watchdog measures by: a camera is late only if the test says so."""
    return ManualClock()


@pytest.fixture
def open_camera(clock: ManualClock) -> Iterator[Callable[[FrameSource], Camera]]:
    cameras: list[Camera] = []

    def make(source: FrameSource) -> Camera:
        camera = Camera(
            source, clock=clock.monotonic, lost_after=_AFTER, frozen_after=_AFTER, back_off=(0.05,)
        )
        cameras.append(camera)
        return camera

    yield make
    for camera in cameras:
        camera.stop()
        assert camera.latest() is None


OpenCamera = Callable[[FrameSource], Camera]


def _person(unplug_after: int | None = None) -> SyntheticCamera:
    source = SyntheticCamera(
        SyntheticPerson.DRAWN_A, scene=Scene.NOBODY, width=160, height=120, unplug_after=unplug_after
    )
    source.film(0.0)  # drawn before the watchdog looks: on a busy machine that alone takes its patience
    return source


def test_every_subscriber_gets_every_frame_once(open_camera: OpenCamera) -> None:
    camera = open_camera(_person())
    first, second = Seen(camera), Seen(camera)
    camera.start()
    camera.start()  # the second time does nothing
    first.wait(lambda: len(first.frames) >= 12)
    second.wait(lambda: len(second.frames) >= 12)
    for seen in (first, second):
        numbers = [frame.sequence for frame in seen.frames]
        assert numbers == list(range(1, len(numbers) + 1))
        moments = [frame.captured_at for frame in seen.frames]
        assert moments == sorted(moments)
    first.end_frames()
    count = len(first.frames)
    second.wait(lambda: len(second.frames) >= count + 3)
    assert len(first.frames) <= count + 1
    assert first.states == [CameraState.OPENING, CameraState.LIVE]


def test_the_mailbox_holds_the_newest_frame(open_camera: OpenCamera) -> None:
    camera = open_camera(_person())
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: len(seen.frames) >= 5)
    frame = camera.wait_newer(2, timeout=PATIENCE)
    assert frame is not None
    assert frame.sequence >= 5
    newer = camera.wait_newer(frame.sequence, timeout=PATIENCE)
    assert newer is not None
    assert newer.sequence > frame.sequence
    assert camera.wait_newer(10**9, timeout=0.0) is None


@pytest.mark.expects_log("camera lost")
def test_an_unplugged_camera_is_lost_and_comes_back(open_camera: OpenCamera, clock: ManualClock) -> None:
    source = _person(unplug_after=5)
    camera = open_camera(source)
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: len(seen.frames) == 5)
    clock.advance(_AFTER + 0.1)
    seen.wait(lambda: CameraState.LOST in seen.states)
    assert len(seen.frames) == 5
    source.plug_in()
    seen.wait(lambda: seen.states[-1] is CameraState.LIVE and len(seen.frames) > 8)
    assert seen.states == [CameraState.OPENING, CameraState.LIVE, CameraState.LOST, *_AGAIN]


@pytest.mark.expects_log("camera frozen")
def test_a_camera_that_repeats_itself_is_frozen(open_camera: OpenCamera, clock: ManualClock) -> None:
    source = _person()
    camera = open_camera(source)
    seen = Seen(camera)
    camera.subscribe(lambda _frame: clock.advance(1 / 30))
    camera.start()
    seen.wait(lambda: len(seen.frames) >= 5)
    source.freeze()
    seen.wait(lambda: CameraState.FROZEN in seen.states)
    count = len(seen.frames)
    source.thaw()
    seen.wait(lambda: seen.states[-1] is CameraState.LIVE and len(seen.frames) > count)
    assert seen.states == [CameraState.OPENING, CameraState.LIVE, CameraState.FROZEN, *_AGAIN]


@pytest.mark.expects_log("camera lost")
def test_a_driver_that_hangs_is_left_behind(open_camera: OpenCamera, clock: ManualClock) -> None:
    source = Blocking()
    camera = open_camera(source)
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: len(seen.frames) == 2)
    clock.advance(_AFTER + 0.1)
    seen.wait(lambda: seen.states.count(CameraState.LIVE) == 2)
    assert CameraState.LOST in seen.states
    count = len(seen.frames)
    source.released.set()  # the first thread wakes now; its camera is no longer the current one
    seen.wait(lambda: len(seen.frames) > count + 5)
    assert [frame.sequence for frame in seen.frames] == list(range(1, len(seen.frames) + 1))


@pytest.mark.expects_log("camera lost")
def test_a_thread_left_behind_does_not_close_what_was_opened_after_it(
    open_camera: OpenCamera, clock: ManualClock
) -> None:
    source = Stalling()
    camera = open_camera(source)
    seen = Seen(camera)
    camera.start()
    assert source.stalls.wait(PATIENCE)
    clock.advance(_AFTER + 0.1)
    seen.wait(lambda: CameraState.LIVE in seen.states)  # of the second opening: the first one stalls
    source.released.set()
    assert source.stalled is not None
    source.stalled.join(PATIENCE)
    assert not source.stalled.is_alive()
    count = len(seen.frames)
    seen.wait(lambda: len(seen.frames) > count + 20)
    assert seen.states.count(CameraState.LOST) == 1


def test_a_source_is_closed_once_when_it_ends(open_camera: OpenCamera) -> None:
    source = Blocking()
    source.released.set()
    camera = open_camera(source)
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: len(seen.frames) >= 2)
    camera.stop()
    assert (source.openings, source.closings) == (1, 1)


@pytest.mark.expects_log("camera lost")
def test_a_missing_camera_is_lost_until_it_appears(open_camera: OpenCamera) -> None:
    source = _person()
    source.unplug()
    camera = open_camera(source)
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: CameraState.LOST in seen.states)
    source.plug_in()
    seen.wait(lambda: CameraState.LIVE in seen.states)


def test_a_recording_ends(open_camera: OpenCamera, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(4)]
    for path in paths:
        cv2.imwrite(str(path), np.full((48, 64, 3), 90, dtype=np.uint8))  # all alike, and yet not "frozen"
    camera = open_camera(ImageSequence(paths, fps=100.0))
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: CameraState.ENDED in seen.states)
    assert len(seen.frames) == 4


def test_a_recording_that_cannot_be_read_says_why(open_camera: OpenCamera, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    cv2.imwrite(str(good), np.zeros((48, 64, 3), dtype=np.uint8))
    bad.write_bytes(good.read_bytes()[:30])
    camera = open_camera(ImageSequence([good, bad], fps=100.0))
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: CameraState.FAULTY in seen.states)
    assert camera.fault is FaceFault.NOT_AN_IMAGE


@pytest.mark.expects_log("camera lost")
def test_stopping_is_quick_even_when_waiting_to_open_again() -> None:
    source = _person()
    source.unplug()
    camera = Camera(source, back_off=(100 * PATIENCE,))
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: CameraState.LOST in seen.states)
    camera.stop()
    camera.stop()
    seen.wait(lambda: camera.state is CameraState.CLOSED)


def test_a_stopped_camera_can_be_started_again(open_camera: OpenCamera) -> None:
    camera = open_camera(_person())
    seen = Seen(camera)
    camera.start()
    seen.wait(lambda: len(seen.frames) >= 3)
    camera.stop()
    count = len(seen.frames)
    camera.start()
    seen.wait(lambda: len(seen.frames) >= count + 3)
    camera.stop()
    assert seen.states[-1] is CameraState.CLOSED
