"""The page before a record that others are not to see: what will be shown, and whether it shall be now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.tasks.task import Confirmation

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ConfirmRecordVm(ScreenVm):
    changed = Signal()
    unhurried = True

    @Property(str, notify=changed)
    def title(self) -> str:
        confirm = self._confirm
        return "" if confirm is None else self._words(confirm.title)

    @Property(list, notify=changed)
    def shown(self) -> list[str]:
        """What the next page will have."""
        confirm = self._confirm
        return [] if confirm is None else [self._words(each) for each in confirm.shown]

    def enter(self, screen: str) -> None:
        del screen
        self.retranslate()

    @Slot()
    def agree(self) -> None:
        """Only now central is asked."""
        self._parts.navigator.journey.record_confirmed = True
        self._parts.navigator.next()

    @Slot()
    def decline(self) -> None:
        self._parts.navigator.leave_journey()

    @property
    def _confirm(self) -> Confirmation | None:
        navigator = self._parts.navigator
        in_journey = navigator.in_visit and navigator.in_journey
        record = navigator.task.record if in_journey else None
        return None if record is None else record.confirm
