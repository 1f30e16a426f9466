"""The check-answers page: every answer with its way to change it, and the button that sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.registration.answers import AnswerId, answers
from ui.view_models.background import Background, Known
from ui.view_models.faults import situation
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.sync.act import RecordedAct
    from ui.view_models.ports import KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class AnswersVm(ScreenVm):
    """``rows`` have the roles name, shown, code, isLast and step (where "change" leads, or "")."""

    changed = Signal()
    _submitting = False
    _fault = ""

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parts, background, parent)
        self._rows = RowsModel(("name", "shown", "code", "step", "isLast"), self)

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(bool, notify=changed)
    def submitting(self) -> bool:
        return self._submitting

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @property
    def busy(self) -> bool:
        """The act is being recorded: the visit must not end under it."""
        return self._submitting

    def enter(self, screen: str) -> None:
        del screen
        self._fault = ""
        rows = {each.id: each for each in answers(self._visit)}
        # How far the address is confirmed is said beside the address itself.
        confirmation = rows.pop(AnswerId.EMAIL_CONFIRMATION).code
        self._rows.set_rows(
            [
                {
                    "name": each.id.value,
                    "shown": each.value,
                    "code": confirmation if each.id is AnswerId.EMAIL else each.code,
                    "step": each.step or "",
                    "isLast": each is tuple(rows.values())[-1],
                }
                for each in rows.values()
            ]
        )
        self.changed.emit()

    def wipe(self) -> None:
        self._submitting, self._fault = False, ""
        self._rows.set_rows(())
        super().wipe()

    @Slot(str)
    def change(self, step: str) -> None:
        if not self._submitting:
            self._parts.navigator.change(step)

    @Slot()
    def submit(self) -> None:
        if self._submitting:
            return
        visit, submitter = self._visit, self._parts.submitter
        self._submitting, self._fault = True, ""
        scope = self._new_scope()
        self.changed.emit()
        scope.run(lambda: submitter.submit(visit), self._on_recorded, self._on_fault)

    def _on_recorded(self, recorded: RecordedAct) -> None:
        del recorded  # the submitter has put it into the visit
        self._submitting = False
        self._parts.navigator.next()

    def _on_fault(self, error: Known) -> None:
        self._submitting = False
        self._fault = situation(error.code).value
        self.changed.emit()
