"""Devices looked at by a technician, one at a time, while nobody is served: nothing that is seen is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ekyc.errors import EkycError
from kiosk.devices.hardware import DeviceThread, Hardware, OnFault

if TYPE_CHECKING:  # brings OpenCV along, which the first screen does not wait for
    from ekyc.face.frame_source import FrameSource, Image
    from ekyc.face.screen_light import LightFinding

_READER_SECONDS = 0.4  # from one look at the reader to the next
_SILENCE_SECONDS = 4.0  # without a picture, then the camera counts as lost
_RATE_FRAMES = 15
_STRETCH_SECONDS = 1.2  # of a black or white screen: slow enough for everybody (WCAG 2.3.1)
_STRETCHES = 5  # black, white, black, white, black


class CameraRole(StrEnum):
    FACE = "face"
    CARD = "card"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class CameraLook:
    """One picture; ``rate`` of pictures a second, 0 while it is not known."""

    image: Image
    rate: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        height, width = self.image.shape[:2]
        return width, height


class DeviceBench:
    """Callbacks come from its own thread; after ``cancel`` at most one that is already under way."""

    def __init__(self, hardware: Hardware, stretch_seconds: float = _STRETCH_SECONDS) -> None:
        self._hardware = hardware
        self._stretch = stretch_seconds
        self._thread = DeviceThread("device-bench")
        self._ended = threading.Event()

    def watch_camera(
        self, role: CameraRole, on_look: Callable[[CameraLook], None], on_fault: OnFault
    ) -> None:
        """Faults: ``camera_not_set_up``, ``camera_lost``, and those of the driver."""
        self._begin(lambda ended: _watch(self._open(role), on_look, ended), on_fault)

    def watch_reader(self, on_look: Callable[[str, bool], None], on_fault: OnFault) -> None:
        """``on_look`` gets the reader's name and whether a card lies on it, again and again: none is read."""

        def look(ended: threading.Event) -> None:
            connector = self._hardware.card_connector()
            if connector is None:
                raise EkycError("no_reader", "No card reader is set up.")
            while not ended.is_set():
                lies = connector.wait_for_card(0.0, ended) is not None
                if not ended.is_set():
                    on_look(connector.name, lies)
                ended.wait(_READER_SECONDS)

        self._begin(look, on_fault)

    def measure_light(
        self,
        show: Callable[[bool], None],
        on_done: Callable[[LightFinding], None],
        on_fault: OnFault,
    ) -> None:
        """``show`` has the whole screen white (True) or black, in turn; some six seconds. Faults: those of
        the camera, ``light_too_few_frames`` and ``light_unsteady``.
        """

        def measure(ended: threading.Event) -> None:
            found = _measure(self._open(CameraRole.FACE), show, self._stretch, ended)
            if found is not None:
                on_done(found)

        self._begin(measure, on_fault)

    def cancel(self) -> None:
        """Does not block."""
        self._ended.set()

    def close(self) -> None:
        self.cancel()
        self._thread.close()

    def _begin(self, work: Callable[[threading.Event], None], on_fault: OnFault) -> None:
        self.cancel()
        ended = self._ended = threading.Event()

        def tell(error: EkycError) -> None:
            if not ended.is_set():
                on_fault(error)

        self._thread.do(lambda: work(ended), tell)

    def _open(self, role: CameraRole) -> FrameSource:
        hardware = self._hardware
        ways: dict[CameraRole, Callable[[], FrameSource | None]] = {
            CameraRole.FACE: hardware.face_camera,
            CameraRole.CARD: hardware.card_camera,
            CameraRole.DOCUMENTS: hardware.document_camera or hardware.card_camera,
        }
        camera = ways[role]()
        if camera is None:
            raise EkycError("camera_not_set_up", f"The settings name no camera for this: {role.value}.")
        camera.open()
        return camera


def _watch(camera: FrameSource, on_look: Callable[[CameraLook], None], ended: threading.Event) -> None:
    begun = seen_at = time.monotonic()
    rate, seen = 0.0, 0
    try:
        while not ended.is_set():
            frame, now = camera.read(), time.monotonic()
            if frame is None:
                _bear_silence(now - seen_at, ended)
                continue
            seen, seen_at = seen + 1, now
            if seen == _RATE_FRAMES:
                rate, begun, seen = seen / max(now - begun, 1e-3), now, 0
            if not ended.is_set():
                on_look(CameraLook(frame, rate))
    finally:
        camera.close()


def _measure(
    camera: FrameSource, show: Callable[[bool], None], stretch: float, ended: threading.Event
) -> LightFinding | None:
    """None when it was ended before."""
    from ekyc.face.screen_light import SETTLING_SECONDS, ScreenLightMeter

    meter = ScreenLightMeter(min(SETTLING_SECONDS, stretch / 2))
    try:
        for number in range(_STRETCHES):
            lit = number % 2 == 1
            show(lit)
            begun = seen_at = time.monotonic()
            meter.show(lit=lit, at=begun)
            while (now := time.monotonic()) - begun < stretch:
                if ended.is_set():
                    return None
                frame = camera.read()
                if frame is None:
                    _bear_silence(now - seen_at, ended)
                    continue
                seen_at = time.monotonic()
                meter.take(frame, seen_at)
    finally:
        camera.close()
    return meter.result()


def _bear_silence(seconds: float, ended: threading.Event) -> None:
    if seconds > _SILENCE_SECONDS:
        raise EkycError("camera_lost", "The camera sends no pictures.")
    ended.wait(0.02)
