"""One list model for every list: rows are mappings with the same keys, and the keys become QML roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
Row = Mapping[str, object]
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@QmlElement
@made_in_python
class RowsModel(QAbstractListModel):
    """``set_rows`` keeps the delegates when only values changed, so that a tick does not rebuild the list."""

    def __init__(self, roles: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._roles = tuple(roles)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        position = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= position < len(self._roles):
            return None
        return self._rows[index.row()][self._roles[position]]

    def roleNames(self) -> dict[int, QByteArray]:
        return {_FIRST_ROLE + i: QByteArray(role.encode()) for i, role in enumerate(self._roles)}
