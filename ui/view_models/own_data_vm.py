"""The pages before answers are filled in: whether central shall be asked, and which own figures it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.records import Section
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.contributions import OwnFigures
    from kiosk.tasks.task import RecordUse
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class OwnDataVm(ScreenVm):
    """``ofChildren`` tells what is asked for. ``matters`` have the roles name, kind, title and words: gaps
    and owed months are left out.
    """

    changed = Signal()
    lineChanged = Signal()
    _told: OwnFigures | None = None

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        stage.lineChanged.connect(self.lineChanged)
        self._matters = RowsModel(("name", "kind", "title", "words"), self)

    @Property(str, notify=changed)
    def task(self) -> str:
        """What is calculated."""
        navigator = self._parts.navigator
        in_journey = navigator.in_visit and navigator.in_journey
        return self._words(navigator.task.name) if in_journey else ""

    @Property(bool, notify=changed)
    def ofChildren(self) -> bool:
        """The civil registry is asked for their children, not the record for figures."""
        return (record := self._record) is not None and record.children is not None

    @Property(bool, notify=changed)
    def ofPerson(self) -> bool:
        """What the record says of the person is wanted, to stand beside their card."""
        return (record := self._record) is not None and record.compares

    @Property(bool, notify=lineChanged)
    def available(self) -> bool:
        """The record was read in this visit, or can be."""
        return self._stage.online or (self._parts.navigator.in_visit and self._is_read())

    @Property(str, notify=changed)
    def headlineLabel(self) -> str:
        return "" if self._told is None else self._words(self._told.headline.label)

    @Property(str, notify=changed)
    def headline(self) -> str:
        return "" if self._told is None else self._words(self._told.headline.value)

    @Property(bool, notify=changed)
    def fillsIn(self) -> bool:
        """There is something that can be filled in."""
        return self._told is not None and self._told.fills_in

    @Property(int, notify=changed)
    def leftOut(self) -> int:
        """Months that count and cannot be filled in."""
        return 0 if self._told is None else self._told.left_out

    @Property(RowsModel, constant=True)
    def matters(self) -> RowsModel:
        return self._matters

    def enter(self, screen: str) -> None:
        told = screen == "own_figures"
        self._told = self._parts.contributions.own_figures(self._visit) if told else None
        self.retranslate()
        self.lineChanged.emit()

    def retranslate(self) -> None:
        if self._told is not None and self._parts.navigator.in_visit:
            self._matters.set_rows(
                [
                    {
                        "name": each.kind,
                        "kind": each.urgency,
                        "title": self._words(each.title),
                        "words": "\n".join(map(self._words, each.spans)),
                    }
                    for each in self._told.matters
                ]
            )
        super().retranslate()

    def wipe(self) -> None:
        self._told = None
        self._matters.set_rows(())
        super().wipe()

    @Slot()
    def use(self) -> None:
        self._choose(own=True)

    @Slot()
    def decline(self) -> None:
        self._choose(own=False)

    @Slot()
    def goOn(self) -> None:
        """With what was filled in."""
        self._parts.navigator.next()

    @property
    def _record(self) -> RecordUse | None:
        navigator = self._parts.navigator
        return navigator.task.record if navigator.in_visit and navigator.in_journey else None

    def _is_read(self) -> bool:
        if not self.ofChildren:
            return self._visit.read is not None
        return self._visit.record(frozenset({Section.CHILDREN})) is not None

    def _choose(self, *, own: bool) -> None:
        self._parts.navigator.journey.choose_figures(own=own)
        self._parts.navigator.next()
