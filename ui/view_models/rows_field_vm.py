"""A question whose answer is several rows: they stand in words, and one at a time is open to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from pydantic import JsonValue
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.errors import BugError
from kiosk.forms.context import Context
from kiosk.forms.kind import Typed
from kiosk.forms.kinds.rows import Repeating
from kiosk.forms.question import Question
from ui.translation import keep_together
from ui.view_models.field_vm import FieldVm, Keeper
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_CLOSED = -1


@QmlElement
@made_in_python
class RowsFieldVm(FieldVm):
    """``rows`` have the role words; ``cells``, of the open row, the roles field and kind.

    A row whose questions are the question's ``columns`` has a cell for each; otherwise the whole row is one
    cell, shown by the file of the kind with ``_row`` behind its name.
    """

    rowsChanged = Signal()

    def __init__(
        self,
        question: Question,
        keeper: Keeper,
        typed: Typed,
        context: Callable[[], Context],
        parent: QObject,
    ) -> None:
        super().__init__(question, keeper, typed, context, parent)
        self._kind = cast("Repeating[Any, Any]", question.kind)
        self._place = _CLOSED
        self._removed: tuple[int, dict[str, JsonValue]] | None = None  # the last one, and where it stood
        self._rows = RowsModel(("words",), self)
        self._cells = RowsModel(("field", "kind"), self)
        self._fields: list[FieldVm] = []
        self._open(self._held_place())

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(RowsModel, constant=True)
    def cells(self) -> RowsModel:
        return self._cells

    @Property(int, notify=rowsChanged)
    def place(self) -> int:
        """Of the open row, from 0; -1 while none is open."""
        return self._place

    @Property(int, notify=rowsChanged)
    def count(self) -> int:
        return len(self._held())

    @Property(bool, notify=rowsChanged)
    def canAdd(self) -> bool:
        return self._has_room

    @Property(bool, notify=rowsChanged)
    def canRestore(self) -> bool:
        """A row with something in it was removed on this page, and there is room for it."""
        return self._removed is not None and self._place == _CLOSED and self._has_room

    @Property(bool, notify=rowsChanged)
    def rowFaulty(self) -> bool:
        """What is wrong with the open row is said in its cells."""
        return any(field.is_faulty for field in self._fields)

    @Property(str, notify=rowsChanged)
    def item(self) -> str:
        """What one row is."""
        return self._words(self._kind.item(self._question))

    @Slot()
    def add(self) -> None:
        """Open a new row."""
        rows = self._held()
        self._put([*rows, {}])
        self._open(len(rows))

    @Slot(int)
    def change(self, place: int) -> None:
        self._open(place)

    @Slot(int)
    def remove(self, place: int) -> None:
        rows = self._held()
        removed = rows.pop(place)
        self._removed = (place, removed) if removed else self._removed
        self._open(_CLOSED)
        self._put(rows)

    @Slot()
    def restore(self) -> None:
        """Put back the row that was removed last."""
        if self._removed is None:
            return
        rows = self._held()
        rows.insert(*self._removed)
        self._removed = None
        self._put(rows)

    @Slot(result=bool)
    def finish(self) -> bool:
        """Close the open row if it is good; say in its cells what is not."""
        faults = self._judge(self._place)
        if not faults:
            self._open(_CLOSED)
        return not faults

    def show_fault(self, sentence: str) -> None:
        """What is wrong with one row is said in its cells."""
        super().show_fault(sentence)
        if sentence:
            places = range(len(self._held()))
            faulty = next((place for place in places if self._faults(place)), _CLOSED)
            if faulty != _CLOSED:
                self._open(faulty)
                self._judge(faulty)

    def retranslate(self) -> None:
        super().retranslate()
        self._show_rows()
        faulty = any(field.is_faulty for field in self._fields)
        for field in self._fields:
            field.retranslate()
        if faulty:
            self._judge(self._place)

    def field(self, name: str) -> FieldVm:
        """The cell of a column in the open row."""
        return next(field for field in self._fields if field.question_id == name)

    # The rows, of which `_typed` holds what was typed

    def _held(self) -> list[dict[str, JsonValue]]:
        rows = self._typed.get("rows")
        return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []

    @property
    def _has_room(self) -> bool:
        return len(self._held()) < self._kind.most_rows(self._question)

    def _held_place(self) -> int:
        """Of the row that was open when the page was left."""
        place = self._typed.get("open")
        return place if isinstance(place, int) and 0 <= place < len(self._held()) else _CLOSED

    def _put(self, rows: list[dict[str, JsonValue]]) -> None:
        listed: list[JsonValue] = list(rows)
        self._take({**self._typed, "rows": listed})
        self._show_rows()

    def _show_rows(self) -> None:
        context = self._context()
        rows = self._held()
        self._rows.set_rows(
            [
                {"words": keep_together(self._kind.show_typed_row(row, self._question, context))}
                for row in rows
            ]
        )
        self.rowsChanged.emit()

    # The open row

    def _open(self, place: int) -> None:
        self._cells.set_rows(())
        for field in self._fields:
            field.deleteLater()
        self._place = place
        self._keep_place()
        self._fields = [] if place == _CLOSED else self._make_fields(place)
        self._cells.set_rows([{"field": field, "kind": self._shown_as(field)} for field in self._fields])
        self._show_rows()

    def _keep_place(self) -> None:
        """With what is typed; opening a row is no answer, so nothing else of the field changes."""
        if self._place == self._held_place():
            return
        kept = {part: held for part, held in self._typed.items() if part != "open"}
        self._typed = kept if self._place == _CLOSED else {**kept, "open": self._place}
        self._keeper.type(self.question_id, self._typed)

    def _make_fields(self, place: int) -> list[FieldVm]:
        row = _Row(self, place)
        columns = self._question.columns
        if not columns:
            name = f"{self.question_id}.row"
            chosen = self._kind.row_choice_parts
            held, here = self._held()[place], self._context
            return [FieldVm(self._question, row, held, here, self, name=name, choice_parts=chosen)]
        held = self._held()[place]
        fields = []
        for column in columns:
            cell = held.get(column.id)
            typed = cell if isinstance(cell, dict) else {}
            name = f"{self.question_id}.{column.id}"
            fields.append(FieldVm(column, row, typed, self._context, self, name=name))
        return fields

    def _shown_as(self, field: FieldVm) -> str:
        return field.kind_name if self._question.columns else f"{field.kind_name}_row"

    def type_in_row(self, place: int, column_id: str, typed: Typed) -> None:
        rows = self._held()
        rows[place] = {**rows[place], column_id: dict(typed)} if self._question.columns else dict(typed)
        self._put(rows)

    def _faults(self, place: int) -> dict[str, str]:
        context = self._context()
        row = self._held()[place]
        found = self._kind.faults_in_row(row, place, self._question, context)
        return {name: words.text(context.language) for name, words in found.items()}

    def _judge(self, place: int) -> dict[str, str]:
        faults = self._faults(place) if place != _CLOSED else {}
        for field in self._fields:
            key = field.question_id if self._question.columns else ""
            field.show_fault(faults.get(key, ""))
        self.rowsChanged.emit()
        return faults


class _Row:
    """One row as the keeper of its cells."""

    def __init__(self, rows: RowsFieldVm, place: int) -> None:
        self._rows = rows
        self._place = place

    def type(self, question_id: str, typed: Typed) -> None:
        self._rows.type_in_row(self._place, question_id, typed)

    def is_typed(self, question_id: str) -> bool:
        del question_id
        return True

    def decline(self, question_id: str) -> None:
        raise BugError(f"{question_id} has no words for none")

    def has(self, question_id: str) -> bool:
        del question_id
        return False

    def value(self, question_id: str) -> object:
        raise BugError(f"{question_id} is a cell")
