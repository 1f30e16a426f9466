"""A USB camera through Video4Linux, named by a path that survives replugging (``/dev/v4l/by-id/…``)."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import cast

import cv2

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import LONGEST_SIDE, Image, fit
from ekyc.face.mjpg import decode_mjpg, has_flat_rows
from ekyc.face.usb_identity import SYSFS, UsbIdentity, check_video_device

_LOG = logging.getLogger(__name__)
_MJPG = cv2.VideoWriter.fourcc(*"MJPG")
_TOLD = (1, 10, 100, 1000)  # damaged frames at which the log is told


class V4l2Camera:
    """Asks for MJPG, which lets USB 2 carry 30 frames of 1280×720 a second, and decodes it itself: a damaged
    frame is dropped, counted in ``damaged`` and told in the log.

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
        self._encoded = False  # whether frames come as they came over the cable
        self.damaged = 0  # frames since the camera was opened

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
        capture.set(cv2.CAP_PROP_FOURCC, _MJPG)
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._height)
        capture.set(cv2.CAP_PROP_FPS, self._fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._encoded = capture.get(cv2.CAP_PROP_FOURCC) == _MJPG and bool(
            capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
        )
        self.damaged = 0
        self._capture = capture

    def read(self) -> Image | None:
        capture = self._capture
        if capture is None:
            return None
        got, frame = capture.read()
        if not got or frame is None:
            return None
        picture = self._decoded(cast("Image", frame))
        return fit(picture, max(LONGEST_SIDE, self._width, self._height)) if picture is not None else None

    def _decoded(self, frame: Image) -> Image | None:
        """The picture of what the driver gave; None if it is damaged."""
        encoded = self._encoded and 1 in frame.shape[:2]
        picture = decode_mjpg(frame.tobytes()) if encoded else frame
        if picture is None or has_flat_rows(picture):
            self.damaged += 1
            if self.damaged in _TOLD:
                _LOG.warning("%d damaged pictures from the camera: check its cable and its hub", self.damaged)
            return None
        return picture

    def close(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()
