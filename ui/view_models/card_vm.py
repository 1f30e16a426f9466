"""The card page: what the reader is doing, and the other ways: the typed number, the QR code alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ekyc.card.reading import ShownDocument
from kiosk.visit import identification
from ui.view_models.faults import situation, situation_with_passport
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from ekyc.card.typed_number import TypedNumber
    from ekyc.errors import EkycError
    from ui.view_models.ports.devices import CardProgress
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
NUMBER_LENGTH = 12
_TYPED = "card_digits"  # among what is half typed in the visit
WAITING, PUT_BACK = "waiting_for_card", "put_card_back"
_TICK_MS = 250
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
# What the files hold, as the screen calls it.
_PARTS = {
    "SOD": "signature",
    "COM": "contents",
    "DG1": "details",
    "DG13": "details",
    "DG14": "chip_keys",
    "DG2": "portrait",
    "DG15": "chip_keys",
}


@QmlElement
@made_in_python
class CardVm(ScreenVm):
    changed = Signal()
    _phase = WAITING
    _part = ""
    _fraction = 0.0
    _put_back_by = 0.0  # on the monotonic clock
    _slow = False
    _without_chip = False
    _again = False
    _lights = (False, False, False)  # QR, chip, signature
    _fault = ""
    _fault_count = 0
    _typing = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._countdown = QTimer(self, interval=_TICK_MS)
        self._countdown.timeout.connect(self.changed)
        help_after = stage.parts.settings.card.help_after_seconds
        self._help = QTimer(self, singleShot=True, interval=round(help_after * 1000))
        self._help.timeout.connect(self._offer_help)

    @Property(str, notify=changed)
    def phase(self) -> str:
        return self._phase

    @Property(bool, notify=changed)
    def passport(self) -> bool:
        """The task goes by a passport, not by an ID card."""
        return self._document is ShownDocument.PASSPORT

    @property
    def _document(self) -> ShownDocument:
        navigator = self._parts.navigator
        return navigator.task.shows if navigator.in_journey else ShownDocument.ID_CARD

    @Property(str, notify=changed)
    def part(self) -> str:
        """What of the chip is read now: signature, contents, details, chip_keys or portrait; else ""."""
        return self._part

    @Property(float, notify=changed)
    def fraction(self) -> float:
        """Of the whole chip. Never goes back, also when a card was lifted and files are read again."""
        return self._fraction

    @Property(int, notify=changed)
    def secondsToPutBack(self) -> int:
        """While the phase is put_card_back."""
        return max(0, math.ceil(self._put_back_by - self._parts.clock.monotonic()))

    @Property(bool, notify=changed)
    def slow(self) -> bool:
        """It takes longer than usual: other ways may be offered."""
        return self._slow

    @Property(bool, notify=changed)
    def canGoWithoutChip(self) -> bool:
        return self._parts.card.sees_qr and not self._without_chip

    @Property(bool, notify=changed)
    def withoutChip(self) -> bool:
        """The person chose to go on with the QR code alone."""
        return self._without_chip

    @Property(bool, notify=changed)
    def again(self) -> bool:
        """A card was read before, and the person came back: it may be the wrong one."""
        return self._again

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
        fault = self._number.fault
        return "" if fault is None else fault.value

    @Property(bool, notify=changed)
    def digitsComplete(self) -> bool:
        return self._number.complete

    @Property(str, notify=changed)
    def numberProvince(self) -> str:
        """Where the birth was registered, as the digits so far say; "" while they do not."""
        return self._number.province or ""

    @Property(str, notify=changed)
    def numberSex(self) -> str:
        sex = self._number.sex
        return "" if sex is None else sex.value

    @Property(int, notify=changed)
    def numberBirthYear(self) -> int:
        """0 while the digits do not say."""
        return self._number.birth_year or 0

    @property
    def _digits(self) -> str:
        """As typed so far. They stay with the visit: whoever calls staff in between finds them again."""
        navigator = self._parts.navigator
        return navigator.visit.typed.get(_TYPED, "") if navigator.in_visit else ""

    def _type(self, digits: str) -> None:
        self._visit.typed[_TYPED] = digits
        self.changed.emit()

    @property
    def _number(self) -> TypedNumber:
        return self._parts.card.inspect_number(self._digits)

    def enter(self, screen: str) -> None:
        del screen
        self._again = self._visit.person.card is not None
        identification.forget_card(self._visit.person)
        self._fault_count = 0
        self._typing = 0 < len(self._digits) < NUMBER_LENGTH
        self._start()

    def leave(self) -> None:
        super().leave()
        self._stop_timers()
        self._parts.card.cancel()

    def wipe(self) -> None:
        self._parts.card.cancel()
        self._stop_timers()
        self._reset()
        self._fault_count, self._typing, self._again = 0, False, False
        super().wipe()

    @Slot()
    def retry(self) -> None:
        self._parts.card.cancel()
        self._start()

    @Slot()
    def goWithoutChip(self) -> None:
        """Give the chip up and take the QR code alone: nothing is proved then, and staff look at the card."""
        if self._fault:
            self.retry()
        self._without_chip = True
        self._typing = False
        self._parts.card.go_on_without_chip()
        self.changed.emit()

    @Slot()
    def openTyping(self) -> None:
        self._typing = True
        if self._fault:
            self.retry()
        self.changed.emit()

    @Slot()
    def closeTyping(self) -> None:
        """The digits stay: one of twelve that is wrong is mended, not typed all over again."""
        self._typing = False
        self.changed.emit()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if digit.isascii() and digit.isdigit() and len(self._digits) < NUMBER_LENGTH:
            self._type(self._digits + digit)

    @Slot()
    def eraseDigit(self) -> None:
        self._type(self._digits[:-1])

    @Slot()
    def submitNumber(self) -> None:
        """Hand the typed number to the reader, which goes on with it."""
        self.closeTyping()
        self._parts.card.type_number(self._digits)

    def _start(self) -> None:
        self._reset()
        scope = self._new_scope()
        self._help.start()
        self.changed.emit()
        self._parts.card.start(
            scope.deliver(self._on_progress),
            scope.deliver(self._on_done),
            scope.deliver(self._on_fault),
            self._document,
        )

    def _on_progress(self, progress: CardProgress) -> None:
        lifted = progress.phase == PUT_BACK
        if lifted and self._phase != PUT_BACK:
            allowed = self._parts.settings.card.put_back_seconds
            self._put_back_by = self._parts.clock.monotonic() + allowed
            self._countdown.start()
        elif not lifted:
            self._countdown.stop()
        self._phase = progress.phase
        self._part = _PARTS.get(progress.file or "", "")
        begin, share = _SHARES.get(progress.file or "", (0.0, 0.0))
        self._fraction = max(self._fraction, begin + share * progress.fraction)
        self._lights = (progress.qr_done, progress.chip_done, progress.signature_done)
        self.changed.emit()

    def _on_done(self, reading: CardReading) -> None:
        identification.take_card(self._visit.person, reading)
        self._visit.typed.pop(_TYPED, None)
        self._parts.navigator.next()

    def _on_fault(self, error: EkycError) -> None:
        self._stop_timers()
        told = situation_with_passport if self._document is ShownDocument.PASSPORT else situation
        self._fault = told(error.code).value
        self._fault_count += 1
        self.changed.emit()

    @Slot()
    def _offer_help(self) -> None:
        self._slow = True
        self.changed.emit()

    def _stop_timers(self) -> None:
        self._countdown.stop()
        self._help.stop()

    def _reset(self) -> None:
        """As before a reading."""
        self._phase, self._part, self._fraction, self._fault = WAITING, "", 0.0, ""
        self._lights = (False, False, False)
        self._slow = self._without_chip = False
