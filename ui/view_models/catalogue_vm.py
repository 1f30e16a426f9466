"""The home screen with its eight groups, the list behind each, and the search over everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.tasks.catalogue import is_had_later
from kiosk.tasks.task import Task
from ui.translation import keep_together
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from pydantic import JsonValue

    from kiosk.records.telling import Line
    from kiosk.tasks.catalogue import LifeEvent
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
TASK_ROLES = ("task", "name", "summary", "isAvailable", "reason")
_MOST_FOUND = 12


class TaskListVm(ScreenVm):
    """A list of tasks, each with what it is and, where it cannot be begun now, why."""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._tasks = RowsModel(TASK_ROLES, self)
        stage.lineChanged.connect(self.retranslate)  # what can be done now may depend on the line
        stage.outagesChanged.connect(self.retranslate)

    def _show(self, tasks: Iterable[Task]) -> None:
        self._tasks.set_rows([self._row(task) for task in tasks])

    def _row(self, task: Task) -> Row:
        language = self._visit.language
        now = self._stage.availability(task)
        return {
            "task": task.id,
            "name": keep_together(task.name.text(language)),
            "summary": keep_together(task.summary.text(language)),
            "isAvailable": now.possible,
            "reason": "" if now.reason is None else keep_together(now.reason.text(language)),
        }

    def _rows(self, lines: Sequence[Line]) -> list[Row]:
        """Of label and value, as a list on a page of tasks shows what they are about."""
        return [
            {
                "label": self._words(each.label),
                "value": self._words(each.value),
                "covered": each.secret,
                "isLast": each is lines[-1],
            }
            for each in lines
        ]

    def _begin(self, task_id: str, filled: Mapping[str, JsonValue] | None = None) -> None:
        """``filled``: answers that stand there beforehand."""
        navigator = self._parts.navigator
        task = navigator.catalogue.get(task_id)
        if not self._stage.availability(task).possible:
            return
        if is_had_later(task, online=self._stage.online):
            navigator.choose_later(task)
        else:
            navigator.choose(task_id, filled)


@QmlElement
@made_in_python
class HomeVm(ScreenVm):
    """``groups`` have the roles group, name, words, picture (a glyph), isAvailable (anything can be done)."""

    changed = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._groups = RowsModel(("group", "name", "words", "picture", "isAvailable"), self)

    @Property(RowsModel, constant=True)
    def groups(self) -> RowsModel:
        return self._groups

    @Property(bool, notify=changed)
    def isKnown(self) -> bool:
        """The person was identified before in this visit and will not be asked again."""
        return self._person is not None and self._person.identity_confirmed

    def enter(self, screen: str) -> None:
        del screen
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if navigator.in_visit:
            language, catalogue = navigator.visit.language, navigator.catalogue
            self._groups.set_rows(
                [
                    {
                        "group": group.id,
                        "name": keep_together(group.name.text(language)),
                        "words": keep_together(group.summary.text(language)),
                        "picture": group.glyph,
                        "isAvailable": any(task.is_offered for task in catalogue.of_group(group.id)),
                    }
                    for group in catalogue.groups
                ]
            )
        super().retranslate()

    @Slot(str)
    def open(self, group: str) -> None:
        self._parts.navigator.open_group(group)

    @Slot()
    def search(self) -> None:
        self._parts.navigator.open_search()


@QmlElement
@made_in_python
class GroupVm(TaskListVm):
    """``tasks`` has a row for each heading too, which has a name and no task."""

    changed = Signal()

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        return self._tasks

    @Property(str, notify=changed)
    def title(self) -> str:
        navigator = self._parts.navigator
        if not navigator.in_visit or navigator.screen != "group":
            return ""
        return keep_together(navigator.group.name.text(navigator.visit.language))

    def enter(self, screen: str) -> None:
        del screen
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if navigator.in_visit and navigator.screen == "group":
            rows = [
                row
                for part in navigator.catalogue.parts_of(navigator.group)
                for row in (*self._headings(part.event), *map(self._row, part.tasks))
            ]
            self._tasks.set_rows(rows)
        super().retranslate()

    def _headings(self, event: LifeEvent | None) -> Iterator[Row]:
        if event is not None:
            words = keep_together(event.name.text(self._visit.language))
            yield {"task": "", "name": words, "summary": "", "isAvailable": False, "reason": ""}

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)


@QmlElement
@made_in_python
class SearchVm(TaskListVm):
    """Finds while the person types. What was typed stays when they come back from a task."""

    changed = Signal()
    unhurried = True
    _query = ""

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        return self._tasks

    @Property(str, notify=changed)
    def query(self) -> str:
        return self._query

    @Property(bool, notify=changed)
    def nothingFound(self) -> bool:
        return bool(self._query.strip()) and not self._tasks.rows()

    def enter(self, screen: str) -> None:
        del screen
        self.retranslate()

    def retranslate(self) -> None:
        if self._parts.navigator.in_visit:
            self._show(self._parts.navigator.catalogue.search(self._query, _MOST_FOUND))
        super().retranslate()

    def wipe(self) -> None:
        self._query = ""
        self._tasks.set_rows(())
        super().wipe()

    @Slot(str)
    def type(self, text: str) -> None:
        if text != self._query:
            self._query = text
            self.retranslate()

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)
