"""The page of the requests that a person has filed: a list, and the one that is open with its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.records.cases import ToldCase, ToldCases
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_NONE = -1


@QmlElement
@made_in_python
class CasesVm(TaskListVm):
    """``cases``: name, words (state and day of filing). Of the one that is open: ``lines`` and ``stages``
    (label, value), its state, what that means, why, and how urgent it is.
    """

    changed = Signal()
    unhurried = True
    _told: ToldCases | None = None
    _open = _NONE

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._cases = RowsModel(("name", "words"), self)
        self._lines = RowsModel(("label", "value", "isLast"), self)
        self._stages = RowsModel(("label", "value", "isLast"), self)

    @Property(RowsModel, constant=True)
    def cases(self) -> RowsModel:
        """The newest first."""
        return self._cases

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(RowsModel, constant=True)
    def stages(self) -> RowsModel:
        """The first first."""
        return self._stages

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What the person can do with the one that is open."""
        return self._tasks

    @Property(int, notify=changed)
    def openCase(self) -> int:
        """Its place in the list; -1: none is open."""
        return self._open

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(str, notify=changed)
    def none(self) -> str:
        """What is said where there is nothing; else empty."""
        return "" if self._told is None or self._told.cases else self._words(self._told.none)

    @Property(str, notify=changed)
    def state(self) -> str:
        return "" if (case := self._case) is None else self._words(case.state)

    @Property(str, notify=changed)
    def told(self) -> str:
        """Why it came to its state, what is missing, and what that means for the person."""
        if (case := self._case) is None:
            return ""
        return "\n".join(self._words(each) for each in (case.reason, case.missing, case.told) if each)

    @Property(bool, notify=changed)
    def canSupplement(self) -> bool:
        """What is missing in the one that is open can be sent here."""
        return (case := self._case) is not None and case.supplement != ""

    @Property(str, notify=changed)
    def urgency(self) -> str:
        return "info" if (case := self._case) is None else case.urgency

    @Property(bool, notify=changed)
    def hasPaper(self) -> bool:
        """Of the one that is open: what it came to can be read."""
        return (case := self._case) is not None and case.paper is not None

    def enter(self, screen: str) -> None:
        del screen
        self._visit.wanted_paper = None
        self._told = self._parts.case_tracking.tell(self._visit)
        waiting = (place for place, case in enumerate(self._told.cases) if case.supplement)
        self._open = next(waiting, 0 if self._told.cases else _NONE)
        self.retranslate()

    def retranslate(self) -> None:
        if self._told is not None and self._parts.navigator.in_visit:
            cases = self._told.cases
            self._cases.set_rows(
                [{"name": self._words(each.name), "words": self._words(each.row)} for each in cases]
            )
            self._fill_open()
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._open = None, _NONE
        for model in (self._cases, self._lines, self._stages, self._tasks):
            model.set_rows(())
        super().wipe()

    @Slot(int)
    def toggle(self, place: int) -> None:
        self._open = _NONE if place == self._open else place
        self._fill_open()
        self.changed.emit()

    @Slot(str)
    def begin(self, task: str) -> None:
        """With the case that is open."""
        case = self._case
        if case is not None and case.number is not None:
            self._visit.turn_to_case(case.number, task)
            self._begin(task)

    @Slot()
    def supplement(self) -> None:
        if (case := self._case) is not None:
            self.begin(case.supplement)

    @Slot()
    def showPaper(self) -> None:
        """What the one that is open came to."""
        case = self._case
        if case is not None and case.paper is not None:
            self._visit.wanted_paper = case.paper
            self._parts.navigator.next()

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    @property
    def _case(self) -> ToldCase | None:
        return None if self._told is None or self._open == _NONE else self._told.cases[self._open]

    def _fill_open(self) -> None:
        case = self._case
        self._lines.set_rows(self._rows(() if case is None else case.lines))
        self._stages.set_rows(self._rows(() if case is None else case.stages))
        self._fill_tasks()

    def _fill_tasks(self) -> None:
        navigator, case = self._parts.navigator, self._case
        record = navigator.task.record if navigator.in_journey else None
        led_to = () if record is None or case is None or not case.may_be_withdrawn else record.leads_to
        self._show(map(navigator.catalogue.get, led_to))
