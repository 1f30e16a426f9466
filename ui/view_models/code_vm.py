"""The one-time code page: send, type, check; and the ways on when no code comes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.masking import mask_email
from kiosk.registration import contact
from kiosk.visit import EmailConfirmation
from ui.view_models.background import Background, Known
from ui.view_models.faults import Situation, situation
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ui.view_models.ports import CodeCheck, CodeSent, KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
CODE_LENGTH = 6
_TICK_MS = 500
_RESEND_WHEN_UNKNOWN = 60.0


class CodeState(StrEnum):
    SENDING = "sending"
    ENTRY = "entry"
    CHECKING = "checking"
    VERIFIED = "verified"
    PENDING = "pending"  # central was not reached: it will ask the person later
    FAULT = "fault"


@QmlElement
@made_in_python
class CodeVm(ScreenVm):
    changed = Signal()
    _state = CodeState.SENDING
    _digits = ""
    _outcome = ""
    _tries_left = 0
    _expires_at = 0.0
    _resend_at = 0.0

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parts, background, parent)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.changed)

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state.value

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._digits

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """Of the last check: "", wrong, expired or too_many_tries."""
        return self._outcome

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        """0 when it is not known."""
        return self._tries_left

    @Property(str, notify=changed)
    def maskedAddress(self) -> str:
        navigator = self._parts.navigator
        address = navigator.visit.contact.email if navigator.in_visit else None
        return mask_email(address) if address else ""

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return max(0, round(self._expires_at - self._parts.clock.monotonic()))

    @Property(int, notify=changed)
    def resendSeconds(self) -> int:
        return max(0, round(self._resend_at - self._parts.clock.monotonic()))

    def enter(self, screen: str) -> None:
        del screen
        if self._visit.contact.email_confirmation is EmailConfirmation.VERIFIED:
            self._show(CodeState.VERIFIED)
        else:
            self._send()
        self._tick.start()

    def leave(self) -> None:
        super().leave()
        self._tick.stop()
        self._digits = ""

    def wipe(self) -> None:
        self._tick.stop()
        self._parts.codes.wipe()
        self._state, self._digits, self._outcome, self._tries_left = CodeState.SENDING, "", "", 0
        self._expires_at = self._resend_at = 0.0
        super().wipe()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        """The last digit sends the code off: no button to look for."""
        if self._state is not CodeState.ENTRY or not (digit.isascii() and digit.isdigit()):
            return
        if len(self._digits) < CODE_LENGTH:
            self._digits += digit
            self._outcome = ""
            self.changed.emit()
        if len(self._digits) == CODE_LENGTH:
            self._check()

    @Slot()
    def eraseDigit(self) -> None:
        if self._state is CodeState.ENTRY:
            self._digits = self._digits[:-1]
            self.changed.emit()

    @Slot()
    def resend(self) -> None:
        self._send()

    @Slot()
    def changeAddress(self) -> None:
        self._parts.navigator.back()

    @Slot()
    def goOnWithoutEmail(self) -> None:
        contact.decline_email(self._visit)
        self._parts.navigator.next()

    @Slot()
    def proceed(self) -> None:
        self._parts.navigator.next()

    def _send(self) -> None:
        visit, codes = self._visit, self._parts.codes
        self._digits, self._outcome = "", ""
        scope = self._new_scope()
        self._show(CodeState.SENDING)
        scope.run(lambda: codes.send(visit), self._on_sent, self._on_send_fault)

    def _on_sent(self, sent: CodeSent | None) -> None:
        if sent is None:
            self._show(CodeState.PENDING)
            return
        now = self._parts.clock.monotonic()
        self._expires_at = now + sent.valid_seconds
        self._resend_at = now + sent.resend_after_seconds
        self._show(CodeState.ENTRY)

    def _on_send_fault(self, error: Known) -> None:
        if situation(error.code) is Situation.CODE_TOO_SOON:  # the code sent before is still good
            if self._resend_at <= self._parts.clock.monotonic():
                self._resend_at = self._parts.clock.monotonic() + _RESEND_WHEN_UNKNOWN
            self._show(CodeState.ENTRY)
        else:
            self._show(CodeState.FAULT)

    def _check(self) -> None:
        visit, codes, digits = self._visit, self._parts.codes, self._digits
        self._show(CodeState.CHECKING)
        self._scope.run(lambda: codes.verify(visit, digits), self._on_checked, self._on_check_fault)

    def _on_checked(self, check: CodeCheck) -> None:
        self._digits = ""
        if check.outcome == "verified":
            self._show(CodeState.VERIFIED)
            self._parts.navigator.next()
        elif check.outcome == "pending":
            self._show(CodeState.PENDING)
        else:
            self._outcome = str(check.outcome)
            self._tries_left = check.tries_left or 0
            self._show(CodeState.ENTRY)

    def _on_check_fault(self, error: Known) -> None:
        del error
        self._digits = ""
        self._show(CodeState.FAULT)

    def _show(self, state: CodeState) -> None:
        self._state = state
        self.changed.emit()
