"""Pages that are read: information on the way, and an early end with its reason and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.form import Page
from kiosk.tasks.service_reader import ways
from ui.image_providers import QR_CODES
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import QVariantList, made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class PageVm(TaskListVm):
    """``tasks``: what can be done instead, as task lists have it; ``ways``: what else, in words."""

    changed = Signal()
    unhurried = True
    _page: Page | None = None
    _serial = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._counter = RowsModel(("label", "value", "isLast"), self)

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
        page, navigator = self._page, self._parts.navigator
        if page is None or not navigator.in_visit:
            return []
        told = page.told(navigator.context().known) if navigator.in_journey else page.paragraphs
        return [self._words(each) for each in told]

    @Property(str, notify=changed)
    def article(self) -> str:
        """The law that the page follows from; "" where none is named."""
        return self._page.article if self._page is not None else ""

    @Property(bool, notify=changed)
    def isGuide(self) -> bool:
        """It says what to do; other pages are called pages."""
        return self._page is not None and self._page.paper is None

    @Property(QVariantList, notify=changed)
    def bring(self) -> list[str]:
        """What to have along when one goes where the page sends one."""
        return [self._words(each) for each in self._page.bring] if self._page is not None else []

    @Property(RowsModel, constant=True)
    def counter(self) -> RowsModel:
        """Where to go and whom to ask; empty where staff of this office do not go on with it."""
        return self._counter

    @Property(QVariantList, notify=changed)
    def places(self) -> list[str]:
        """The same as sentences."""
        counter = self._parts.guides.counter(self._page) if self._page is not None else ()
        return [f"{self._words(label)}: {self._words(words)}" for label, words in counter]

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        return self._tasks

    @Property(QVariantList, notify=changed)
    def ways(self) -> list[str]:
        found = (ways().get(each) for each in self._leads_to)
        return [self._words(each) for each in found if each is not None]

    @property
    def _leads_to(self) -> tuple[str, ...]:
        return () if self._page is None else self._page.leads_to

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._page is not None else ""

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        page = self._parts.navigator.page
        if page is not self._page:
            self._page = page
            self._paper.forget()
        self._paper.lose_sight()
        self.retranslate()

    def retranslate(self) -> None:
        if self._page is not None and self._parts.navigator.in_visit:
            counter = self._parts.guides.counter(self._page)
            self._counter.set_rows(
                [
                    {
                        "label": self._words(label),
                        "value": self._words(words),
                        "isLast": place == len(counter),
                    }
                    for place, (label, words) in enumerate(counter, start=1)
                ]
            )
            led_to = map(self._parts.navigator.catalogue.find, self._leads_to)
            self._show([task for task in led_to if task is not None])
            self._stage.qr_codes.show(self._parts.guides.qr_text(self._visit, self._page))
            self._serial += 1
        super().retranslate()

    def wipe(self) -> None:
        self._page = None
        self._counter.set_rows(())
        self._tasks.set_rows(())
        self._paper.forget()
        super().wipe()

    def _to_print(self) -> Callable[[], None] | None:
        visit, page, guides = self._visit, self._page, self._parts.guides
        return None if page is None else lambda: guides.print_page(visit, page)

    @Slot()
    def proceed(self) -> None:
        self._parts.navigator.next()

    @Slot(str)
    def begin(self, task_id: str) -> None:
        self._begin(task_id)

    @Slot()
    def leaveTask(self) -> None:
        """From an early end: this task cannot go on."""
        self._parts.navigator.leave_journey()
