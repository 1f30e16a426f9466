"""The page of what is kept of a person, part by part, and what they can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import QVariantMap, made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.records.kept import ToldKept, ToldPart
    from kiosk.records.telling import Line
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_PARTS = ("person", "consents", "looks", "keeps")
_FIRST_LOOKS = 5  # before more are asked for


@QmlElement
@made_in_python
class KeptVm(TaskListVm):
    """A list (label, value) a part: ``person``, ``consents``, ``looks``, ``keeps``. ``headings`` and ``none``
    are by part too; the latter is said where a part has no lines.
    """

    changed = Signal()
    unhurried = True
    _told: ToldKept | None = None
    _all_looks = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._lists = {name: RowsModel(("label", "value", "covered", "isLast"), self) for name in _PARTS}

    @Property(RowsModel, constant=True)
    def person(self) -> RowsModel:
        return self._lists["person"]

    @Property(RowsModel, constant=True)
    def consents(self) -> RowsModel:
        """To each purpose, what was said last; the newest first."""
        return self._lists["consents"]

    @Property(RowsModel, constant=True)
    def looks(self) -> RowsModel:
        """The newest first."""
        return self._lists["looks"]

    @Property(RowsModel, constant=True)
    def keeps(self) -> RowsModel:
        return self._lists["keeps"]

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What can be done about it."""
        return self._tasks

    @Property(QVariantMap, notify=changed)
    def headings(self) -> dict[str, object]:
        return {each.name: self._words(each.heading) for each in self._parts_told}

    @Property(QVariantMap, notify=changed)
    def none(self) -> dict[str, object]:
        empty = [each for each in self._parts_told if not each.lines]
        return {each.name: self._words(each.none) for each in empty if each.none is not None}

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(int, notify=changed)
    def moreLooks(self) -> int:
        """How many earlier looks are not in the list yet."""
        return sum(len(each.lines) - len(self._shown(each)) for each in self._parts_told)

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._paper.lose_sight()
        self._told = self._parts.kept_data.tell(self._visit)
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if self._told is not None and navigator.in_visit:
            for part in self._parts_told:
                self._lists[part.name].set_rows(self._rows(self._shown(part)))
            record = navigator.task.record if navigator.in_journey else None
            self._show(map(navigator.catalogue.get, () if record is None else record.leads_to))
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._all_looks = None, False
        self._paper.forget()
        for model in (*self._lists.values(), self._tasks):
            model.set_rows(())
        super().wipe()

    @Slot()
    def showAllLooks(self) -> None:
        self._all_looks = True
        self.retranslate()

    def _to_print(self) -> Callable[[], None]:
        visit, kept = self._visit, self._parts.kept_data
        return lambda: kept.print_copy(visit)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    @property
    def _parts_told(self) -> tuple[ToldPart, ...]:
        return () if self._told is None else self._told.parts

    def _shown(self, part: ToldPart) -> Sequence[Line]:
        return part.lines[:_FIRST_LOOKS] if part.name == "looks" and not self._all_looks else part.lines
