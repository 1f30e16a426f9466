"""What staff who come to help should know of this kiosk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.staff_notes import StaffNote
from ui.view_models.qml_types import QVariantList, made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.card_trust import TrustFinding
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffVm(ScreenVm):
    changed = Signal()
    _trust = ""
    _notes: tuple[StaffNote, ...] = ()

    @Property(str, notify=changed)
    def trust(self) -> str:
        """The state of the card issuers' certificates as a stable code; "" while it is looked at."""
        return self._trust

    @Property(QVariantList, notify=changed)
    def notes(self) -> list[dict[str, object]]:
        """What needs somebody, the gravest first: a stable ``code`` and a ``number`` each."""
        return [{"code": note.code, "number": note.number} for note in self._notes]

    def enter(self, screen: str) -> None:
        del screen
        self._trust, self._notes = "", ()
        scope = self._new_scope()
        scope.run(self._parts.examine_card_trust, self._on_trust, self._on_fault)
        scope.run(self._parts.examine_store, self._on_notes, self._on_store_fault)
        self.changed.emit()

    def _on_trust(self, finding: TrustFinding) -> None:
        self._trust = finding.code.value
        self.changed.emit()

    def _on_notes(self, notes: tuple[StaffNote, ...]) -> None:
        self._notes = notes
        self.changed.emit()

    def _on_store_fault(self, error: Known) -> None:
        del error
        self._on_notes((StaffNote("store_damaged"),))

    def _on_fault(self, error: Known) -> None:
        self._trust = error.code
        self.changed.emit()
