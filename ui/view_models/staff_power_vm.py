"""The kiosk begun anew, its machine restarted or switched off: asked twice, and nothing unsent is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.service.host import Power
from kiosk.staff_queue import QueueCounts
from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffPowerVm(StaffRoomVm):
    """``asked``: program, machine or off, once it was chosen; ``state`` is entry, working or gone."""

    changed = Signal()
    _asked = ""
    _state = "entry"
    _counts = QueueCounts()

    @Property(str, notify=changed)
    def asked(self) -> str:
        return self._asked

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """Acts that central does not have yet. They wait on the disk."""
        return self._counts.waiting

    @Property(bool, notify=changed)
    def personWaits(self) -> bool:
        """Somebody has begun something here before staff came."""
        return self._parts.navigator.somebody_waits

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @property
    def busy(self) -> bool:
        return self._state == "working"

    def enter(self, screen: str) -> None:
        del screen
        self._asked, self._state, self._fault = "", "entry", ""
        self._new_scope().run(self._room.counts, self._on_counts, self._on_fault)
        self.changed.emit()

    def wipe(self) -> None:
        self._asked, self._state, self._counts = "", "entry", QueueCounts()
        super().wipe()

    @Slot(str)
    def ask(self, what: str) -> None:
        """ "" takes it back."""
        self._asked, self._fault = what, ""
        self.changed.emit()

    @Slot()
    def carryOut(self) -> None:
        if self._state != "entry" or not self._asked:
            return
        what = Power(self._asked)
        self._state, self._fault = "working", ""
        self._scope.run(lambda: self._parts.service.power(what), self._on_done, self._on_fault)
        self.changed.emit()

    def _on_counts(self, counts: QueueCounts) -> None:
        self._counts = counts
        self.changed.emit()

    def _on_done(self, _nothing: None) -> None:
        self._state = "gone"
        self.changed.emit()
        if self._asked == Power.PROGRAM:
            self._stage.end_program()

    def _on_fault(self, error: Known) -> None:
        self._state = "entry"
        super()._on_fault(error)
