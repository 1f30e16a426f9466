"""What there is to do at the machine itself, for who may."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.authentication.staff_roles import StaffRight
from kiosk.places import Place
from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffServiceVm(StaffRoomVm):
    changed = Signal()

    @Property(bool, notify=changed)
    def mayService(self) -> bool:
        """What only technicians do."""
        return self._room.may(StaffRight.SERVICE)

    def enter(self, screen: str) -> None:
        del screen
        self._new_scope()
        self.changed.emit()

    @Slot(str)
    def open(self, page: str) -> None:
        """By the name of its screen."""
        self._parts.navigator.go_in_staff_room(Place(page))
