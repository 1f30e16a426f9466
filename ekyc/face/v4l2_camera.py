"""A USB camera through Video4Linux, named by a path that survives replugging (``/dev/v4l/by-id/…``)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import cv2

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import Image, fit
from ekyc.face.usb_identity import SYSFS, UsbIdentity, check_video_device


class V4l2Camera:
    """Asks for MJPG, which lets USB 2 carry 30 frames of 1280×720 a second.

    The driver may give another size. ``expected``: the one camera that this kiosk is bound to, checked at
    every opening, so that another one plugged in later is noticed; ``virtual_allowed`` False refuses cameras
    that are programs, as production must.
    """

    live = True

    def __init__(
        self,
        device: Path,
        *,
        width: int = 1280,
        height: int = 720,
        fps: int = 30,
        expected: UsbIdentity | None = None,
        virtual_allowed: bool = True,
        sysfs: Path = SYSFS,
    ) -> None:
        self._device = device
        self._width = width
        self._height = height
        self._fps = fps
        self._expected = expected
        self._virtual_allowed = virtual_allowed
        self._sysfs = sysfs
        self._capture: cv2.VideoCapture | None = None

    @property
    def name(self) -> str:
        return self._device.name

    def open(self) -> None:
        if not self._device.exists():
            raise FaceError(FaceFault.CAMERA_UNAVAILABLE)
        check_video_device(
            self._device, self._expected, virtual_allowed=self._virtual_allowed, sysfs=self._sysfs
        )
        capture = cv2.VideoCapture(str(self._device), cv2.CAP_V4L2)
        if not capture.isOpened():
            raise FaceError(FaceFault.CAMERA_UNAVAILABLE)
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._height)
        capture.set(cv2.CAP_PROP_FPS, self._fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._capture = capture

    def read(self) -> Image | None:
        capture = self._capture
        if capture is None:
            return None
        got, image = capture.read()
        return fit(cast("Image", image)) if got and image is not None else None

    def close(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()
