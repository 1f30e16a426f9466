"""One phone of the list: whether its codes count, and taking it off the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.errors import BugError
from kiosk.phone_desk import PhoneFault
from kiosk.places import Place
from ui.view_models.phone_vm import PhoneVm
from ui.view_models.qml_types import made_in_python

if TYPE_CHECKING:
    from kiosk.contract.smart_otp import Phone

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class OnePhoneVm(PhoneVm):
    """``state`` is pin, code, checking, right or stopped where the phone is tried; sure, removing, removed or
    stopped where it goes.
    """

    nameChanged = Signal()
    _typing = ("pin", "code")
    _under_way = ("checking", "removing")
    _secret = ("pin",)
    _pin = ""
    _name = ""

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        return self._name

    def enter(self, screen: str) -> None:
        self._name = self._phone.name
        self.nameChanged.emit()
        self._become("sure" if screen == Place.REMOVE_PHONE else "pin")

    @Slot()
    def remove(self) -> None:
        visit, phones, phone_id = self._visit, self._phones, self._phone.device_id
        self._become("removing")
        self._new_scope().run(
            lambda: phones.remove(visit, phone_id),
            lambda _left: self._become("removed"),
            lambda error: self._refused(error, again=""),
        )

    @Slot()
    def mend(self) -> None:
        """Where it stopped: the card once more, or back to the list, which is asked for anew."""
        if self._fault == PhoneFault.OVER:
            self.proveAnew()
        else:
            self.done()

    @property
    def _phone(self) -> Phone:
        phone = self._visit.chosen_phone
        if phone is None:
            raise BugError("no phone was chosen")
        return phone

    def _take(self, typed: str) -> None:
        if self._state == "pin":
            self._pin = typed
            self._become("code")
        else:
            self._check(typed)

    def _go_back(self) -> None:
        if self._state == "code":
            self._pin = ""
            self._become("pin")

    def _check(self, code: str) -> None:
        visit, phones, phone_id = self._visit, self._phones, self._phone.device_id
        pin, self._pin = self._pin, ""
        self._become("checking")
        self._new_scope().run(
            lambda: phones.check(visit, phone_id, code, pin),
            lambda _nothing: self._become("right"),
            lambda error: self._refused(error, again="pin"),
        )

    def wipe(self) -> None:
        self._name = ""
        self.nameChanged.emit()
        super().wipe()

    def _forget(self) -> None:
        self._pin = ""
        super()._forget()
