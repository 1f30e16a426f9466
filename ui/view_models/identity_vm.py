"""The identity page: what the card says, and the person's "this is me"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from ekyc.card.reading import CardReading, Validity
from kiosk.masking import mask_number
from kiosk.visit import identification
from kiosk.visit.naming import number_of
from ui.portrait_provider import PROVIDER, decode_portrait
from ui.view_models.card_checks import check_rows, finding_rows
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.visit.draft import Draft
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class IdentityVm(ScreenVm):
    """``rows`` have the roles name, shown, secret (shown while held; "" if nothing is secret), isLast."""

    changed = Signal()
    _serial = 0
    _has_portrait = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(("name", "shown", "secret", "isLast"), self)
        self._findings = RowsModel(("code", "good"), self)
        self._checks = RowsModel(("name", "result", "kind", "isLast"), self)

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(RowsModel, constant=True)
    def findings(self) -> RowsModel:
        """What was proved about the card: roles code and good."""
        return self._findings

    @Property(RowsModel, constant=True)
    def checks(self) -> RowsModel:
        """Every verdict apart: roles name (of the question), result and kind (ok, warn or off), isLast."""
        return self._checks

    @Property(bool, notify=changed)
    def passport(self) -> bool:
        """What was read is a passport, not an ID card."""
        reading = self._visit.person.card if self._parts.navigator.in_visit else None
        return reading is not None and reading.identity.passport is not None

    @Property(str, notify=changed)
    def portraitSource(self) -> str:
        return f"image://{PROVIDER}/{self._serial}" if self._has_portrait else ""

    def enter(self, screen: str) -> None:
        del screen
        reading = self._visit.person.card
        if reading is None:
            return
        self._rows.set_rows(_identity_rows(reading))
        self._findings.set_rows(finding_rows(reading))
        self._checks.set_rows(check_rows(reading))
        portrait = reading.portrait
        scope = self._new_scope()
        self.changed.emit()
        if portrait is not None:
            scope.run(lambda: decode_portrait(portrait), self._show_portrait, lambda _error: None)

    def wipe(self) -> None:
        self._stage.portraits.clear()
        self._has_portrait = False
        self._rows.set_rows(())
        self._findings.set_rows(())
        self._checks.set_rows(())
        super().wipe()

    @Slot()
    def confirm(self) -> None:
        """The card is theirs: go on, or take up what a crash cut off with this very card."""
        visit, drafts = self._visit, self._parts.drafts
        identification.confirm_identity(visit.person)
        card = visit.person.card
        if card is None:
            return
        self._new_scope().run(lambda: drafts.find(card), self._on_draft, lambda _error: self._on_draft(None))

    def _on_draft(self, draft: Draft | None) -> None:
        self._visit.draft = draft
        self._parts.navigator.next()

    def _show_portrait(self, image: QImage) -> None:
        self._stage.portraits.show(image)
        self._serial += 1
        self._has_portrait = not image.isNull()
        self.changed.emit()


def _identity_rows(reading: CardReading) -> list[Row]:
    identity = reading.identity
    number_name, number = number_of(identity)
    rows: list[Row] = [
        {"name": "full_name", "shown": identity.full_name, "secret": ""},
        {"name": number_name, "shown": mask_number(number), "secret": number},
        {"name": "date_of_birth", "shown": f"{identity.date_of_birth:%d/%m/%Y}", "secret": ""},
        {"name": "sex", "shown": identity.sex.value, "secret": ""},
    ]
    if identity.passport is not None:
        rows.append({"name": "nationality", "shown": identity.nationality, "secret": ""})
    if identity.residence:
        rows.append({"name": "residence", "shown": identity.residence, "secret": ""})
    if identity.date_of_expiry is not None:
        rows.append({"name": "date_of_expiry", "shown": f"{identity.date_of_expiry:%d/%m/%Y}", "secret": ""})
    elif reading.verdicts.validity is Validity.NO_EXPIRY:
        rows.append({"name": "date_of_expiry", "shown": "no_expiry", "secret": ""})
    return [{**row, "isLast": row is rows[-1]} for row in rows]
