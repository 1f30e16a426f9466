"""The logs of the kiosk, taken along on a stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from kiosk.service.log_bundle import WrittenLogs
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffLogsVm(StaffRoomVm):
    """``state`` is entry, working or done."""

    changed = Signal()
    _state = "entry"
    _file = ""
    _size = 0

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, notify=changed)
    def file(self) -> str:
        """Its name on the stick."""
        return self._file

    @Property(int, notify=changed)
    def kilobytes(self) -> int:
        return max(1, round(self._size / 1000))

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @property
    def busy(self) -> bool:
        return self._state == "working"

    def enter(self, screen: str) -> None:
        del screen
        self._state = "entry"
        self._file = self._fault = ""
        self._new_scope()
        self.changed.emit()

    def wipe(self) -> None:
        self._state, self._file, self._size = "entry", "", 0
        super().wipe()

    @Slot()
    def write(self) -> None:
        if self._state == "working":
            return
        self._state, self._fault = "working", ""
        self._scope.run(self._parts.service.write_logs, self._on_written, self._on_fault)
        self.changed.emit()

    def _on_written(self, written: WrittenLogs) -> None:
        self._state, self._file, self._size = "done", written.file, written.size
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._state = "entry"
        super()._on_fault(error)
