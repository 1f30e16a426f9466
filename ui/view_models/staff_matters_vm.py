"""What needs somebody at this kiosk, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.staff_notes import StaffNote
from ui.view_models.qml_types import QVariantList, made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from kiosk.language import Bilingual
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffMattersVm(StaffRoomVm):
    changed = Signal()
    _looked = False
    _notices: tuple[Bilingual, ...] = ()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._notes = RowsModel(("code", "number"), self)

    @Property(RowsModel, constant=True)
    def notes(self) -> RowsModel:
        """A stable ``code`` and the ``number`` in its sentence, the gravest first."""
        return self._notes

    @Property(QVariantList, notify=changed)
    def notices(self) -> list[str]:
        """Sentences of central for staff."""
        return [self._said(each) for each in self._notices]

    @Property(bool, notify=changed)
    def looked(self) -> bool:
        return self._looked

    @Property(bool, notify=changed)
    def isQuiet(self) -> bool:
        """Nothing needs anybody."""
        return self._looked and not self._notes.rows()

    def enter(self, screen: str) -> None:
        del screen
        self._looked, self._notices = False, self._room.notices()
        self._new_scope().run(self._room.matters, self._on_notes, self._on_fault)
        self.changed.emit()

    def wipe(self) -> None:
        self._notes.set_rows(())
        self._looked, self._notices = False, ()
        super().wipe()

    def _on_notes(self, notes: tuple[StaffNote, ...]) -> None:
        self._looked = True
        self._notes.set_rows([{"code": note.code, "number": note.number} for note in notes])
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        del error
        self._on_notes((StaffNote("store_damaged"),))
