"""The consent page: one card for each purpose, nothing ticked beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.registration import consent
from ui.translation import keep_together
from ui.view_models.background import Background
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ui.view_models.ports import KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_ROLES = ("purpose", "title", "words", "law", "needed", "isGiven")


@QmlElement
@made_in_python
class ConsentVm(ScreenVm):
    changed = Signal()
    _asked_for_required = False

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parts, background, parent)
        self._rows = RowsModel(_ROLES, self)

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(bool, notify=changed)
    def missing(self) -> bool:
        """The person wanted to go on, but a required purpose has no yes."""
        return self._asked_for_required

    def enter(self, screen: str) -> None:
        del screen
        self._asked_for_required = False
        self.refresh()

    def refresh(self) -> None:
        """Read the rows again: an answer or the language has changed."""
        navigator = self._parts.navigator
        if navigator.in_visit:
            visit = navigator.visit
            self._rows.set_rows(
                [
                    {
                        "purpose": each.id,
                        "title": keep_together(each.title[visit.language]),
                        "words": keep_together(each.text[visit.language]),
                        "law": each.basis,
                        "needed": each.required,
                        "isGiven": consent.is_given(visit, each.id),
                    }
                    for each in consent.on_page(consent.CONSENT_PAGE)
                ]
            )
        self.changed.emit()

    def wipe(self) -> None:
        self._asked_for_required = False
        self._rows.set_rows(())
        super().wipe()

    @Slot(str, bool)
    def answer(self, purpose: str, given: bool) -> None:
        consent.answer(self._visit, purpose, given, self._parts.clock)
        self._asked_for_required = False
        self.refresh()

    @Slot()
    def proceed(self) -> None:
        """Going on with a box left empty is the answer no to it."""
        for purpose in consent.on_page(consent.CONSENT_PAGE):
            if not consent.is_answered(self._visit, purpose.id):
                consent.answer(self._visit, purpose.id, False, self._parts.clock)
        if consent.all_required_given(self._visit, consent.CONSENT_PAGE):
            self._parts.navigator.next()
        else:
            self._asked_for_required = True
            self.changed.emit()
