"""One act of the queue in full, and what staff wrote about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.authentication.staff_roles import StaffRight
from kiosk.places import Place
from kiosk.staff_queue import OPEN_STATES, QueueEntry, QueueState
from ui.view_models.qml_types import QVariantMap, made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.staff_room_vm import StaffRoomVm, day, moment

if TYPE_CHECKING:
    from kiosk.staff_queue import CaseStanding
    from kiosk.staff_room import ActDetail
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffActVm(StaffRoomVm):
    changed = Signal()
    _entry: QueueEntry | None = None
    _writing = False
    _saved = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._notes = RowsModel(("written", "account", "note"), self)

    @Property(QVariantMap, notify=changed)
    def act(self) -> dict[str, object]:
        """What is known of it; empty until it was read."""
        entry = self._entry
        if entry is None:
            return {}
        return {
            "title": self._said(entry.title),
            "line": entry.line,
            "state": entry.state.value,
            "reason": entry.reason,
            "told": self._said(entry.told),
            "detail": self._said(entry.detail),
            "answer": entry.answer,
            "reference": entry.reference,
            "caseNumber": entry.case_number or "",
            "occurred": moment(entry.occurred_at),
            "received": moment(entry.received_at),
            "tries": entry.tries,
            "next": moment(entry.next_try),
            "size": entry.size,
            **self._case(entry.case),
        }

    def _case(self, case: CaseStanding | None) -> dict[str, object]:
        if case is None:
            return {}
        return {
            "caseState": case.state.value,
            "caseChanged": moment(case.changed_at),
            "caseTold": self._said(case.told),
            "caseReason": self._said(case.reason),
            "due": day(case.due_on),
            "dueConfirmed": case.due_confirmed,
        }

    @Property(RowsModel, constant=True)
    def notes(self) -> RowsModel:
        return self._notes

    @Property(bool, notify=changed)
    def hasNotes(self) -> bool:
        return bool(self._notes.rows())

    @Property(bool, notify=changed)
    def mayNote(self) -> bool:
        """Who is in may write about it: only where staff have something to decide."""
        return (
            self._entry is not None
            and self._entry.state is QueueState.QUARANTINED
            and self._room.may(StaffRight.NOTE)
        )

    @Property(bool, notify=changed)
    def mayReview(self) -> bool:
        """Central has it as a case on which nobody has decided, as far as this kiosk knows."""
        case = None if self._entry is None else self._entry.case
        return case is not None and case.state in OPEN_STATES and self._room.may(StaffRight.REVIEW)

    @Property(bool, notify=changed)
    def writing(self) -> bool:
        return self._writing

    @Property(bool, notify=changed)
    def saved(self) -> bool:
        return self._saved

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    def enter(self, screen: str) -> None:
        del screen
        self._entry, self._writing, self._saved, self._fault = None, False, False, ""
        self._notes.set_rows(())
        self._new_scope()
        self._load()
        self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._forget()

    def wipe(self) -> None:
        self._forget()
        super().wipe()

    def _forget(self) -> None:
        self._entry, self._writing, self._saved = None, False, False
        self._notes.set_rows(())

    @Slot()
    def review(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_REVIEW)

    @Slot()
    def write(self) -> None:
        """Open the entry for a note."""
        self._writing, self._saved, self._fault = True, False, ""
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        self._writing = False
        self.changed.emit()

    @Slot(str)
    def save(self, text: str) -> None:
        act_id = self._stage.staff_act
        if act_id is None or not text.strip():
            return

        def keep() -> None:
            self._room.write_note(act_id, text)

        self._scope.run(keep, self._on_saved, self._on_fault)

    def _load(self) -> None:
        act_id = self._stage.staff_act
        if act_id is not None:
            self._scope.run(lambda: self._room.act(act_id), self._on_detail, self._on_fault)

    def _on_detail(self, detail: ActDetail | None) -> None:
        if detail is None:
            self._fault = "act_unknown"
        else:
            self._entry = detail.entry
            self._notes.set_rows(
                [
                    {"written": moment(note.written_at), "account": note.account, "note": note.text}
                    for note in detail.notes
                ]
            )
        self.changed.emit()

    def _on_saved(self, _nothing: None) -> None:
        self._writing, self._saved = False, True
        self._load()
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._writing = False
        super()._on_fault(error)
