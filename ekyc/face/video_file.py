"""A recording as a frame source: played at its own rate, once or over and over."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import cv2

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import Image, fit
from ekyc.face.pacing import Pace

_USUAL_FPS = 25.0  # for containers that name no rate or an absurd one


class VideoFile:
    live = False

    def __init__(self, path: Path, *, loop: bool = False, paced: bool = True) -> None:
        self._path = path
        self._loop = loop
        self._paced = paced
        self._capture: cv2.VideoCapture | None = None
        self._pace: Pace | None = None
        self.fps = _USUAL_FPS

    @property
    def name(self) -> str:
        return self._path.name

    def open(self) -> None:
        """Raises FaceError ``file_not_found``, ``empty_file`` or ``not_a_video``."""
        capture = _open(self._path)
        self.fps = _rate_of(capture)
        self._pace = Pace(self.fps) if self._paced else None
        self._capture = capture

    def read(self) -> Image | None:
        capture = self._capture
        if capture is None:
            return None
        if self._pace is not None:
            self._pace.wait()
        got, image = capture.read()
        if not got and self._loop:
            capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            got, image = capture.read()
        return fit(cast("Image", image)) if got and image is not None else None

    def close(self) -> None:
        capture, self._capture = self._capture, None
        if self._pace is not None:
            self._pace.stop()
        if capture is not None:
            capture.release()


def frame_rate(path: Path) -> float:
    """Frames a second of a recording, as its container names it. Raises FaceError as ``VideoFile.open``."""
    capture = _open(path)
    try:
        return _rate_of(capture)
    finally:
        capture.release()


def _open(path: Path) -> cv2.VideoCapture:
    if not path.is_file():
        raise FaceError(FaceFault.FILE_NOT_FOUND)
    if path.stat().st_size == 0:
        raise FaceError(FaceFault.EMPTY_FILE)
    probe = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    has_frame = probe.isOpened() and probe.grab()  # some kinds "open" whatever the file's name promises
    probe.release()
    if not has_frame:
        raise FaceError(FaceFault.NOT_A_VIDEO)
    return cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)


def _rate_of(capture: cv2.VideoCapture) -> float:
    fps = capture.get(cv2.CAP_PROP_FPS)
    return fps if 1.0 <= fps <= 240.0 else _USUAL_FPS
