"""To the phones that show codes, and to what is signed with one."""

from __future__ import annotations

from kiosk.contract.smart_otp import PHONE_SECTIONS, Phone
from kiosk.places import Place
from simulation.touch import shown
from tests.ui.devices.phones import PHONE_PIN, phone
from tests.ui.devices.records import ANSWERED
from tests.ui.walk.registration import ToRegistration
from ui.view_models.sign_vm import SignVm


class ToPhones(ToRegistration):
    def _asked_to_sign(self, *phones: Phone) -> None:
        self.filing()
        navigator, visit = self.parts.navigator, self.parts.navigator.visit
        navigator.ask_to_sign(wanted=True)
        self.parts.phones.listed = phones
        visit.read = self.parts.records.fetch(visit, PHONE_SECTIONS, ANSWERED)
        navigator.next()
        self.arrive("sign")

    def sign_none(self) -> None:
        self._asked_to_sign()
        self.wait_until(lambda: shown(self.kiosk.vm.view_model(SignVm), "state") == "none", "the list")

    def sign_choose(self) -> None:
        self._asked_to_sign(phone(1), phone(2))
        self.wait_for("phone.1")

    def sign(self) -> None:
        self._asked_to_sign(phone(1))
        self.wait_for("signedText")

    def sign_code(self) -> None:
        self.sign()
        self.wait_for_keys()
        self.tap("primary")
        self.wait_for("phoneBoxes")

    def phones(self) -> None:
        """Two, and the first is open."""
        self.parts.phones.listed = (phone(1), phone(2))
        self._go_through("phones", task="smart_otp")
        self.tap("phone.0")
        self.wait_for("removePhone")

    def phones_none(self) -> None:
        self._go_through("phones", task="smart_otp")
        self.wait_for("neverTell")

    def add_phone(self) -> None:
        self.phones_none()
        self.parts.navigator.look_after_phone(Place.ADD_PHONE)
        self.arrive("add_phone")

    def add_phone_pin(self) -> None:
        self.add_phone()
        self.tap("primary")
        self.wait_for("phoneBoxes")

    def add_phone_key(self) -> None:
        self.add_phone_pin()
        self.type_digits(2 * PHONE_PIN)
        self.wait_for("typedKey")

    def add_phone_code(self) -> None:
        """One that is wrong was typed."""
        self.add_phone_key()
        self.tap("primary")
        self.wait_for("phoneBoxes")
        self.type_digits("000000")
        self.wait_for("phoneFault")

    def check_phone(self) -> None:
        self.phones()
        self.tap("checkPhone")
        self.arrive("check_phone")

    def remove_phone(self) -> None:
        self.phones()
        self.tap("removePhone")
        self.arrive("remove_phone")
