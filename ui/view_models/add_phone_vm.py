"""Adding a phone: what is needed, a PIN twice, the key for the app, and the first code that proves it.

The PIN comes first, so that the code is handed on in the half minute in which it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.smart_otp import is_pin_weak
from kiosk.errors import BugError
from kiosk.phone_desk import PhoneFault, name_of_next
from ui.view_models.phone_vm import PhoneVm
from ui.view_models.qml_types import made_in_python

if TYPE_CHECKING:
    from kiosk.contract.smart_otp import Phone, PhoneKey
    from ui.view_models.background import Known

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_GROUP = 4  # characters of the key that are typed


@QmlElement
@made_in_python
class AddPhoneVm(PhoneVm):
    """``state`` is about, pin, again, asking (for the key), key, code, checking, added or stopped. The key is
    told here only, and forgotten with the page.
    """

    keyChanged = Signal()
    _typing = ("pin", "again", "code")
    _under_way = ("asking", "checking")
    _secret = ("pin", "again")
    _pin = ""
    _key: PhoneKey | None = None
    _name = ""
    _shown = 0  # QR codes so far

    @Property(str, notify=keyChanged)
    def name(self) -> str:
        """As the app shows it too."""
        return self._name

    @Property(str, notify=keyChanged)
    def key(self) -> str:
        """To be typed where the QR cannot be read, in groups of four."""
        secret = "" if self._key is None else self._key.secret
        return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))

    @Property(str, notify=keyChanged)
    def qrSource(self) -> str:
        return "" if self._key is None else f"image://qr/{self._shown}"

    def enter(self, screen: str) -> None:
        del screen
        self._become("about")

    @Slot()
    def proceed(self) -> None:
        """The button that leads on."""
        match self._state:
            case "about":
                self._become("pin")
            case "key":
                self._become("code")
            case "added":
                self.done()
            case "stopped":
                self._mend()

    @Slot()
    def showKey(self) -> None:
        """The QR once more, while the first code is awaited."""
        if self._state == "code":
            self._become("key")

    def _take(self, typed: str) -> None:
        match self._state:
            case "pin" if is_pin_weak(typed):
                self._become("pin", PhoneFault.WEAK.value)
            case "pin":
                self._pin = typed
                self._become("again")
            case "again" if typed == self._pin:
                self._ask_for_key()
            case "again":
                self._pin = ""
                self._become("pin", "differs")
            case "code":
                self._confirm(typed)

    def _go_back(self) -> None:
        if self._state == "again":
            self._pin = ""
            self._become("pin")

    def _mend(self) -> None:
        match self._fault:
            case PhoneFault.OVER:
                self.proveAnew()
            case PhoneFault.LINE | PhoneFault.ANEW if self._pin:
                self._ask_for_key()
            case _:
                self.done()

    def _ask_for_key(self) -> None:
        visit, phones = self._visit, self._phones

        def work() -> tuple[str, PhoneKey]:
            name = name_of_next(phones.phones(visit), visit.language)
            return name, phones.add(visit, name)

        self._drop_key()
        self._become("asking")
        self._new_scope().run(work, self._on_key, lambda error: self._refused(error, again=""))

    def _on_key(self, told: tuple[str, PhoneKey]) -> None:
        self._name, self._key = told
        self._stage.qr_codes.show(self._key.uri)
        self._shown += 1
        self.keyChanged.emit()
        self._become("key")

    def _confirm(self, code: str) -> None:
        if self._key is None:
            raise BugError("no phone is awaited")
        visit, phones, phone_id, pin = self._visit, self._phones, self._key.device_id, self._pin
        self._become("checking")
        self._new_scope().run(
            lambda: phones.confirm(visit, phone_id, code, pin), self._on_added, self._on_code_refused
        )

    def _on_added(self, _phones: tuple[Phone, ...]) -> None:
        self._pin = ""
        self._drop_key()
        self._become("added")

    def _on_code_refused(self, error: Known) -> None:
        self._refused(error, again="code")
        if self._state == "stopped":
            self._drop_key()

    def _drop_key(self) -> None:
        if self._key is not None:
            self._stage.qr_codes.clear()
        self._key = None
        self.keyChanged.emit()

    def wipe(self) -> None:
        self._name = ""
        super().wipe()

    def _forget(self) -> None:
        self._pin = ""
        self._drop_key()
        super()._forget()
