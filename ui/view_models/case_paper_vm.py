"""The page of the paper on which a person reads what their case came to; printed and mailed from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from kiosk.records.cases import ToldPaper
from ui.image_providers import QR_CODES
from ui.translation import let_break_after_groups
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class CasePaperVm(ScreenVm):
    """``pages``: addresses of the pictures, the first first."""

    changed = Signal()
    unhurried = True
    _told: ToldPaper | None = None
    _serial = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._pages: list[str] = []

    @Property(str, notify=changed)
    def name(self) -> str:
        """What was asked for."""
        return "" if self._told is None else self._words(self._told.name)

    @Property(str, notify=changed)
    def line(self) -> str:
        """Number and day of the paper."""
        return "" if self._told is None else let_break_after_groups(self._words(self._told.line))

    @Property(str, notify=changed)
    def verdict(self) -> str:
        return "" if self._told is None else self._words(self._told.verdict)

    @Property(str, notify=changed)
    def urgency(self) -> str:
        return "info" if self._told is None else self._told.urgency

    @Property(list, notify=changed)
    def pages(self) -> list[str]:
        return list(self._pages)

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._told else ""

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._paper.lose_sight()
        self._told = self._parts.case_tracking.tell_paper(self._visit)
        self._drop_pages()
        for page in self._parts.case_tracking.pages(self._visit):
            self._pages.append(self._stage.scans.put(QImage.fromData(page)))
        self.retranslate()

    def retranslate(self) -> None:
        if self._told is not None and self._parts.navigator.in_visit:
            self._stage.qr_codes.show(self._told.in_code.text(self._visit.language))
            self._serial += 1
        super().retranslate()

    def leave(self) -> None:
        super().leave()
        self._drop_pages()

    def wipe(self) -> None:
        self._told = None
        self._paper.forget()
        self._drop_pages()
        super().wipe()

    def _to_print(self) -> Callable[[], None]:
        visit, cases = self._visit, self._parts.case_tracking
        return lambda: cases.print_paper(visit)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _drop_pages(self) -> None:
        for page in self._pages:
            self._stage.scans.drop(page)
        self._pages.clear()
