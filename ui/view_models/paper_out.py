"""What a screen shows, taken along: on paper, or by e-mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python

if TYPE_CHECKING:
    from ui.view_models.background import Known, Scope
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class PaperOut(QObject):
    """``to_print`` takes what is needed of the visit and gives the blocking work that prints it; None where
    there is nothing.
    """

    changed = Signal()
    lineChanged = Signal()

    def __init__(
        self,
        stage: Stage,
        new_scope: Callable[[], Scope],
        to_print: Callable[[], Callable[[], None] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._new_scope = new_scope
        self._to_print = to_print
        self._state = "idle"
        stage.lineChanged.connect(self.lineChanged)

    @Property(str, notify=changed)
    def state(self) -> str:
        """Of printing: idle, running, done or failed."""
        return self._state

    @property
    def is_printed(self) -> bool:
        return self._state == "done"

    @Property(bool, notify=lineChanged)
    def online(self) -> bool:
        """Whether it can go out by e-mail."""
        return self._stage.online

    @Slot()
    def print(self) -> None:
        """Nothing happens while it still prints."""
        work = None if self._state == "running" else self._to_print()
        if work is None:
            return
        self._become("running")
        self._new_scope().run(work, lambda _nothing: self._become("done"), self._on_fault)

    @Slot()
    def askForAddress(self) -> None:
        """Of the e-mail that it goes to."""
        self._stage.parts.navigator.ask_for_address()

    def forget(self) -> None:
        """Another content: nothing of it was printed."""
        self._become("idle")

    def lose_sight(self) -> None:
        """The page was left, and how printing ended was not heard: it may be printed again."""
        if self._state == "running":
            self._become("idle")

    def _on_fault(self, error: Known) -> None:
        del error
        self._become("failed")

    def _become(self, state: str) -> None:
        self._state = state
        self.changed.emit()
