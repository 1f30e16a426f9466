"""The card page: what the reader is doing, and the typed number as the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.registration import identification
from ui.view_models.faults import situation
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from ekyc.errors import EkycError
    from ui.view_models.ports import CardProgress

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
NUMBER_LENGTH = 12
WAITING = "waiting_for_card"
# Where in the whole chip reading each file begins and how much of it the file takes, by usual lengths.
# They are read in this order.
_SHARES = {
    "SOD": (0.0, 0.12),
    "COM": (0.12, 0.02),
    "DG1": (0.14, 0.03),
    "DG13": (0.17, 0.07),
    "DG14": (0.24, 0.04),
    "DG2": (0.28, 0.70),
    "DG15": (0.98, 0.02),
}


@QmlElement
@made_in_python
class CardVm(ScreenVm):
    changed = Signal()
    _phase = WAITING
    _fraction = 0.0
    _lights = (False, False, False)  # QR, chip, signature
    _fault = ""
    _fault_count = 0
    _typing = False
    _digits = ""

    @Property(str, notify=changed)
    def phase(self) -> str:
        return self._phase

    @Property(float, notify=changed)
    def fraction(self) -> float:
        return self._fraction

    @Property(bool, notify=changed)
    def qrDone(self) -> bool:
        return self._lights[0]

    @Property(bool, notify=changed)
    def chipDone(self) -> bool:
        return self._lights[1]

    @Property(bool, notify=changed)
    def signatureDone(self) -> bool:
        return self._lights[2]

    @Property(str, notify=changed)
    def fault(self) -> str:
        """The situation that stopped the reading, or "" while none did."""
        return self._fault

    @Property(int, notify=changed)
    def faultCount(self) -> int:
        return self._fault_count

    @Property(bool, notify=changed)
    def typing(self) -> bool:
        return self._typing

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._digits

    @Property(str, notify=changed)
    def digitsFault(self) -> str:
        """What cannot be right in the digits so far: a stable code, or ""."""
        return (self._parts.card.find_number_fault(self._digits) or "") if self._digits else ""

    @Property(bool, notify=changed)
    def digitsComplete(self) -> bool:
        complete = len(self._digits) == NUMBER_LENGTH
        return complete and self._parts.card.find_number_fault(self._digits) is None

    def enter(self, screen: str) -> None:
        del screen
        identification.forget_card(self._visit)
        self._fault_count = 0
        self._typing = False
        self._digits = ""
        self._start()

    def leave(self) -> None:
        super().leave()
        self._parts.card.cancel()

    def wipe(self) -> None:
        self._parts.card.cancel()
        self._phase, self._fraction, self._lights = WAITING, 0.0, (False, False, False)
        self._fault, self._fault_count, self._typing, self._digits = "", 0, False, ""
        super().wipe()

    @Slot()
    def retry(self) -> None:
        self._parts.card.cancel()
        self._start()

    @Slot()
    def openTyping(self) -> None:
        self._typing = True
        if self._fault:
            self.retry()
        self.changed.emit()

    @Slot()
    def closeTyping(self) -> None:
        self._typing = False
        self._digits = ""
        self.changed.emit()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if digit.isascii() and digit.isdigit() and len(self._digits) < NUMBER_LENGTH:
            self._digits += digit
            self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        self._digits = self._digits[:-1]
        self.changed.emit()

    @Slot()
    def submitNumber(self) -> None:
        """Hand the typed number to the reader, which goes on with it."""
        number = self._digits
        self.closeTyping()
        self._parts.card.type_number(number)

    def _start(self) -> None:
        self._phase, self._fraction, self._lights, self._fault = WAITING, 0.0, (False, False, False), ""
        scope = self._new_scope()
        self.changed.emit()
        self._parts.card.start(
            scope.deliver(self._on_progress), scope.deliver(self._on_done), scope.deliver(self._on_fault)
        )

    def _on_progress(self, progress: CardProgress) -> None:
        self._phase = progress.phase
        begin, share = _SHARES.get(progress.file or "", (0.0, 0.0))
        self._fraction = max(self._fraction, begin + share * progress.fraction)
        self._lights = (progress.qr_done, progress.chip_done, progress.signature_done)
        self.changed.emit()

    def _on_done(self, reading: CardReading) -> None:
        identification.take_card(self._visit, reading)
        self._parts.navigator.next()

    def _on_fault(self, error: EkycError) -> None:
        self._fault = situation(error.code).value
        self._fault_count += 1
        self.changed.emit()
