"""A journey of this very card was cut off: take it up again, or leave it."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import moment_text
from ui.translation import keep_together
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ResumeVm(ScreenVm):
    changed = Signal()

    @Property(str, notify=changed)
    def taskName(self) -> str:
        navigator = self._parts.navigator
        draft = navigator.visit.draft if navigator.in_visit else None
        if draft is None:
            return ""
        return keep_together(navigator.catalogue.get(draft.task_id).name.text(navigator.visit.language))

    @Property(str, notify=changed)
    def savedAt(self) -> str:
        navigator = self._parts.navigator
        draft = navigator.visit.draft if navigator.in_visit else None
        return "" if draft is None else moment_text(draft.saved_at)

    def enter(self, screen: str) -> None:
        del screen
        self.changed.emit()

    @Slot()
    def resume(self) -> None:
        self._parts.navigator.resume()

    @Slot()
    def startAnew(self) -> None:
        self._parts.navigator.start_anew()
