"""An officer beside the person types number and code, and so vouches for them towards central."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.grants import OfficerDecision
from kiosk.contract.staff import ACCOUNT_DIGITS, CODE_DIGITS
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_LENGTHS = {"account": ACCOUNT_DIGITS, "code": CODE_DIGITS}


@QmlElement
@made_in_python
class VouchVm(ScreenVm):
    """What was typed is forgotten once it is handed over, and whenever the page is left. Whether it counts is
    for central to say.
    """

    changed = Signal()
    unhurried = True  # an officer looks at card and person first
    _account = ""
    _typed = ""

    @Property(str, notify=changed)
    def part(self) -> str:
        """What is typed now: account or code."""
        return "code" if self._account else "account"

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._typed

    def enter(self, screen: str) -> None:
        del screen
        self._forget()

    def leave(self) -> None:
        super().leave()
        self._forget()

    def wipe(self) -> None:
        self._forget()
        super().wipe()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if not (digit.isascii() and digit.isdigit() and len(digit) == 1):
            return
        self._typed += digit
        if len(self._typed) == _LENGTHS["code" if self._account else "account"]:
            self._go_on()
        self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        """From an empty code back to the number, which is typed anew."""
        if not self._typed:
            self._account = ""
        self._typed = self._typed[:-1]
        self.changed.emit()

    def _go_on(self) -> None:
        typed, self._typed = self._typed, ""
        if not self._account:
            self._account = typed
            return
        self._visit.vouching = OfficerDecision(account=self._account, code=typed)
        self._parts.navigator.back()

    def _forget(self) -> None:
        self._account = self._typed = ""
        self.changed.emit()
