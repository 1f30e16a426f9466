"""A row of pictures as a frame source, shown at a chosen rate, once or over and over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import Image, fit
from ekyc.face.pacing import Pace
from ekyc.face.picture import read_picture


class ImageSequence:
    """Pictures are decoded when their turn comes; a picture that cannot be decoded ends the row."""

    live = False

    def __init__(
        self, paths: Sequence[Path], *, fps: float = 15.0, loop: bool = False, paced: bool = True
    ) -> None:
        self._paths = tuple(paths)
        self._loop = loop
        self._paced = paced
        self._next = 0
        self._pace: Pace | None = None
        self._opened = False
        self.fps = fps

    @property
    def name(self) -> str:
        return f"{len(self._paths)} pictures"

    def open(self) -> None:
        """Raises FaceError ``file_not_found``, and whatever the first picture's decoding raises."""
        if not self._paths or not all(path.is_file() for path in self._paths):
            raise FaceError(FaceFault.FILE_NOT_FOUND)
        read_picture(self._paths[0])
        self._next = 0
        self._pace = Pace(self.fps) if self._paced else None
        self._opened = True

    def read(self) -> Image | None:
        if not self._opened:
            return None
        if self._next >= len(self._paths):
            if not self._loop:
                return None
            self._next = 0
        if self._pace is not None:
            self._pace.wait()
        path = self._paths[self._next]
        self._next += 1
        return fit(read_picture(path))

    def close(self) -> None:
        self._opened = False
        if self._pace is not None:
            self._pace.stop()
