"""After a receipt: is there anything else? What was done so far stands there with its number, and what is for
everybody who has shown who they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.visit_ratings import Face
from kiosk.places import EndReason
from kiosk.reference_number import reference_number
from kiosk.visit.person import Assurance
from ui.translation import keep_together, keep_whole
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class AnythingElseVm(TaskListVm):
    """``done`` has the roles task, reference and isLast."""

    changed = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._done = RowsModel(("task", "reference", "isLast"), self)

    @Property(RowsModel, constant=True)
    def done(self) -> RowsModel:
        return self._done

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What is offered now; the same for everybody, so that it says nothing of the person."""
        return self._tasks

    @Property(bool, notify=changed)
    def rated(self) -> bool:
        """The person said how it was."""
        navigator = self._parts.navigator
        return navigator.in_visit and navigator.visit.rated

    @Slot(int)
    def rate(self, face: int) -> None:
        self._parts.ratings.rate(self._visit, Face(face))
        self.changed.emit()

    @Property(bool, notify=changed)
    def isKnown(self) -> bool:
        """A card was read: somebody who only calculated or read has left nothing to be remembered."""
        return self._person is not None and self._person.card is not None

    @Property(str, notify=changed)
    def waiting(self) -> str:
        """What the person left for the task that is done now; "" for nothing."""
        navigator = self._parts.navigator
        task = navigator.waiting if navigator.in_visit else None
        return "" if task is None else self._words(task.name)

    def enter(self, screen: str) -> None:
        del screen
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if navigator.in_visit:
            visit = navigator.visit
            self._done.set_rows(
                [
                    {
                        "task": keep_together(
                            navigator.catalogue.get(each.task_id).name.text(visit.language)
                        ),
                        "reference": keep_whole(reference_number(each.recorded.act_id)),
                        "isLast": each is visit.done[-1],
                    }
                    for each in visit.done
                ]
            )
            known = visit.person.assurance >= Assurance.PERSON
            offered = navigator.catalogue.offered_afterwards if known else ()
            self._show(task for task in offered if task.family != visit.last_task)
        super().retranslate()

    def wipe(self) -> None:
        self._done.set_rows(())
        self._tasks.set_rows(())
        super().wipe()

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def takeUp(self) -> None:
        self._parts.navigator.take_up()

    @Slot()
    def another(self) -> None:
        self._parts.navigator.go_home()

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.end(EndReason.FINISHED)
