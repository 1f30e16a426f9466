"""What there is to do in the staff room, for who is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.authentication.staff_roles import StaffRight
from kiosk.places import Place
from kiosk.staff_notes import StaffNote
from kiosk.staff_queue import QueueCounts
from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffMenuVm(StaffRoomVm):
    changed = Signal()
    _name = ""
    _role = ""
    _counts = QueueCounts()
    _matters = -1  # not known yet

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._name

    @Property(str, notify=changed)
    def role(self) -> str:
        return self._role

    @Property(int, notify=changed)
    def waiting(self) -> int:
        return self._counts.waiting

    @Property(int, notify=changed)
    def quarantined(self) -> int:
        return self._counts.quarantined

    @Property(int, notify=changed)
    def matters(self) -> int:
        """How much needs somebody; -1 while it is looked at."""
        return self._matters

    @Property(bool, notify=changed)
    def mayAssist(self) -> bool:
        return self._room.may(StaffRight.ASSIST)

    @Property(bool, notify=changed)
    def visitWaits(self) -> bool:
        """Somebody has begun something here before staff came."""
        return self._parts.navigator.in_visit

    @Property(bool, notify=changed)
    def canAssist(self) -> bool:
        """Where nobody has begun anything, a visit may begin now."""
        return self._parts.navigator.in_visit or not self._stage.obstacle()

    @Property(bool, notify=changed)
    def mayMachine(self) -> bool:
        return self._room.may(StaffRight.MACHINE)

    def enter(self, screen: str) -> None:
        del screen
        member = self._room.member
        self._name, self._role = ("", "") if member is None else (member.name, member.role.value)
        self._matters = -1
        scope = self._new_scope()
        scope.run(self._room.counts, self._on_counts, self._on_fault)
        scope.run(self._room.matters, self._on_matters, self._on_matters_fault)
        self.changed.emit()

    def wipe(self) -> None:
        self._name = self._role = ""
        self._counts, self._matters = QueueCounts(), -1
        super().wipe()

    @Slot()
    def assist(self) -> None:
        if self.canAssist:
            self._parts.assisting.begin(self._room.helper(), self._stage.language())

    @Slot()
    def openQueue(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_QUEUE)

    @Slot()
    def openMatters(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_MATTERS)

    @Slot()
    def openService(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_SERVICE)

    @Slot()
    def signOut(self) -> None:
        self._parts.navigator.leave_staff_room()

    def _on_counts(self, counts: QueueCounts) -> None:
        self._counts = counts
        self.changed.emit()

    def _on_matters(self, notes: tuple[StaffNote, ...]) -> None:
        self._matters = len(notes)
        self.changed.emit()

    def _on_matters_fault(self, error: Known) -> None:
        del error
        self._matters = 1
        self.changed.emit()
