"""The page on which a parent chooses whom they register, among the children whom the civil registry names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.records import Section
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.contract.records import KnownChild
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_CHILDREN = frozenset({Section.CHILDREN})
_ANOTHER = ""


@QmlElement
@made_in_python
class ChildrenVm(ScreenVm):
    """``children`` have the roles name and born. ``silent``: the registry has not answered."""

    changed = Signal()
    _silent = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(("name", "born"), self)
        self._known: tuple[KnownChild, ...] = ()

    @Property(str, notify=changed)
    def task(self) -> str:
        navigator = self._parts.navigator
        in_journey = navigator.in_visit and navigator.in_journey
        return self._words(navigator.task.name) if in_journey else ""

    @Property(RowsModel, constant=True)
    def known(self) -> RowsModel:
        """Whose age fits the task, the youngest first."""
        return self._rows

    @Property(bool, notify=changed)
    def some(self) -> bool:
        return bool(self._known)

    @Property(bool, notify=changed)
    def silent(self) -> bool:
        return self._silent

    def enter(self, screen: str) -> None:
        del screen
        navigator, read = self._parts.navigator, self._visit.record(_CHILDREN)
        told = None if read is None else read.release.record.children
        use, today = navigator.task.record, navigator.context().today
        ages = None if use is None else use.children
        fitting = [each for each in told or () if ages is not None and ages.fit(each.date_of_birth, today)]
        self._silent = told is None
        self._known = tuple(sorted(fitting, key=lambda each: each.date_of_birth, reverse=True))
        self._rows.set_rows(
            [{"name": each.full_name, "born": f"{each.date_of_birth:%d/%m/%Y}"} for each in self._known]
        )
        self.changed.emit()

    def wipe(self) -> None:
        self._known, self._silent = (), False
        self._rows.set_rows(())
        super().wipe()

    @Slot(int)
    def choose(self, place: int) -> None:
        self._go_on_with(self._known[place].personal_number)

    @Slot()
    def chooseAnother(self) -> None:
        """Who it is is typed, and a paper shows the tie."""
        self._go_on_with(_ANOTHER)

    def _go_on_with(self, number: str) -> None:
        self._parts.navigator.journey.choose_child(number)
        self._parts.navigator.next()
