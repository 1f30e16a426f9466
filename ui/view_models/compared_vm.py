"""The page on which a person sees what the register has of them beside what their card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.records.comparing import Compared, Standing, compare, field_words, number_lines
from kiosk.visit.facts import shown_by
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel

if TYPE_CHECKING:
    from kiosk.language import Bilingual
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ComparedVm(TaskListVm):
    """``differing``: what the record has otherwise than the card, and what one of them does not say (name,
    label, held, shown; the last two empty where nothing is said). ``agreeing``: what is the same, in one
    line. ``numbers``: every number that finds the person (label, value, isLast).
    """

    changed = Signal()
    unhurried = True
    _compared: tuple[Compared, ...] = ()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._differing = RowsModel(("name", "label", "held", "shown"), self)
        self._numbers = RowsModel(("label", "value", "isLast"), self)

    @Property(str, notify=changed)
    def task(self) -> str:
        navigator = self._parts.navigator
        in_journey = navigator.in_visit and navigator.in_journey
        return self._words(navigator.task.name) if in_journey else ""

    @Property(RowsModel, constant=True)
    def differing(self) -> RowsModel:
        return self._differing

    @Property(bool, notify=changed)
    def allAgree(self) -> bool:
        return not any(each.standing is Standing.DIFFERS for each in self._compared)

    @Property(str, notify=changed)
    def agreeing(self) -> str:
        same = (each for each in self._compared if each.standing is Standing.AGREES)
        return "\n".join(f"{self._words(field_words(each.name))}: {self._said(each.held)}" for each in same)

    @Property(RowsModel, constant=True)
    def numbers(self) -> RowsModel:
        return self._numbers

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What else can be done with it: books that were never merged."""
        return self._tasks

    def enter(self, screen: str) -> None:
        del screen
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        read = self._visit.record(frozenset()) if navigator.in_visit else None
        shown = shown_by(self._visit.person) if read is not None else None
        if read is not None and shown is not None and navigator.in_journey:
            person = read.release.record.person
            self._compared = compare(person, shown)
            self._differing.set_rows(
                [self._row_of(each) for each in self._compared if each.standing is Standing.DIFFERS]
            )
            self._numbers.set_rows(self._rows(number_lines(person)))
            led_to = () if navigator.task.record is None else navigator.task.record.leads_to
            several = "held.books" in navigator.facts()
            self._show(navigator.catalogue.get(each) for each in led_to if several)
        super().retranslate()

    def wipe(self) -> None:
        self._compared = ()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def goOn(self) -> None:
        self._parts.navigator.next()

    def _row_of(self, each: Compared) -> Row:
        return {
            "name": each.name.value,
            "label": self._words(field_words(each.name)),
            "held": self._said(each.held),
            "shown": self._said(each.shown),
        }

    def _said(self, text: Bilingual | None) -> str:
        return "" if text is None else self._words(text)
