"""The one-time code page: send, type, check; and the ways on when no code comes.

Which code holds for the address, of e-mail or a phone number, is known to `ContactCodes` alone and asked for
whenever it may have changed: the page claims no other.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.authentication.contact_codes import CodeTooEarlyError
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.wire import CodeChannel
from kiosk.masking import mask_address
from kiosk.visit.proofs import ProofState
from ui.translation import keep_together, let_break
from ui.view_models.background import Known
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.authentication.contact_codes import CodeCheck, CodeOut
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
CODE_LENGTH = 6
_TICK_MS = 500


class CodeState(StrEnum):
    SENDING = "sending"
    ENTRY = "entry"
    CHECKING = "checking"
    VERIFIED = "verified"
    PENDING = "pending"  # central was not reached: it will ask the person later
    NO_CODE = "no_code"  # none holds: the last one ended, or a new one may only be asked for in a while
    FAULT = "fault"


@QmlElement
@made_in_python
class CodeVm(ScreenVm):
    changed = Signal()
    _state = CodeState.SENDING
    _outcome = ""
    _tries_left = 0
    _sent_at = ""
    _is_new = False
    _expires_at = 0.0
    _resend_at = 0.0
    _channel = ""  # the question whose answer is proved
    unhurried = True

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._look_at_clock)

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state.value

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._digits

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """What came of the code: "", wrong, expired or too_many_tries."""
        return self._outcome

    @Property(str, notify=changed)
    def sentAt(self) -> str:
        """The hour and minute at which the code that holds was sent."""
        return self._sent_at

    @Property(bool, notify=changed)
    def isNew(self) -> bool:
        """It was sent just now; otherwise before, and still holds."""
        return self._is_new

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        """0 when it is not known."""
        return self._tries_left

    @Property(str, notify=changed)
    def maskedAddress(self) -> str:
        address = self._address
        return let_break(mask_address(address)) if address else ""

    @Property(bool, notify=changed)
    def byPhone(self) -> bool:
        """The code comes as a text message, not by e-mail."""
        navigator = self._parts.navigator
        if not navigator.in_visit or not navigator.in_journey or not self._channel:
            return False
        return navigator.journey.channel_of(self._channel) is CodeChannel.PHONE

    @Property(bool, notify=changed)
    def canGoWithout(self) -> bool:
        """Nobody has to have an address of e-mail, or the phone at hand."""
        navigator = self._parts.navigator
        if not navigator.in_visit or not self._channel:
            return False
        return navigator.journey.form.get_question(self._channel).none_label is not None

    @Property(bool, notify=changed)
    def canProceed(self) -> bool:
        """The address is proved, or central asks later: no code is needed to go on."""
        if self._state in (CodeState.SENDING, CodeState.CHECKING) or not self._address:
            return False
        return self._visit.journey.is_settled(self._channel)

    @Property(str, notify=changed)
    def stepName(self) -> str:
        navigator = self._parts.navigator
        name = navigator.part_name if navigator.in_visit else None
        return "" if name is None else keep_together(name.text(navigator.visit.language))

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return max(0, math.ceil(self._expires_at - self._parts.clock.monotonic()))

    @Property(int, notify=changed)
    def resendSeconds(self) -> int:
        return max(0, math.ceil(self._resend_at - self._parts.clock.monotonic()))

    def enter(self, screen: str) -> None:
        del screen
        self._channel = self._parts.navigator.page.channel
        self._outcome = ""
        self._new_scope()
        if self._visit.journey.proof_of(self._channel).state is ProofState.VERIFIED:
            self._show(CodeState.VERIFIED)
        elif not self._show_code_that_holds():
            self._send()
        self._tick.start()

    def leave(self) -> None:
        super().leave()
        self._tick.stop()

    def wipe(self) -> None:
        self._tick.stop()
        self._state, self._outcome, self._tries_left = CodeState.SENDING, "", 0
        self._expires_at = self._resend_at = 0.0
        self._sent_at = self._channel = ""
        super().wipe()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        """The last digit sends the code off: no button to look for."""
        if self._state is not CodeState.ENTRY or not (digit.isascii() and digit.isdigit()):
            return
        if len(self._digits) < CODE_LENGTH:
            self._outcome = ""
            self._keep(self._digits + digit)
        if len(self._digits) == CODE_LENGTH:
            self._check()

    @Slot()
    def eraseDigit(self) -> None:
        if self._state is CodeState.ENTRY:
            self._keep(self._digits[:-1])

    @Slot()
    def resend(self) -> None:
        self._send()

    @Slot()
    def changeAddress(self) -> None:
        navigator = self._parts.navigator
        navigator.change(navigator.journey.form.page_of(self._channel).id)

    @Slot()
    def goOnWithout(self) -> None:
        """An e-mail address that nobody proves serves for nothing, and is given up. By its number staff can
        call a phone that lies at home: it stays, to be proved later.
        """
        if self.byPhone:
            self._parts.codes.put_off(self._visit, self._channel)
        else:
            self._visit.journey.answers.decline(self._channel)
        self._parts.navigator.next()

    @Slot()
    def proceed(self) -> None:
        self._parts.navigator.next()

    def _send(self) -> None:
        visit, codes, channel = self._visit, self._parts.codes, self._channel
        self._show(CodeState.SENDING)
        self._new_scope().run(lambda: codes.send(visit, channel), self._on_sent, self._on_send_fault)

    def _on_sent(self, code: CodeOut | None) -> None:
        self._outcome = ""
        if code is None:
            self._show(CodeState.PENDING)
        else:
            self._show_entry(code)

    def _on_send_fault(self, error: Known) -> None:
        if not isinstance(error, CodeTooEarlyError):
            self._show(CodeState.FAULT)
            return
        self._resend_at = self._parts.clock.monotonic() + error.wait_seconds
        self._show(CodeState.NO_CODE)

    def _check(self) -> None:
        visit, codes, digits, channel = self._visit, self._parts.codes, self._digits, self._channel
        self._show(CodeState.CHECKING)
        self._scope.run(lambda: codes.verify(visit, channel, digits), self._on_checked, self._on_check_fault)

    def _on_checked(self, check: CodeCheck) -> None:
        self._keep("")
        if check.outcome == "verified":
            self._show(CodeState.VERIFIED)
            self._parts.navigator.next()
        elif check.outcome == "pending":
            self._show(CodeState.PENDING)
        else:
            self._outcome = str(check.outcome)
            self._tries_left = check.tries_left or 0
            if not self._show_code_that_holds():
                self._show(CodeState.NO_CODE)

    def _on_check_fault(self, error: Known) -> None:
        del error
        self._keep("")
        self._show(CodeState.FAULT)

    @Slot()
    def _look_at_clock(self) -> None:
        if self._state is CodeState.ENTRY and self._parts.clock.monotonic() >= self._expires_at:
            self._outcome = "expired"
            self._keep("")
            self._show(CodeState.NO_CODE)
        self.changed.emit()

    def _show_code_that_holds(self) -> bool:
        code = self._parts.codes.find(self._visit, self._channel)
        if code is not None:
            self._show_entry(code)
        return code is not None

    def _show_entry(self, code: CodeOut) -> None:
        if code.is_new:
            self._keep("")  # digits of the code before
        now = self._parts.clock.monotonic()
        self._expires_at, self._resend_at = now + code.valid_seconds, now + code.resend_after_seconds
        self._sent_at = f"{code.sent_at.astimezone(VIETNAM_TIME):%H:%M}"
        self._is_new = code.is_new
        self._show(CodeState.ENTRY)

    @property
    def _digits(self) -> str:
        """As typed so far. They stay with the visit, for each address apart."""
        navigator = self._parts.navigator
        return navigator.visit.typed.get(self._draft_name, "") if navigator.in_visit else ""

    def _keep(self, digits: str) -> None:
        self._visit.typed[self._draft_name] = digits
        self.changed.emit()

    @property
    def _draft_name(self) -> str:
        return f"code.{self._address}"

    @property
    def _address(self) -> str:
        navigator = self._parts.navigator
        if not navigator.in_visit or not navigator.in_journey or not self._channel:
            return ""
        return navigator.journey.channel_address(self._channel) or ""

    def _show(self, state: CodeState) -> None:
        self._state = state
        self.changed.emit()
