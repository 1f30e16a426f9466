"""The queue of acts, a page at a time, and "send now"."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.authentication.staff_roles import StaffRight
from kiosk.places import Place
from kiosk.staff_queue import QueueCounts, QueueEntry, QueueFilter, QueuePage
from ui.view_models.qml_types import QVariantList, made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.staff_room_vm import StaffRoomVm, day, moment

if TYPE_CHECKING:
    from kiosk.staff_room import SendOutcome
    from local_db.outbox import OutboxRow
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
PAGE = 6
_ROLES = (
    "act",
    "title",
    "line",
    "actState",
    "reason",
    "told",
    "caseState",
    "due",
    "occurred",
    "reference",
    "tries",
    "next",
    "size",
)


@QmlElement
@made_in_python
class StaffQueueVm(StaffRoomVm):
    """Coming back from one act shows the page that was left; coming anew begins with the newest."""

    changed = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(_ROLES, self)
        self._counts = QueueCounts()
        self._forget()

    def _forget(self) -> None:
        self._which = QueueFilter.ALL
        self._begins: list[OutboxRow | int | None] = [None]  # of every page up to the one that is shown
        self._page = QueuePage((), None)
        self._loading = False
        self._sending = False
        self._sent: SendOutcome | None = None

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(str, notify=changed)
    def which(self) -> str:
        return self._which.value

    @Property(QVariantList, notify=changed)
    def counts(self) -> list[dict[str, object]]:
        """Every filter with the number of acts that it lets through."""
        return [{"filter": each.value, "count": getattr(self._counts, each.value)} for each in QueueFilter]

    @Property(bool, notify=changed)
    def isEmpty(self) -> bool:
        return not self._loading and not self._rows.rows()

    @Property(bool, notify=changed)
    def loading(self) -> bool:
        return self._loading

    @Property(bool, notify=changed)
    def hasNewer(self) -> bool:
        return len(self._begins) > 1

    @Property(bool, notify=changed)
    def hasOlder(self) -> bool:
        return self._page.following is not None

    @Property(int, notify=changed)
    def pageNumber(self) -> int:
        return len(self._begins)

    @Property(int, notify=changed)
    def pageCount(self) -> int:
        acts: int = getattr(self._counts, self._which.value)
        return max(1, -(-acts // PAGE))

    @Property(bool, notify=changed)
    def maySend(self) -> bool:
        return self._room.may(StaffRight.SEND)

    @Property(bool, notify=changed)
    def sending(self) -> bool:
        return self._sending

    @Property(bool, notify=changed)
    def answered(self) -> bool:
        """There is an answer to "send now"."""
        return self._sent is not None

    @Property(int, notify=changed)
    def sentCount(self) -> int:
        return 0 if self._sent is None else self._sent.sent

    @Property(int, notify=changed)
    def stillWaiting(self) -> int:
        return 0 if self._sent is None else self._sent.waiting

    @Property(str, notify=changed)
    def sendProblem(self) -> str:
        return "" if self._sent is None else self._sent.problem

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    def enter(self, screen: str) -> None:
        del screen
        self._fault, self._sent = "", None
        if self._stage.staff_act is None:
            self._which, self._begins = QueueFilter.ALL, [None]
        self._stage.staff_act = None
        self._new_scope()
        self._load()

    def wipe(self) -> None:
        self._forget()
        self._counts = QueueCounts()
        self._rows.set_rows(())
        super().wipe()

    @Slot()
    def retranslate(self) -> None:
        self._show_rows()

    @Slot(str)
    def choose(self, which: str) -> None:
        self._which, self._begins = QueueFilter(which), [None]
        self._load()

    @Slot()
    def older(self) -> None:
        if self._page.following is not None and not self._loading:
            self._begins.append(self._page.following)
            self._load()

    @Slot()
    def newer(self) -> None:
        if len(self._begins) > 1 and not self._loading:
            self._begins.pop()
            self._load()

    @Slot(str)
    def look(self, act_id: str) -> None:
        """One act in full. A place without an act has nothing more to show."""
        if act_id:
            self._stage.staff_act = UUID(act_id)
            self._parts.navigator.go_in_staff_room(Place.STAFF_ACT)

    @Slot()
    def sendNow(self) -> None:
        if self._sending:
            return
        self._sending, self._sent = True, None
        self._scope.run(self._room.send_now, self._on_sent, self._on_send_fault)
        self.changed.emit()

    def _load(self) -> None:
        self._loading = True
        which, begin = self._which, self._begins[-1]

        def read() -> tuple[QueueCounts, QueuePage]:
            return self._room.counts(), self._room.queue(which, begin, PAGE)

        def take(found: tuple[QueueCounts, QueuePage]) -> None:
            if (which, begin) == (self._which, self._begins[-1]):  # not of a page that was turned already
                self._counts, self._page = found
                self._loading = False
                self._show_rows()

        self._scope.run(read, take, self._on_load_fault)
        self.changed.emit()

    def _show_rows(self) -> None:
        self._rows.set_rows([self._row(entry) for entry in self._page.entries])
        self.changed.emit()

    def _row(self, entry: QueueEntry) -> dict[str, object]:
        return {
            "act": "" if entry.act_id is None else str(entry.act_id),
            "title": self._said(entry.title),
            "line": entry.line,
            "actState": entry.state.value,
            "reason": entry.reason,
            "told": self._said(entry.told),
            "caseState": "" if entry.case is None else entry.case.state.value,
            "due": "" if entry.case is None else day(entry.case.due_on),
            "occurred": moment(entry.occurred_at),
            "reference": entry.reference,
            "tries": entry.tries,
            "next": moment(entry.next_try),
            "size": entry.size,
        }

    def _on_sent(self, outcome: SendOutcome) -> None:
        self._sending, self._sent = False, outcome
        self._load()

    def _on_send_fault(self, error: Known) -> None:
        self._sending = False
        self._on_fault(error)

    def _on_load_fault(self, error: Known) -> None:
        self._loading = False
        self._on_fault(error)
