"""The door of the staff room: number, PIN and code, one after the other on one keypad. Who helps people here
already takes it up by the PIN alone, and comes to the person's pages, not into the room.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.staff import ACCOUNT_DIGITS, CODE_DIGITS, PIN_DIGITS
from kiosk.places import Place
from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from kiosk.authentication.staff import SignIn
    from kiosk.visit.assistance import Helper
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_PARTS = ("account", "pin", "code")
_AGAIN = "again"  # the PIN of who is on shift
_LENGTHS = {"account": ACCOUNT_DIGITS, "pin": PIN_DIGITS, "code": CODE_DIGITS, _AGAIN: PIN_DIGITS}
_SHOWN_DIGITS = 2  # of the number of who is on shift


@QmlElement
@made_in_python
class StaffSignInVm(StaffRoomVm):
    """What was typed is forgotten once it is handed over, and whenever the page is left."""

    changed = Signal()

    def _forget(self) -> None:
        self._typed = dict.fromkeys(_LENGTHS, "")
        self._part = _PARTS[0]

    _typed: dict[str, str] = dict.fromkeys(_LENGTHS, "")
    _part = _PARTS[0]
    _checking = False
    _outcome = ""
    _tries_left = 0
    _wait_minutes = 0

    @Property(str, notify=changed)
    def part(self) -> str:
        """What is typed now: account, pin or code; again: the PIN of who is on shift."""
        return self._part

    @Property(str, notify=changed)
    def onShift(self) -> str:
        """Enough of their number for themselves; strangers learn no name and no number here."""
        account = self._room.on_shift or ""
        return "•" * (len(account) - _SHOWN_DIGITS) + account[-_SHOWN_DIGITS:]

    @Property(str, notify=changed)
    def digits(self) -> str:
        """As they may be seen."""
        typed = self._typed[self._part]
        return "•" * len(typed) if self._part in ("pin", _AGAIN) else typed

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        return self._checking

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """Why nobody was let in: wrong, wrong_pin, not_by_pin, locked, nobody, expired, fault; "" so far."""
        return self._outcome

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        return self._tries_left

    @Property(int, notify=changed)
    def waitMinutes(self) -> int:
        return self._wait_minutes

    @property
    def busy(self) -> bool:
        return self._checking

    def enter(self, screen: str) -> None:
        del screen
        self._outcome = ""
        self._begin()
        self.changed.emit()

    def _begin(self) -> None:
        self._forget()
        if self._room.on_shift is not None and (self._parts.navigator.in_visit or not self._stage.obstacle()):
            self._part = _AGAIN

    @Slot()
    def signInFully(self) -> None:
        """Somebody else, or into the room."""
        if not self._checking:
            self._outcome = ""
            self._forget()
            self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._checking = False
        self._forget()

    def wipe(self) -> None:
        self._outcome, self._checking = "", False
        self._forget()
        super().wipe()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if self._checking or not (digit.isascii() and digit.isdigit() and len(digit) == 1):
            return
        self._outcome = ""
        typed = self._typed[self._part] + digit
        self._typed = {**self._typed, self._part: typed}
        if len(typed) == _LENGTHS[self._part]:
            self._go_on()
        self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        """From an empty part back to the one before, which is typed anew."""
        if self._checking:
            return
        if not self._typed[self._part] and self._part in _PARTS[1:]:
            self._part = _PARTS[_PARTS.index(self._part) - 1]
            self._typed = {**self._typed, self._part: ""}
        else:
            self._typed = {**self._typed, self._part: self._typed[self._part][:-1]}
        self.changed.emit()

    def _go_on(self) -> None:
        if self._part == _AGAIN:
            pin = self._typed[_AGAIN]
            self._forget()
            self._checking, self._part = True, _AGAIN
            self._new_scope().run(lambda: self._room.take_up(pin), self._on_taken_up, self._on_fault)
            return
        if self._part != _PARTS[-1]:
            self._part = _PARTS[_PARTS.index(self._part) + 1]
            return
        account, pin, code = (self._typed[part] for part in _PARTS)
        self._forget()
        self._checking = True
        self._new_scope().run(lambda: self._room.sign_in(account, pin, code), self._on_answer, self._on_fault)

    def _on_answer(self, found: SignIn) -> None:
        self._checking = False
        if found.member is not None:
            self._parts.navigator.go_in_staff_room(Place.STAFF_MENU)
            return
        self._outcome, self._tries_left = found.outcome.value, found.tries_left
        self._wait_minutes = math.ceil(found.wait_seconds / 60)
        self.changed.emit()

    def _on_taken_up(self, answer: tuple[SignIn, Helper | None]) -> None:
        found, helper = answer
        self._checking = False
        if helper is not None:
            self._parts.assisting.begin(helper, self._stage.language())
            return
        self._begin()  # with all three, once the PIN is not enough any more
        by_pin = "wrong_pin" if self._part == _AGAIN else "not_by_pin"
        self._outcome = by_pin if found.outcome in ("wrong", "done") else found.outcome.value
        self._wait_minutes = math.ceil(found.wait_seconds / 60)
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._checking, self._outcome = False, "fault"
        super()._on_fault(error)
