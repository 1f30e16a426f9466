"""Pages that are read: information on the way, and an early end with its reason and what to do instead."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.form import Page
from kiosk.language import Bilingual
from ui.translation import keep_together
from ui.view_models.qml_types import QVariantList, made_in_python
from ui.view_models.screen_vm import ScreenVm

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class PageVm(ScreenVm):
    changed = Signal()
    unhurried = True
    _page: Page | None = None

    @Property(str, notify=changed)
    def stepName(self) -> str:
        navigator = self._parts.navigator
        return self._words(navigator.part_name if navigator.in_visit else None)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._words(self._page.title if self._page is not None else None)

    @Property(str, notify=changed)
    def lead(self) -> str:
        return self._words(self._page.lead if self._page is not None else None)

    @Property(QVariantList, notify=changed)
    def paragraphs(self) -> list[str]:
        return [self._words(each) for each in self._page.paragraphs] if self._page is not None else []

    @Property(str, notify=changed)
    def article(self) -> str:
        """The law that the page follows from; "" where none is named."""
        return self._page.article if self._page is not None else ""

    def enter(self, screen: str) -> None:
        del screen
        self._page = self._parts.navigator.page
        self.changed.emit()

    def wipe(self) -> None:
        self._page = None
        super().wipe()

    @Slot()
    def proceed(self) -> None:
        self._parts.navigator.next()

    @Slot()
    def leaveTask(self) -> None:
        """From an early end: this task cannot go on."""
        self._parts.navigator.leave_journey()

    def _words(self, text: Bilingual | None) -> str:
        navigator = self._parts.navigator
        if text is None or not navigator.in_visit:
            return ""
        return keep_together(text.text(navigator.visit.language))
