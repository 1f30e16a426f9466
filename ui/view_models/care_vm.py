"""The page of a person's treatments: a list, the one that is open with its costs, and the papers given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.records.care import DisputedCare
from ui.translation import keep_together
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.records.care import ToldCare, ToldEvent
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_NONE = -1
_FIRST = 12  # in the list before more are asked for
_ROLES = ("label", "value", "covered", "isLast")


@QmlElement
@made_in_python
class CareVm(TaskListVm):
    """``events``: facility, words. Of the one that is open: ``lines``, ``costs`` (sums) and, once asked for,
    ``costLines``; each label, value, covered.
    """

    changed = Signal()
    unhurried = True
    _told: ToldCare | None = None
    _open = _NONE
    _costs_open = False
    _all = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._events = RowsModel(("facility", "words"), self)
        self._lines = RowsModel(_ROLES, self)
        self._costs = RowsModel(_ROLES, self)
        self._cost_lines = RowsModel(_ROLES, self)
        self._documents = RowsModel(_ROLES, self)

    @Property(RowsModel, constant=True)
    def events(self) -> RowsModel:
        """The newest first."""
        return self._events

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(RowsModel, constant=True)
    def costs(self) -> RowsModel:
        return self._costs

    @Property(RowsModel, constant=True)
    def costLines(self) -> RowsModel:
        return self._cost_lines

    @Property(RowsModel, constant=True)
    def documents(self) -> RowsModel:
        return self._documents

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What can be done with it."""
        return self._tasks

    @Property(int, notify=changed)
    def openEvent(self) -> int:
        """Its place in the list; -1: none is open."""
        return self._open

    @Property(int, notify=changed)
    def moreEvents(self) -> int:
        """How many earlier ones are not in the list yet."""
        return 0 if self._told is None else len(self._told.events) - len(self._events.rows())

    @Property(bool, notify=changed)
    def hasCostLines(self) -> bool:
        return (event := self._event) is not None and bool(event.cost_lines)

    @Property(bool, notify=changed)
    def costsOpen(self) -> bool:
        return self._costs_open

    @Property(str, notify=changed)
    def remark(self) -> str:
        """What is odd about the one that is open, or that its costs are not known."""
        return "" if (event := self._event) is None else self._words(event.remark)

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(str, notify=changed)
    def none(self) -> str:
        """What is said where there is nothing; else empty."""
        return "" if self._told is None else self._words(self._told.none)

    @Property(str, notify=changed)
    def noDocuments(self) -> str:
        return "" if self._told is None else self._words(self._told.no_documents)

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
        self._open, self._costs_open = _NONE, False
        self._told = self._parts.own_care.tell_care(self._visit)
        self.retranslate()

    def retranslate(self) -> None:
        navigator, told = self._parts.navigator, self._told
        if told is not None and navigator.in_visit:
            shown = told.events[: None if self._all else _FIRST]
            self._events.set_rows(
                [{"facility": keep_together(each.facility), "words": self._words(each.row)} for each in shown]
            )
            self._documents.set_rows(self._rows(told.documents))
            self._fill_open()
            use = navigator.task.record if navigator.in_journey else None
            self._show(map(navigator.catalogue.get, () if use is None else use.leads_to))
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._open, self._costs_open, self._all = None, _NONE, False, False
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    @Slot(int)
    def toggle(self, place: int) -> None:
        self._open = _NONE if place == self._open else place
        self._costs_open = False
        self._fill_open()
        self.changed.emit()

    @Slot()
    def toggleCosts(self) -> None:
        self._costs_open = not self._costs_open
        self._fill_open()
        self.changed.emit()

    @Slot()
    def showAll(self) -> None:
        self._all = True
        self.retranslate()

    @Slot()
    def notMine(self) -> None:
        """The person knows nothing of the one that is open."""
        event, use = self._event, self._parts.navigator.task.record
        if event is not None and use is not None and use.disputes:
            self._visit.dispute(DisputedCare.of(event.event), use.disputes)
            self._begin(use.disputes)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    @property
    def _event(self) -> ToldEvent | None:
        told = self._told
        return None if told is None or not 0 <= self._open < len(told.events) else told.events[self._open]

    def _fill_open(self) -> None:
        event = self._event
        self._lines.set_rows([] if event is None else self._rows(event.lines))
        self._costs.set_rows([] if event is None else self._rows(event.costs))
        self._cost_lines.set_rows(
            self._rows(event.cost_lines) if event is not None and self._costs_open else []
        )
