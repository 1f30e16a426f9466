"""The page of the benefits that a person has received, in four parts; the open one with its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.records.received import ToldBenefit, ToldPart, ToldReceived
    from ui.view_models.rows_model import Row
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_NONE = -1


@QmlElement
@made_in_python
class ReceivedVm(TaskListVm):
    """``benefits``: those of all parts, in turn: ``heading`` at the first of a part, name and words; a part
    without any has one row with ``none`` in their place. ``lines``: label, value, covered, of the open one.
    """

    changed = Signal()
    unhurried = True
    _told: ToldReceived | None = None
    _open = _NONE

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._benefits: list[ToldBenefit | None] = []  # by row
        self._list = RowsModel(("heading", "none", "name", "words"), self)
        self._lines = RowsModel(("label", "value", "covered", "isLast"), self)

    @Property(RowsModel, constant=True)
    def benefits(self) -> RowsModel:
        return self._list

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What can be done with it."""
        return self._tasks

    @Property(int, notify=changed)
    def openBenefit(self) -> int:
        """Its row; -1: none is open."""
        return self._open

    @Property(str, notify=changed)
    def remark(self) -> str:
        """What is odd about the one that is open."""
        return "" if (benefit := self._benefit) is None else self._words(benefit.remark)

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(str, notify=changed)
    def withheldTitle(self) -> str:
        """Where another authority keeps it."""
        withheld = None if self._told is None else self._told.withheld
        return "" if withheld is None else self._words(withheld[0])

    @Property(str, notify=changed)
    def withheldText(self) -> str:
        withheld = None if self._told is None else self._told.withheld
        return "" if withheld is None else self._words(withheld[1])

    def enter(self, screen: str) -> None:
        del screen
        self._open = _NONE
        self._told = told = self._parts.own_care.tell_received(self._visit)
        self._benefits = [each for part in told.parts for each in part.benefits or (None,)]
        self.retranslate()

    def retranslate(self) -> None:
        navigator, told = self._parts.navigator, self._told
        if told is not None and navigator.in_visit:
            self._list.set_rows([row for part in told.parts for row in self._part(part)])
            self._fill_open()
            use = navigator.task.record if navigator.in_journey else None
            self._show(map(navigator.catalogue.get, () if use is None else use.leads_to))
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._open = None, _NONE
        self._benefits.clear()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    @Slot(int)
    def toggle(self, row: int) -> None:
        self._open = _NONE if row == self._open else row
        self._fill_open()
        self.changed.emit()

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    @property
    def _benefit(self) -> ToldBenefit | None:
        return self._benefits[self._open] if 0 <= self._open < len(self._benefits) else None

    def _part(self, part: ToldPart) -> Iterator[Row]:
        heading = self._words(part.heading)
        if part.none is not None:
            yield {"heading": heading, "none": self._words(part.none), "name": "", "words": ""}
        for place, each in enumerate(part.benefits):
            yield {
                "heading": "" if place else heading,
                "none": "",
                "name": self._words(each.name),
                "words": self._words(each.row),
            }

    def _fill_open(self) -> None:
        benefit = self._benefit
        self._lines.set_rows([] if benefit is None else self._rows(benefit.lines))
