"""Devices that a technician looks at: what they give, their faults, and that the end is the end."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event

import numpy as np
import pytest

from ekyc.chip.transport import Transport
from ekyc.errors import EkycError
from ekyc.face.frame_source import Image
from ekyc.face.screen_light import LightFinding
from kiosk.devices.bench import CameraRole, DeviceBench
from kiosk.devices.hardware import Hardware
from tests.patience import PATIENCE


class _Camera:
    """A face before a wall; ``lit``: by a white screen, which adds three tenths to the room's light."""

    name, live = "test camera", True

    def __init__(self) -> None:
        self.lit = False
        self.closed = Event()

    def open(self) -> None:
        self.closed.clear()

    def read(self) -> Image | None:
        frame = np.full((120, 160, 3), 90, np.uint8)
        frame[17:94, 57:103] = 120 if not self.lit else round(120 * 1.3 ** (1 / 2.2))
        return frame

    def close(self) -> None:
        self.closed.set()


@dataclass
class _Reader:
    name: str = "test reader"
    fault: EkycError | None = None

    def wait_for_card(self, seconds: float, cancel: Event) -> Transport | None:
        del seconds, cancel
        if self.fault is not None:
            raise self.fault
        return None


@pytest.fixture
def camera() -> _Camera:
    return _Camera()


@pytest.fixture
def reader() -> _Reader:
    return _Reader()


@pytest.fixture
def bench(camera: _Camera, reader: _Reader) -> Iterator[DeviceBench]:
    made = DeviceBench(Hardware(lambda: reader, lambda: None, lambda: camera), stretch_seconds=0.04)
    yield made
    made.close()


def _get(told: queue.SimpleQueue[object]) -> object:
    return told.get(timeout=PATIENCE)


def test_a_camera_is_seen_until_the_end_and_closed_then(bench: DeviceBench, camera: _Camera) -> None:
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    bench.watch_camera(CameraRole.FACE, lambda look: told.put(look.size), told.put)
    assert _get(told) == (160, 120)
    bench.cancel()
    assert camera.closed.wait(PATIENCE)


def test_what_the_settings_do_not_name_is_said(bench: DeviceBench) -> None:
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    bench.watch_camera(CameraRole.CARD, lambda _look: None, told.put)
    fault = _get(told)
    assert isinstance(fault, EkycError)
    assert fault.code == "camera_not_set_up"


def test_the_reader_is_asked_again_and_again_and_its_fault_told(bench: DeviceBench, reader: _Reader) -> None:
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    bench.watch_reader(lambda name, lies: told.put((name, lies)), told.put)
    assert _get(told) == ("test reader", False)
    reader.fault = EkycError("no_reader", "gone")
    while not isinstance(fault := _get(told), EkycError):
        pass
    assert fault.code == "no_reader"


def test_the_light_is_measured_while_the_screen_changes(bench: DeviceBench, camera: _Camera) -> None:
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    shown: list[bool] = []

    def show(lit: bool) -> None:
        shown.append(lit)
        camera.lit = lit

    bench.measure_light(show, told.put, told.put)
    found = _get(told)
    assert isinstance(found, LightFinding), found
    assert found.ratio == pytest.approx(0.3, abs=0.05)
    assert shown == [False, True, False, True, False]


def test_one_device_at_a_time(bench: DeviceBench, camera: _Camera) -> None:
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    bench.watch_camera(CameraRole.FACE, lambda _look: None, told.put)
    bench.watch_reader(lambda name, _lies: told.put(name), told.put)
    assert _get(told) == "test reader"
    assert camera.closed.is_set()
