"""What the pages of Smart OTP share: digits that are typed and forgotten, and why central refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.smart_otp import PHONE_CODE_DIGITS
from kiosk.phone_desk import PhoneFault, phone_fault
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from collections.abc import Collection

    from ui.view_models.background import Known
    from ui.view_models.ports.records import PhoneSource

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_TYPED_ANEW = frozenset({PhoneFault.CODE, PhoneFault.USED, PhoneFault.PROOF, PhoneFault.LINE})


@QmlElement
@made_in_python
class PhoneVm(ScreenVm):
    """``state`` says what the page asks for or does now; ``stopped``: it cannot go on, for ``fault``.

    What was typed is forgotten once it is handed over, and whenever the page is left.
    """

    changed = Signal()
    unhurried = True  # an app is looked for on the phone, or put on it first
    _state = ""
    _fault = ""
    _typed = ""

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, notify=changed)
    def fault(self) -> str:
        """Of `PhoneFault`, or what the kiosk itself found out; "" for none."""
        return self._fault

    @Property(str, notify=changed)
    def digits(self) -> str:
        """As they may be seen."""
        return "•" * len(self._typed) if self._is_secret else self._typed

    @property
    def busy(self) -> bool:
        return self._state in self._under_way

    def leave(self) -> None:
        super().leave()
        self._forget()

    def wipe(self) -> None:
        self._forget()
        self._state = self._fault = ""
        super().wipe()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if self._state not in self._typing or not (digit.isascii() and digit.isdigit() and len(digit) == 1):
            return
        self._fault = ""
        self._typed += digit
        if len(self._typed) == PHONE_CODE_DIGITS:
            typed, self._typed = self._typed, ""
            self._take(typed)
        self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        """From an empty entry back to the one before, which is typed anew."""
        if self._state not in self._typing:
            return
        if self._typed:
            self._typed = self._typed[:-1]
        else:
            self._go_back()
        self.changed.emit()

    @Slot()
    def proveAnew(self) -> None:
        """What central granted has ended: the card is asked once more."""
        self._parts.navigator.prove_anew()

    @Slot()
    def done(self) -> None:
        """Back to the list."""
        self._parts.navigator.back()

    # What each page says of itself

    _typing: Collection[str] = ()  # states in which digits are typed
    _under_way: Collection[str] = ()  # in which central is asked
    _secret: Collection[str] = ()  # in which digits are not shown

    def _take(self, typed: str) -> None:
        """Six digits are there."""

    def _go_back(self) -> None:
        """Nothing is typed, and the person erases."""

    @property
    def _phones(self) -> PhoneSource:
        return self._parts.phones

    @property
    def _is_secret(self) -> bool:
        return self._state in self._secret

    def _become(self, state: str, fault: str = "") -> None:
        self._state, self._fault, self._typed = state, fault, ""
        self.changed.emit()

    def _refused(self, error: Known, again: str) -> None:
        """``again``: the state in which it is typed once more, where that helps."""
        fault = phone_fault(error.code)
        self._become(again if again and fault in _TYPED_ANEW else "stopped", fault.value)

    def _forget(self) -> None:
        """Whatever nobody else may see."""
        self._typed = ""
