"""Trying a camera that has failed, while nobody uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ekyc.errors import EkycError
from kiosk.contract.kiosk_state import Device

if TYPE_CHECKING:
    from ekyc.face.frame_source import FrameSource
    from kiosk.devices.hardware import DeviceThread
    from kiosk.self_watch.outages import Outages

_FRAMES = 10  # the first ones of many cameras are none


def try_camera(
    thread: DeviceThread, outages: Outages, device: Device, open_source: Callable[[], FrameSource | None]
) -> None:
    """On the station's own thread, so that who begins to use it meanwhile waits for a second at most."""

    def look() -> None:
        camera = open_source()
        if camera is None:
            outages.failed(device, "camera_unavailable")
            return
        try:
            camera.open()
            seen = any(camera.read() is not None for _ in range(_FRAMES))
        finally:
            camera.close()
        outages.worked(device) if seen else outages.failed(device, "camera_lost")

    thread.do(look, lambda error: _failed(outages, device, error))


def _failed(outages: Outages, device: Device, error: EkycError) -> None:
    outages.failed(device, error.code)
