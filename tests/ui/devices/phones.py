"""Central's side of a person's phones, as the interface knows it: one code and one PIN are right."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from central.smart_otp.proofs import SUITE, uri_of
from kiosk.contract.smart_otp import AskedToSign, Phone, PhoneKey, SignedBy, TextSigned
from kiosk.errors import KnownError
from kiosk.visit.visit import Visit
from tests.manual_clock import START
from tests.ui.devices.records import GRANT, refusal

PHONE_CODE, PHONE_PIN = "246810", "482915"
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def phone(number: int) -> Phone:
    return Phone(device_id=UUID(int=number), name=f"Điện thoại {number}", confirmed_at=START)


class TestPhones:
    """``refusals``: of the next calls, whichever they are; ``done``: what central was asked for."""

    __test__ = False

    def __init__(self) -> None:
        self.listed: tuple[Phone, ...] = ()
        self.refusals: list[KnownError] = []
        self.done: list[str] = []
        self.after: Callable[[], object] = lambda: None  # on the thread that asks, before a key is told
        self.asked: AskedToSign | None = None
        self._awaited: Phone | None = None

    def phones(self, visit: Visit) -> tuple[Phone, ...]:
        self._ask("phones", visit)
        return self.listed

    def add(self, visit: Visit, name: str) -> PhoneKey:
        self._ask("add", visit)
        self.after()
        self._awaited = Phone(device_id=uuid4(), name=name, confirmed_at=START)
        return PhoneKey(
            grant_id=GRANT,
            kid="kid",
            device_id=self._awaited.device_id,
            secret=SECRET,
            uri=uri_of(SECRET, name),
            expires_in_seconds=600,
        )

    def confirm(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> tuple[Phone, ...]:
        self._ask(f"confirm {pin}", visit)
        if self._awaited is None or self._awaited.device_id != phone_id:
            raise refusal("phone-not-awaited")
        if code != PHONE_CODE:
            raise refusal("code-wrong")
        self.listed = (*self.listed, self._awaited)
        return self.listed

    def check(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> None:
        self._ask("check", visit)
        assert phone_id in {each.device_id for each in self.listed}
        if (code, pin) != (PHONE_CODE, PHONE_PIN):
            raise refusal("phone-proof-wrong")

    def remove(self, visit: Visit, phone_id: UUID) -> tuple[Phone, ...]:
        self._ask("remove", visit)
        self.listed = tuple(each for each in self.listed if each.device_id != phone_id)
        return self.listed

    def ask_to_sign(self, visit: Visit, phone_id: UUID, text: str) -> AskedToSign:
        self._ask("ask_to_sign", visit)
        assert phone_id in {each.device_id for each in self.listed}
        self.asked = AskedToSign(
            challenge_id=uuid4(), suite=SUITE, signed=f"challenge\n{text}", expires_in_seconds=300
        )
        return self.asked

    def sign(self, visit: Visit, challenge_id: UUID, code: str, pin: str) -> TextSigned:
        self._ask("sign", visit)
        assert self.asked is not None
        assert challenge_id == self.asked.challenge_id
        if (code, pin) != (PHONE_CODE, PHONE_PIN):
            raise refusal("phone-proof-wrong")
        return TextSigned(signed_at=START, by=SignedBy.TIME_CODE, statement="a.b.c")

    def _ask(self, what: str, visit: Visit) -> None:
        assert visit.read is not None
        self.done.append(what)
        if self.refusals:
            raise self.refusals.pop(0)
