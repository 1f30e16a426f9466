"""The camera picture on its way to the screen: scaled and mirrored in the camera's thread."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python

if TYPE_CHECKING:
    from ui.view_models.ports.devices import Frame

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_INTERVALS_KEPT = 300


@QmlElement
@made_in_python
class PreviewFeed(QObject):
    """A mailbox of one picture: a newer one replaces one not yet painted, which counts as dropped."""

    fresh = Signal()
    _arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._target = (0, 0)
        self._latest: QImage | None = None
        self._open = False
        self.shown = 0
        self.dropped = 0
        self.intervals: deque[float] = deque(maxlen=_INTERVALS_KEPT)  # seconds between two shown pictures
        self._last_shown: float | None = None
        self._arrived.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    def set_target(self, width: int, height: int) -> None:
        """The size in pixels that pictures are made for."""
        self._target = (width, height)

    def open(self) -> None:
        self._last_shown = None
        self._open = True

    def push(self, frame: Frame) -> None:
        """Take a camera frame, from any thread. It is copied; the caller keeps its buffer."""
        width, height = self._target
        if not self._open or width <= 0 or height <= 0:
            return
        image = _fitted(frame, width, height)
        waiting, self._latest = self._latest, image
        if waiting is None:
            self._arrived.emit()
        else:
            self.dropped += 1

    def take(self) -> QImage | None:
        """The newest picture, once. In the GUI thread only."""
        image, self._latest = self._latest, None
        return image

    def clear(self) -> None:
        """Forget the person's picture, also on the screen."""
        self._open = False
        self._latest = None
        self.fresh.emit()

    def restart(self) -> None:
        """Measure the intervals anew from the next picture on."""
        self.intervals.clear()
        self._last_shown = None

    def count_shown(self) -> None:
        now = time.monotonic()
        if self._last_shown is not None:
            self.intervals.append(now - self._last_shown)
        self._last_shown = now
        self.shown += 1

    @property
    def is_open(self) -> bool:
        return self._open

    @Slot()
    def _announce(self) -> None:
        self.fresh.emit()


def _fitted(frame: Frame, width: int, height: int) -> QImage:
    """The middle part of the frame that fills the target, mirrored as people know themselves."""
    import cv2

    rows, columns = frame.shape[:2]
    scale = max(width / columns, height / rows)
    part_width, part_height = min(columns, round(width / scale)), min(rows, round(height / scale))
    left, top = (columns - part_width) // 2, (rows - part_height) // 2
    part = frame[top : top + part_height, left : left + part_width]
    scaled = cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR)
    pixels = cv2.cvtColor(cv2.flip(scaled, 1), cv2.COLOR_BGR2BGRA)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()  # the array does not outlive this call
