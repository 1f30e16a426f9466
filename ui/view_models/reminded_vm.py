"""The last page of a reminder: what it says, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.image_providers import QR_CODES
from ui.translation import keep_together
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import QVariantList, made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.reminders.entry import Reminder
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class RemindedVm(TaskListVm):
    """``lines`` have the roles label, value, covered and isLast."""

    changed = Signal()
    unhurried = True
    _reminder: Reminder | None = None
    _is_event = False
    _serial = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._lines = RowsModel(("label", "value", "covered", "isLast"), self)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._words(self._reminder.title) if self._reminder else ""

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        """When, where and when it rings."""
        return self._lines

    @Property(QVariantList, notify=changed)
    def spokenLines(self) -> list[str]:
        return [f"{row['label']}: {row['value']}" for row in self._lines.rows()] if self._reminder else []

    @Property(QVariantList, notify=changed)
    def told(self) -> list[str]:
        """What the person noted, and what is good to know."""
        found = self._reminder
        return [self._words(each) for each in (*found.details, *found.notes)] if found else []

    @Property(str, notify=changed)
    def article(self) -> str:
        """The law that the date follows from, "" for the person's own."""
        return keep_together(self._reminder.article) if self._reminder else ""

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        return self._tasks

    @Property(bool, notify=changed)
    def isKept(self) -> bool:
        """Central will keep it, once the person has sent it."""
        navigator = self._parts.navigator
        return self._reminder is not None and navigator.in_journey and bool(navigator.task.act)

    @Property(bool, notify=changed)
    def isEvent(self) -> bool:
        """The code is one that a phone adds to its calendar."""
        return self._is_event

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._reminder else ""

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._paper.forget()
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if navigator.in_visit and navigator.in_journey and navigator.screen == "reminded":
            self._tell()
        super().retranslate()

    def wipe(self) -> None:
        self._reminder = None
        self._lines.set_rows(())
        self._tasks.set_rows(())
        self._paper.forget()
        super().wipe()

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    def _to_print(self) -> Callable[[], None]:
        visit, reminders = self._visit, self._parts.reminders
        return lambda: reminders.print_slip(visit)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _tell(self) -> None:
        visit, desk = self._visit, self._parts.reminders
        self._reminder = desk.reminder(visit)
        lines = desk.lines(visit)
        self._lines.set_rows(
            [
                {
                    "label": self._words(each.label),
                    "value": self._words(each.value),
                    "covered": False,
                    "isLast": each is lines[-1],
                }
                for each in lines
            ]
        )
        leads_to = () if self._parts.navigator.task.act else self._reminder.leads_to  # first it is sent
        led_to = map(self._parts.navigator.catalogue.find, leads_to)
        self._show([task for task in led_to if task is not None])
        self._is_event = desk.is_event(visit)
        self._stage.qr_codes.show(desk.qr_text(visit))
        self._serial += 1
