"""The page of a person's notices: by topic, the one that is open with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.background import Scope
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.records.inbox import ToldInbox, ToldNotice
    from kiosk.tasks.task import RecordUse, Task
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_NONE = -1
_ALL_AND_ONE = 2  # tabs that are not worth choosing between


@QmlElement
@made_in_python
class InboxVm(TaskListVm):
    """``tabs``: tab (its name, "" for all), words, isChosen; none of them where one topic is all there is.
    ``notices`` of the tab: name, words, kind (how urgent), isUnread. Of the one that is open: ``lines``
    (label, value) and what else is said here of a notice.
    """

    changed = Signal()
    unhurried = True
    _told: ToldInbox | None = None
    _tab = ""
    _open = _NONE

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._tabs = RowsModel(("tab", "words", "isChosen"), self)
        self._notices = RowsModel(("name", "words", "kind", "isUnread"), self)
        self._lines = RowsModel(("label", "value", "covered", "isLast"), self)

    @Property(RowsModel, constant=True)
    def tabs(self) -> RowsModel:
        return self._tabs

    @Property(RowsModel, constant=True)
    def notices(self) -> RowsModel:
        """Those that are not read yet first, then the newest."""
        return self._notices

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What else can be done."""
        return self._tasks

    @Property(int, notify=changed)
    def openNotice(self) -> int:
        """Its place in the tab; -1: none is open."""
        return self._open

    @Property(str, notify=changed)
    def title(self) -> str:
        return "" if (notice := self._notice) is None else self._words(notice.title)

    @Property(str, notify=changed)
    def text(self) -> str:
        return "" if (notice := self._notice) is None else self._words(notice.text)

    @Property(str, notify=changed)
    def kind(self) -> str:
        """How urgent it is: info, warn or danger."""
        return "info" if (notice := self._notice) is None else notice.urgency

    @Property(bool, notify=changed)
    def isPrivate(self) -> bool:
        """It is not read aloud unless the person has chosen so."""
        return (notice := self._notice) is not None and notice.is_private

    @Property(str, notify=changed)
    def taskName(self) -> str:
        """What answers it; "" for nothing that this kiosk does."""
        return "" if (task := self._task) is None else self._words(task.name)

    @Property(str, notify=changed)
    def taskReason(self) -> str:
        """Why that cannot be begun now."""
        if (task := self._task) is None:
            return ""
        now = self._stage.availability(task)
        return "" if now.possible or now.reason is None else self._words(now.reason)

    @Property(bool, notify=changed)
    def mayDispute(self) -> bool:
        """It tells of a treatment, which may have been somebody else's."""
        return (notice := self._notice) is not None and notice.care is not None and self._disputes != ""

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(str, notify=changed)
    def none(self) -> str:
        """What is said where there is none at all; else empty."""
        return "" if self._told is None or self._told.notices else self._words(self._told.none)

    @Property(str, notify=changed)
    def count(self) -> str:
        """How many there are, and how many of them are not read yet; "" where there is none."""
        return "" if self._told is None or not self._told.notices else self._words(self._told.count)

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._tab, self._open = "", _NONE
        self._paper.forget()
        self._told = self._parts.notices.tell(self._visit)
        self._note_shown()
        self.retranslate()

    def retranslate(self) -> None:
        navigator, told = self._parts.navigator, self._told
        if told is not None and navigator.in_visit:
            tabs = told.tabs if len(told.tabs) > _ALL_AND_ONE else ()
            self._tabs.set_rows(
                [
                    {"tab": each.name, "words": self._words(each.words), "isChosen": each.name == self._tab}
                    for each in tabs
                ]
            )
            self._fill()
            leads_to = () if self._use is None else self._use.leads_to
            self._show(map(navigator.catalogue.get, leads_to))
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._tab, self._open = None, "", _NONE
        self._paper.forget()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    @Slot(str)
    def choose(self, tab: str) -> None:
        self._tab, self._open = tab, _NONE
        self._paper.forget()
        self._note_shown()
        self.retranslate()

    @Slot(int)
    def toggle(self, place: int) -> None:
        """Who opens one has read it."""
        self._open = _NONE if place == self._open else place
        self._paper.forget()
        self._note_shown()
        if (notice := self._notice) is not None and notice.is_unread:
            self._mark_read(notice)
        self._fill()
        self.changed.emit()

    @Slot()
    def doNow(self) -> None:
        notice, use = self._notice, self._use
        if notice is not None and use is not None and self._task is not None:
            names = use.fills.get(notice.task, {})
            self._begin(
                notice.task, {names.get(name, name): each for name, each in notice.beforehand.items()}
            )

    @Slot()
    def notMine(self) -> None:
        """The person knows nothing of the treatment that the open one tells of."""
        notice = self._notice
        if notice is not None and notice.care is not None and self._disputes:
            self._visit.dispute(notice.care, self._disputes)
            self._begin(self._disputes)

    def _to_print(self) -> Callable[[], None]:
        """The open one, else those of the tab."""
        visit, notices = self._visit, self._parts.notices
        return lambda: notices.print_shown(visit)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    @property
    def _of_tab(self) -> tuple[ToldNotice, ...]:
        told = () if self._told is None else self._told.notices
        return tuple(each for each in told if self._tab in ("", each.tab))

    @property
    def _notice(self) -> ToldNotice | None:
        of_tab = self._of_tab
        return of_tab[self._open] if 0 <= self._open < len(of_tab) else None

    @property
    def _task(self) -> Task | None:
        """What answers the open one, where this kiosk knows it. That it is not theirs has its own button."""
        notice, navigator = self._notice, self._parts.navigator
        if notice is None or notice.task in ("", self._disputes) or not navigator.in_visit:
            return None
        task = navigator.catalogue.find(notice.task)
        return task if task is not None and task.is_offered else None

    @property
    def _use(self) -> RecordUse | None:
        navigator = self._parts.navigator
        return navigator.task.record if navigator.in_visit and navigator.in_journey else None

    @property
    def _disputes(self) -> str:
        return "" if (use := self._use) is None else use.disputes

    def _note_shown(self) -> None:
        """What is printed and mailed from here."""
        shown = self._of_tab if (notice := self._notice) is None else (notice,)
        self._visit.shown_notices = tuple(each.notice_id for each in shown)

    def _mark_read(self, notice: ToldNotice) -> None:
        """Nobody waits for central, nor learns where it did not hear of it."""
        visit, told = self._visit, self._told
        visit.opened_notices.add(notice.notice_id)
        self._told = None if told is None else told.having_read(notice.notice_id)
        marking = self._parts.notices.marking(visit, notice.notice_id)
        Scope(self._stage.background).run(marking, lambda _nothing: None, lambda _fault: None)

    def _fill(self) -> None:
        self._notices.set_rows(
            [
                {
                    "name": self._words(each.name),
                    "words": self._words(each.row),
                    "kind": each.urgency,
                    "isUnread": each.is_unread,
                }
                for each in self._of_tab
            ]
        )
        notice = self._notice
        self._lines.set_rows([] if notice is None else self._rows(notice.lines))
