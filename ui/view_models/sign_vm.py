"""What the person files is signed with their phone: the words are read here, code and PIN agree to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.errors import BugError
from kiosk.phone_desk import PhoneFault, phone_fault
from kiosk.tasks.signing import is_signed, mark_for, text_to_sign
from kiosk.visit.signature import Signature
from ui.view_models.phone_vm import PhoneVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.contract.smart_otp import AskedToSign, Phone, TextSigned
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class SignVm(PhoneVm):
    """``state`` is asking (central, for the phones and to have it signed), choose (one of ``phones``), none,
    text (to be read), pin, code, signing, signed or stopped.
    """

    askedChanged = Signal()
    _typing = ("pin", "code")
    _under_way = ("asking", "signing")
    _secret = ("pin",)
    _pin = ""
    _shown = 0  # QR codes so far

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(("name",), self)
        self._listed: tuple[Phone, ...] = ()
        self._phone: Phone | None = None
        self._asked: AskedToSign | None = None
        self._text = self._mark = ""

    @Property(RowsModel, constant=True)
    def phones(self) -> RowsModel:
        return self._rows

    @Property(str, notify=askedChanged)
    def phone(self) -> str:
        """The name of the one that signs."""
        return "" if self._phone is None else self._phone.name

    @Property(str, notify=askedChanged)
    def text(self) -> str:
        """The very words that are signed."""
        return self._text

    @Property(str, notify=askedChanged)
    def qrSource(self) -> str:
        """For an app that takes in the text itself."""
        return "" if self._asked is None else f"image://qr/{self._shown}"

    def enter(self, screen: str) -> None:
        del screen
        navigator = self._parts.navigator
        relevant = navigator.journey.relevant(navigator.facts())
        if is_signed(navigator.task, self._visit, relevant):
            self._become("signed")
            return
        self._mark = mark_for(navigator.task, relevant)
        self._text = text_to_sign(navigator.task, self._visit, relevant, navigator.context())
        self._ask_for_phones()

    @Slot(int)
    def choose(self, place: int) -> None:
        if self._state == "choose":
            self._ask_to_sign(self._listed[place])

    @Slot()
    def proceed(self) -> None:
        """The button that leads on."""
        match self._state:
            case "text":
                self._become("pin")
            case "signed":
                self._parts.navigator.next()
            case "stopped":
                self._mend()

    @Slot()
    def goWithout(self) -> None:
        """It is sent unsigned."""
        self._parts.navigator.ask_to_sign(wanted=False)

    def _take(self, typed: str) -> None:
        if self._state == "pin":
            self._pin = typed
            self._become("code")
        else:
            self._sign(typed)

    def _go_back(self) -> None:
        if self._state == "code":
            self._pin = ""
            self._become("pin")

    def _mend(self) -> None:
        match self._fault:
            case PhoneFault.OVER:
                self.proveAnew()
            case PhoneFault.TEXT if self._phone is not None:
                self._ask_to_sign(self._phone)
            case _:
                self._ask_for_phones()

    def _ask_for_phones(self) -> None:
        visit, phones = self._visit, self._phones
        self._become("asking")
        self._new_scope().run(lambda: phones.phones(visit), self._on_listed, self._on_fault)

    def _on_listed(self, listed: tuple[Phone, ...]) -> None:
        self._listed = listed
        self._rows.set_rows([{"name": each.name} for each in listed])
        if len(listed) == 1:
            self._ask_to_sign(listed[0])
        else:
            self._become("choose" if listed else "none")

    def _ask_to_sign(self, phone: Phone) -> None:
        visit, phones, text = self._visit, self._phones, self._text
        self._phone = phone
        self._become("asking")
        self._new_scope().run(
            lambda: phones.ask_to_sign(visit, phone.device_id, text), self._on_asked, self._on_fault
        )

    def _on_asked(self, asked: AskedToSign) -> None:
        self._asked, self._shown = asked, self._shown + 1
        self._stage.qr_codes.show(asked.signed)
        self.askedChanged.emit()
        self._become("text")

    def _sign(self, code: str) -> None:
        if self._asked is None:
            raise BugError("nothing was asked to be signed")
        visit, phones, challenge_id = self._visit, self._phones, self._asked.challenge_id
        pin, self._pin = self._pin, ""
        self._become("signing")
        self._new_scope().run(
            lambda: phones.sign(visit, challenge_id, code, pin),
            self._on_signed,
            lambda error: self._refused(error, again="pin"),
        )

    def _on_signed(self, signed: TextSigned) -> None:
        self._visit.journey.signature = Signature(
            mark=self._mark, text=self._text, statement=signed.statement, signed_at=signed.signed_at
        )
        self._become("signed")

    def _on_fault(self, error: Known) -> None:
        self._become("stopped", phone_fault(error.code).value)

    def leave(self) -> None:
        super().leave()
        self._drop_text()

    def wipe(self) -> None:
        self._listed = ()
        self._rows.set_rows(())
        self._drop_text()
        super().wipe()

    def _drop_text(self) -> None:
        if self._asked is not None:
            self._stage.qr_codes.clear()
        self._phone = self._asked = None
        self._text = self._mark = ""
        self.askedChanged.emit()

    def _forget(self) -> None:
        self._pin = ""
        super()._forget()
