"""The receipt page: number, QR, whether the act has reached central, and the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ekyc.verification import Outcome
from kiosk.clock import VIETNAM_TIME
from kiosk.navigator import EndReason
from ui.image_providers import QR_CODES, QrProvider
from ui.view_models.background import Background, Known
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from uuid import UUID

    from kiosk.sync.act import RecordedAct
    from ui.view_models.ports import KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ReceiptVm(ScreenVm):
    changed = Signal()
    _reference = ""
    _serial = 0
    _recorded_at = ""
    _printing = "idle"  # idle, running, done, failed

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parts, background, parent)
        self.qr_codes = QrProvider()
        self._case_numbers: dict[UUID, str] = {}  # a receipt may come before this page is shown

    @Property(str, notify=changed)
    def reference(self) -> str:
        return self._reference

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._reference else ""

    @Property(str, notify=changed)
    def recordedAt(self) -> str:
        return self._recorded_at

    @Property(str, notify=changed)
    def caseNumber(self) -> str:
        """Central's number once the act has arrived there, "" while it waits to be sent."""
        recorded = self._find_recorded()
        if recorded is None:
            return ""
        return recorded.case_number or self._case_numbers.get(recorded.act_id, "")

    @Property(bool, notify=changed)
    def staffReview(self) -> bool:
        navigator = self._parts.navigator
        verdict = navigator.visit.verdict if navigator.in_visit else None
        return verdict is not None and verdict.outcome is not Outcome.ACCEPT

    @Property(str, notify=changed)
    def printing(self) -> str:
        return self._printing

    def enter(self, screen: str) -> None:
        del screen
        visit, recorded = self._visit, self._find_recorded()
        if recorded is None:
            return
        self._reference = self._parts.receipts.reference(visit)
        self._recorded_at = f"{recorded.occurred_at.astimezone(VIETNAM_TIME):%H:%M, %d/%m/%Y}"
        self.qr_codes.show(self._parts.receipts.qr_text(visit))
        self._serial += 1
        self._printing = "idle"
        self.changed.emit()

    def wipe(self) -> None:
        self._case_numbers.clear()
        self.qr_codes.clear()
        self._reference = self._recorded_at = ""
        self._printing = "idle"
        super().wipe()

    def act_sent(self, act_id: UUID, case_number: str) -> None:
        """Central has confirmed an act, perhaps the one on the screen. In the GUI thread only."""
        if self._parts.navigator.in_visit:
            self._case_numbers[act_id] = case_number
            self.changed.emit()

    @Slot()
    def printReceipt(self) -> None:
        if self._printing == "running":
            return
        visit, receipts = self._visit, self._parts.receipts
        self._printing = "running"
        scope = self._new_scope()
        self.changed.emit()
        scope.run(lambda: receipts.print_receipt(visit), self._on_printed, self._on_print_fault)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.end(EndReason.FINISHED)

    def _on_printed(self, _nothing: None) -> None:
        self._printing = "done"
        self.changed.emit()

    def _on_print_fault(self, error: Known) -> None:
        del error
        self._printing = "failed"
        self.changed.emit()

    def _find_recorded(self) -> RecordedAct | None:
        navigator = self._parts.navigator
        return navigator.visit.recorded if navigator.in_visit else None
