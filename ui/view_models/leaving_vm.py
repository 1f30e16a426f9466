"""Leaving in the middle of a task, and what is said at the end."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import moment_text
from kiosk.places import EndReason
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class LeavingVm(ScreenVm):
    """Before: stay, leave, or leave and come back to it. Afterwards: what became of everything."""

    changed = Signal()

    @Property(bool, notify=changed)
    def draftOffered(self) -> bool:
        navigator = self._parts.navigator
        return navigator.in_visit and navigator.draft_offered_until is not None

    @Property(bool, notify=changed)
    def files(self) -> bool:
        """The task under way would file something in the end."""
        navigator = self._parts.navigator
        return navigator.in_visit and navigator.in_journey and bool(navigator.task.act)

    @Property(int, notify=changed)
    def sent(self) -> int:
        """Acts of this visit that were received."""
        navigator = self._parts.navigator
        return len(navigator.visit.done) if navigator.in_visit else navigator.farewell.sent

    @Property(bool, notify=changed)
    def unsent(self) -> bool:
        """The visit ended in the middle of a task."""
        return self._parts.navigator.farewell.unsent

    @Property(str, notify=changed)
    def draftUntil(self) -> str:
        """Until when what was entered waits for the same card, in Vietnam's time; "" where nothing waits."""
        until: datetime | None = self._parts.navigator.farewell.draft_until
        return "" if until is None else moment_text(until)

    @Property(str, notify=changed)
    def fault(self) -> str:
        """What staff find the fault by that ended the visit, as it is read out; "" where none did."""
        reference = self._parts.navigator.farewell.fault.upper()
        return "-".join(reference[at : at + 4] for at in range(0, len(reference), 4))

    def enter(self, screen: str) -> None:
        del screen
        self.changed.emit()

    @Slot()
    def stay(self) -> None:
        self._parts.navigator.back()

    @Slot()
    def discard(self) -> None:
        """What was entered is gone."""
        self._parts.navigator.end(EndReason.LEFT)

    @Slot()
    def keepDraft(self) -> None:
        self._parts.navigator.end(EndReason.LEFT, keep_draft=True)
