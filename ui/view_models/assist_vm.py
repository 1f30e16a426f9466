"""The bar of an assisted visit: which member of staff helps, and who has the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python

if TYPE_CHECKING:
    from ui.view_models.ports.parts import KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
LOOK_SECONDS = 1.0


@QmlElement
@made_in_python
class AssistVm(QObject):
    """Belongs to the frame: it stays while the pages change."""

    changed = Signal()

    def __init__(
        self,
        parts: KioskParts,
        silent_seconds: Callable[[], float],
        is_busy: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._assisting = parts.assisting
        self._names = parts.settings.assist.names_staff
        self._silent_seconds = silent_seconds
        self._is_busy = is_busy
        self._timer = QTimer(self, interval=round(LOOK_SECONDS * 1000))
        self._timer.timeout.connect(self.look)
        self._assisting.on_change = self._on_change

    @Property(bool, notify=changed)
    def present(self) -> bool:
        return self._assisting.present is not None

    @Property(bool, notify=changed)
    def hasScreen(self) -> bool:
        """Staff do what is done now; otherwise the person does, and staff are beside them."""
        assistance = self._assisting.present
        return assistance is not None and assistance.has_screen

    @Property(str, notify=changed)
    def who(self) -> str:
        """As the office wants its staff to be named."""
        assistance = self._assisting.present
        if assistance is None:
            return ""
        helper = assistance.helper
        return helper.name if self._names else helper.account

    @Slot()
    def handBack(self) -> None:
        if not self._is_busy():
            self._assisting.hand_back()

    @Slot()
    def takeAgain(self) -> None:
        if not self._is_busy():
            self._assisting.take_again()

    @Slot()
    def end(self) -> None:
        if not self._is_busy():
            self._assisting.end()

    @Slot()
    def look(self) -> None:
        """Whether those who help are still there."""
        if not self._is_busy():
            self._assisting.mind(self._silent_seconds())

    def _on_change(self) -> None:
        if self.present:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()
