"""A device in doubt is tried between visits, and is in service again once it works."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.transport import CardConnector
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import Image
from kiosk.clock import SystemClock
from kiosk.contract.kiosk_state import Device, DeviceState
from kiosk.devices import trying
from kiosk.devices.card_station import CardStation
from kiosk.devices.document_station import DocumentStation
from kiosk.devices.face_station import FaceStation
from kiosk.devices.hardware import Hardware
from kiosk.self_watch.outages import Outages
from kiosk.settings import load_settings
from simulation.card.reader import SimulatedReader
from tests.patience import PATIENCE, until


class Camera:
    """Broken in the way that it is told to be."""

    name, live = "a camera", True

    def __init__(self) -> None:
        self.absent = self.dark = False
        self.hangs: threading.Event | None = None  # until it is set
        self.opened = self.closed = 0

    def open(self) -> None:
        self.opened += 1
        if self.absent:
            raise FaceError(FaceFault.CAMERA_UNAVAILABLE)

    def read(self) -> Image | None:
        if self.hangs is not None:
            assert self.hangs.wait(PATIENCE)
        return None if self.dark else np.zeros((4, 4, 3), np.uint8)

    def close(self) -> None:
        self.closed += 1


class Reader(SimulatedReader):
    def __init__(self) -> None:
        super().__init__()
        self.looks = threading.Semaphore(0)
        self.gone = False

    def wait_for_card(self, seconds: float, cancel: threading.Event) -> None:  # noqa: ARG002
        self.looks.release()
        if self.gone:
            raise CardError(CardErrorCode.NO_READER)


@pytest.fixture
def outages(tmp_path: Path) -> Outages:
    return Outages(tmp_path / "outages.json")


@pytest.fixture
def camera() -> Camera:
    return Camera()


@pytest.fixture(params=[Device.CAMERA, Device.SCANNER])
def attempt(
    request: pytest.FixtureRequest, outages: Outages, camera: Camera, tmp_path: Path
) -> Iterator[tuple[Device, Callable[[], None]]]:
    """Which device, and how it is tried."""
    hardware = Hardware(lambda: None, lambda: camera, lambda: camera)
    if request.param is Device.CAMERA:
        face = FaceStation(load_settings(tmp_path / "none.toml"), hardware, outages)
        yield Device.CAMERA, face.try_camera
        face.close()
    else:
        papers = DocumentStation(hardware, outages)
        yield Device.SCANNER, papers.try_camera
        papers.close()


@pytest.mark.expects_log("out of service")
@pytest.mark.parametrize("broken", ["absent", "dark"])
def test_a_camera_in_doubt_is_tried_until_it_works(
    attempt: tuple[Device, Callable[[], None]], outages: Outages, camera: Camera, broken: str
) -> None:
    device, look = attempt
    look()
    assert camera.opened == 0  # one that works is left alone
    outages.failed(device, "camera_lost")
    setattr(camera, broken, True)
    look()
    look()
    until(lambda: outages.state(device) is DeviceState.OUT)
    setattr(camera, broken, False)
    look()
    until(lambda: outages.state(device) is DeviceState.WORKS)
    assert camera.opened == 3


@pytest.mark.expects_log("out of service")
def test_a_driver_that_hangs_holds_up_nobody(
    outages: Outages, camera: Camera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "_MOST_SECONDS", 0.01)
    hardware = Hardware(lambda: None, lambda: None, lambda: camera)
    station = FaceStation(load_settings(tmp_path / "none.toml"), hardware, outages)
    outages.failed(Device.CAMERA, "camera_lost")
    camera.hangs = threading.Event()
    station.try_camera()
    station.try_camera()
    until(lambda: outages.state(Device.CAMERA) is DeviceState.OUT)
    assert camera.opened == 1  # none is begun beside one that hangs
    camera.hangs.set()
    until(lambda: outages.state(Device.CAMERA) is DeviceState.WORKS)
    station.close()


def test_a_fault_that_meets_a_person_counts(outages: Outages, camera: Camera) -> None:
    station = DocumentStation(Hardware(lambda: None, lambda: camera, lambda: camera), outages)
    camera.absent = True
    told = threading.Event()
    station.start(lambda _frame: None, lambda _guidance: None, lambda _error: told.set())
    assert told.wait(PATIENCE)
    assert outages.state(Device.SCANNER) is DeviceState.FAILS
    station.close()


@pytest.mark.expects_log("out of service")
def test_the_reader_is_known_by_the_watch_for_cards_left_behind(outages: Outages, tmp_path: Path) -> None:
    reader = Reader()
    connector: CardConnector = reader
    hardware = Hardware(lambda: connector, lambda: None, Camera)
    station = CardStation(load_settings(tmp_path / "none.toml"), hardware, SystemClock(), outages=outages)
    reader.gone = True
    station.watch(lambda _lies: None)

    def look_again() -> None:
        """Two looks have ended: what the first found is there."""
        for _ in range(2):
            assert reader.looks.acquire(timeout=PATIENCE)

    look_again()
    for _ in range(3):
        station.try_reader()
    assert outages.state(Device.READER) is DeviceState.OUT
    reader.gone = False
    while reader.looks.acquire(blocking=False):
        pass
    look_again()
    station.try_reader()
    assert outages.state(Device.READER) is DeviceState.WORKS
    station.close()
