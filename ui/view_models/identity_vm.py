"""The identity page: what the card says, and the person's "this is me"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from ekyc.card.reading import (
    CardReading,
    ChipGenuine,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
    PrintVersusChip,
    SodSignature,
    Validity,
)
from kiosk.masking import mask_number
from kiosk.registration import identification
from ui.portrait_provider import PROVIDER, PortraitProvider, decode_portrait
from ui.view_models.background import Background
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ui.view_models.ports import KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class IdentityVm(ScreenVm):
    """``rows`` have the roles name, shown, secret (shown while held; "" if nothing is secret), isLast."""

    changed = Signal()
    _serial = 0
    _has_portrait = False

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parts, background, parent)
        self.provider = PortraitProvider()
        self._rows = RowsModel(("name", "shown", "secret", "isLast"), self)
        self._findings = RowsModel(("code", "good"), self)

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(RowsModel, constant=True)
    def findings(self) -> RowsModel:
        """What was proved about the card: roles code and good."""
        return self._findings

    @Property(str, notify=changed)
    def portraitSource(self) -> str:
        return f"image://{PROVIDER}/{self._serial}" if self._has_portrait else ""

    def enter(self, screen: str) -> None:
        del screen
        reading = self._visit.card
        if reading is None:
            return
        self._rows.set_rows(_identity_rows(reading))
        self._findings.set_rows(_finding_rows(reading))
        portrait = reading.portrait
        scope = self._new_scope()
        self.changed.emit()
        if portrait is not None:
            scope.run(lambda: decode_portrait(portrait), self._show_portrait, lambda _error: None)

    def wipe(self) -> None:
        self.provider.clear()
        self._has_portrait = False
        self._rows.set_rows(())
        self._findings.set_rows(())
        super().wipe()

    @Slot()
    def confirm(self) -> None:
        identification.confirm_identity(self._visit)
        self._parts.navigator.next()

    def _show_portrait(self, image: QImage) -> None:
        self.provider.show(image)
        self._serial += 1
        self._has_portrait = not image.isNull()
        self.changed.emit()


def _identity_rows(reading: CardReading) -> list[Row]:
    identity = reading.identity
    number = identity.personal_number
    rows: list[Row] = [
        {"name": "full_name", "shown": identity.full_name, "secret": ""},
        {"name": "personal_number", "shown": mask_number(number), "secret": number},
        {"name": "date_of_birth", "shown": f"{identity.date_of_birth:%d/%m/%Y}", "secret": ""},
        {"name": "sex", "shown": identity.sex.value, "secret": ""},
    ]
    if identity.residence:
        rows.append({"name": "residence", "shown": identity.residence, "secret": ""})
    if identity.date_of_expiry is not None:
        rows.append({"name": "date_of_expiry", "shown": f"{identity.date_of_expiry:%d/%m/%Y}", "secret": ""})
    return [{**row, "isLast": row is rows[-1]} for row in rows]


def _finding_rows(reading: CardReading) -> list[Row]:
    """What is good or needs a look by staff, the most telling first. No row where nothing was found out."""
    verdicts = reading.verdicts
    if reading.source is not IdentitySource.CHIP:
        return [{"code": "chip_not_read", "good": False}]
    told = [
        ("chip_read", True, True),
        ("data_intact", verdicts.data_group_integrity is DataGroupIntegrity.INTACT, True),
        ("data_altered", verdicts.data_group_integrity is DataGroupIntegrity.ALTERED, False),
        ("signature_invalid", verdicts.sod_signature is SodSignature.INVALID, False),
        ("issuer_trusted", verdicts.issuer_trust is IssuerTrust.TRUSTED, True),
        ("issuer_unknown", verdicts.issuer_trust is IssuerTrust.UNKNOWN, False),
        ("issuer_revoked", verdicts.issuer_trust is IssuerTrust.REVOKED, False),
        ("chip_not_genuine", verdicts.chip_genuine is ChipGenuine.NO, False),
        ("print_differs", verdicts.print_versus_chip is PrintVersusChip.DIFFERENT, False),
        ("expired", verdicts.validity is Validity.EXPIRED, False),
    ]
    return [{"code": code, "good": good} for code, holds, good in told if holds]
