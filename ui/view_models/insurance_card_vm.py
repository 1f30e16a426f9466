"""The page of a person's health card: how it stands, what it says, its code, and earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.image_providers import QR_CODES
from ui.view_models.catalogue_vm import TASK_ROLES, TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.records.health_card import ToldCard
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class InsuranceCardVm(TaskListVm):
    """``said``: name, kind, title, words. ``lines`` and ``earlier``: label, value, covered."""

    changed = Signal()
    unhurried = True
    _told: ToldCard | None = None
    _serial = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._said = RowsModel(("name", "kind", "title", "words"), self)
        self._lines = RowsModel(("label", "value", "covered", "isLast"), self)
        self._earlier = RowsModel(("label", "value", "covered", "isLast"), self)
        self._renewal = RowsModel(TASK_ROLES, self)

    @Property(RowsModel, constant=True)
    def said(self) -> RowsModel:
        """How it stands comes first."""
        return self._said

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(RowsModel, constant=True)
    def earlier(self) -> RowsModel:
        return self._earlier

    @Property(RowsModel, constant=True)
    def renewal(self) -> RowsModel:
        """By which the person renews it; empty where it is not time, or others do."""
        return self._renewal

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What else can be done about it."""
        return self._tasks

    @Property(str, notify=changed)
    def standing(self) -> str:
        """How it stands, in one go: what is read aloud by itself."""
        said = () if self._told is None else self._told.said
        return ". ".join(f"{self._words(each.title)}. {self._words(each.text)}" for each in said)

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        """As on the card; "" where there is none."""
        return f"image://{QR_CODES}/{self._serial}" if self._told is not None and self._told.qr else ""

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._paper.lose_sight()
        self._told = self._parts.own_care.tell_card(self._visit)
        self._stage.qr_codes.show(self._told.qr)
        self._serial += 1
        self.retranslate()

    def retranslate(self) -> None:
        navigator, told = self._parts.navigator, self._told
        if told is not None and navigator.in_visit:
            self._said.set_rows(
                [
                    {
                        "name": each.name,
                        "kind": each.urgency,
                        "title": self._words(each.title),
                        "words": self._words(each.text),
                    }
                    for each in told.said
                ]
            )
            self._lines.set_rows(self._rows(told.lines))
            self._earlier.set_rows(self._rows(told.earlier))
            use = navigator.task.record if navigator.in_journey else None
            if use is not None:
                renews = [navigator.catalogue.get(use.renews)] if use.renews and told.renewable else []
                self._renewal.set_rows([self._row(task) for task in renews])
                self._show(map(navigator.catalogue.get, use.leads_to))
        super().retranslate()

    def leave(self) -> None:
        super().leave()
        self._stage.qr_codes.clear()

    def wipe(self) -> None:
        self._told = None
        self._paper.forget()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    def _to_print(self) -> Callable[[], None]:
        visit, care = self._visit, self._parts.own_care
        return lambda: care.print_card(visit)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()
