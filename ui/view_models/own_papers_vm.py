"""The page on which a person sees what they declare as it stands on paper, before it is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from ui.view_models.background import Known
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class OwnPapersVm(ScreenVm):
    """``pages``: addresses of the pictures, the first first; none before they are made, or where they cannot
    be (``failed``).
    """

    changed = Signal()
    unhurried = True
    _failed = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._pages: list[str] = []

    @Property(list, notify=changed)
    def pages(self) -> list[str]:
        return list(self._pages)

    @Property(bool, notify=changed)
    def making(self) -> bool:
        return not self._pages and not self._failed

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        return self._failed

    def enter(self, screen: str) -> None:
        del screen
        self._forget()
        visit, papers = self._visit, self._parts.own_papers
        self._new_scope().run(
            lambda: [QImage.fromData(page) for page in papers.pictures(visit)], self._show, self._on_fault
        )
        self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._forget()

    def wipe(self) -> None:
        self._forget()
        super().wipe()

    @Slot()
    def goOn(self) -> None:
        if self._pages or self._failed:
            self._parts.navigator.next()

    def _show(self, pictures: list[QImage]) -> None:
        self._pages = [self._stage.scans.put(picture) for picture in pictures]
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        """The same answers stand on the next page, to be read there."""
        del error
        self._failed = True
        self.changed.emit()

    def _forget(self) -> None:
        for page in self._pages:
            self._stage.scans.drop(page)
        self._pages.clear()
        self._failed = False
