"""Enrolling this kiosk anew, while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffEnrolVm(StaffRoomVm):
    """``state`` is entry, working or done."""

    changed = Signal()
    _state = "entry"

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, notify=changed)
    def fault(self) -> str:
        """Why it was not enrolled: a stable code; "" so far."""
        return self._fault

    @property
    def busy(self) -> bool:
        return self._state == "working"

    def enter(self, screen: str) -> None:
        del screen
        self._state, self._fault = "entry", ""
        self._new_scope()
        self.changed.emit()

    def wipe(self) -> None:
        self._state = "entry"
        super().wipe()

    @Slot(str)
    def enrol(self, code: str) -> None:
        if self._state == "working" or not code.strip():
            return
        self._state, self._fault = "working", ""
        self._scope.run(lambda: self._room.enrol(code), self._on_done, self._on_fault)
        self.changed.emit()

    def _on_done(self, _nothing: None) -> None:
        self._state = "done"
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._state = "entry"
        super()._on_fault(error)
