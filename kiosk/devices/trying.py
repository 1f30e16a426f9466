"""Trying a camera that has failed, while nobody uses it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ekyc.errors import EkycError
from kiosk.contract.kiosk_state import Device
from kiosk.devices.hardware import DeviceThread

if TYPE_CHECKING:
    from ekyc.face.frame_source import FrameSource
    from kiosk.self_watch.outages import Outages

_FRAMES = 10  # the first ones of many cameras are none
_MOST_SECONDS = 3.0  # a driver that hangs is left behind


class CameraTrial:
    """On the station's own thread: who begins to use the camera meanwhile waits for seconds at most."""

    def __init__(
        self,
        thread: DeviceThread,
        device: Device,
        open_source: Callable[[], FrameSource | None],
        outages: Outages | None,
    ) -> None:
        self._thread = thread
        self._device = device
        self._open_source = open_source
        self._outages = outages
        self._attempt: threading.Thread | None = None  # the last one, which may hang in the driver

    def look(self) -> None:
        """If the camera is in doubt. Returns at once."""
        outages = self._outages
        if outages is not None and outages.is_doubtful(self._device):
            self._thread.do(lambda: self._look(outages))

    def _look(self, outages: Outages) -> None:
        if self._attempt is None or not self._attempt.is_alive():
            name = f"try-{self._device.value}"
            self._attempt = threading.Thread(target=self._try, args=(outages,), name=name, daemon=True)
            self._attempt.start()
            self._attempt.join(_MOST_SECONDS)
        if self._attempt.is_alive():
            outages.failed(self._device, "camera_frozen")

    def _try(self, outages: Outages) -> None:
        camera = self._open_source()
        if camera is None:
            outages.failed(self._device, "camera_unavailable")
            return
        try:
            camera.open()
            seen = any(camera.read() is not None for _ in range(_FRAMES))
        except EkycError as error:
            outages.failed(self._device, error.code)
        else:
            outages.worked(self._device) if seen else outages.failed(self._device, "camera_lost")
        finally:
            camera.close()
