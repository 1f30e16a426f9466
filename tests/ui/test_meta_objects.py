"""The search that every opened kiosk ends with finds what it looks for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from tests.ui.meta_objects import with_types_of_their_own


class Declared(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Nothing to see."""


class Undeclared(Declared):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer.timeout.connect(self.peer)

    def peer(self) -> None:
        """Nothing to see either."""


def test_an_undeclared_slot_is_found() -> None:
    root = QObject()
    Declared(root)
    assert with_types_of_their_own(root) == []
    Undeclared(root)
    assert with_types_of_their_own(root) == ["Undeclared"]
