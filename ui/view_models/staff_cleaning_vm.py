"""The screen takes no touch for a while, so that it can be wiped. Nothing but time ends that."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_TICK_MS = 250
_CHOICES = (30, 60, 120)  # s


@QmlElement
@made_in_python
class StaffCleaningVm(StaffRoomVm):
    """``state`` is entry, cleaning or done."""

    changed = Signal()
    unhurried = True
    _state = "entry"
    _until = 0.0
    _seconds = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(list, constant=True)
    def choices(self) -> list[int]:
        """Seconds."""
        return list(_CHOICES)

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return self._left

    @Property(float, notify=changed)
    def fractionLeft(self) -> float:
        return self._left / self._seconds if self._seconds else 0.0

    @property
    def busy(self) -> bool:
        return self._state == "cleaning"

    def enter(self, screen: str) -> None:
        del screen
        self._new_scope()
        self._rest("entry")

    def leave(self) -> None:
        super().leave()
        self._rest("entry")

    def wipe(self) -> None:
        self._rest("entry")
        super().wipe()

    @Slot(int)
    def begin(self, seconds: int) -> None:
        if self._state == "cleaning" or seconds not in _CHOICES:
            return
        self._state, self._seconds = "cleaning", seconds
        self._until = self._parts.clock.monotonic() + seconds
        self._stage.deaf = True
        self._timer.start()
        self._scope.run(self._parts.service.note_cleaning, lambda _nothing: None, self._on_fault)
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        if self._left == 0:
            self._rest("done")
        self.changed.emit()

    @property
    def _left(self) -> int:
        return max(0, math.ceil(self._until - self._parts.clock.monotonic()))

    def _rest(self, state: str) -> None:
        self._timer.stop()
        self._stage.deaf = False
        self._state, self._until, self._seconds = state, 0.0, 0
        self.changed.emit()
