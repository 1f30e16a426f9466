from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import Engine

from central.keys.central_keys import load_keys
from central.smart_otp.devices import Enrolment, SmartOtp, SmartOtpError, ToSign
from central.smart_otp.ocra import answer, parse_suite, question_of
from central.store.storage import open_storage
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder

NUMBER, OTHER = "001190000011", "001090000022"
PIN = "482915"
ACT = UUID("0190f000-0000-7000-8000-00000000000a")
TEXT = "Đổi số điện thoại nhận tin thành 0912 345 678"


@dataclass
class Phone:
    """An authenticator app that was told the key."""

    enrolment: Enrolment
    clock: ManualClock

    def code(self, steps: int = 0) -> str:
        at = int(self.clock.now().timestamp()) + 30 * steps
        return pyotp.TOTP(self.enrolment.secret).at(at)


@dataclass
class Holder:
    """A person whose phone is confirmed; the code of the confirmation is over."""

    smart_otp: SmartOtp
    phone: Phone

    def refusal(self, code: str, pin: str = PIN, number: str = NUMBER) -> str:
        return refusal_of(lambda: self.smart_otp.verify(number, self.phone.enrolment.device_id, code, pin))


def refusal_of(work: Callable[[], object]) -> str:
    """``done`` where nothing was refused."""
    try:
        work()
    except SmartOtpError as refusal:
        return refusal.code
    return "done"


def never(phone: Phone) -> str:
    """A code of no step that counts now."""
    near = {phone.code(steps) for steps in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def signature(asked: ToSign, phone: Phone, text: str | None = None) -> str:
    key = pyotp.TOTP(phone.enrolment.secret).byte_secret()
    at = int(phone.clock.now().timestamp())
    return answer(parse_suite(asked.suite), key, question_of(text or asked.signed), at)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite: what is raced is raced on PostgreSQL."""
    return f"sqlite:///{central_folder(tmp_path / 'central') / 'central.db'}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_storage(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def smart_otp(engine: Engine, tmp_path: Path, clock: ManualClock) -> SmartOtp:
    return SmartOtp(engine, load_keys(central_folder(tmp_path / "central")), clock.now)


@pytest.fixture
def phone(smart_otp: SmartOtp, clock: ManualClock) -> Phone:
    return Phone(smart_otp.enrol(NUMBER, "Điện thoại của tôi"), clock)


@pytest.fixture
def holder(smart_otp: SmartOtp, phone: Phone, clock: ManualClock) -> Holder:
    smart_otp.confirm(NUMBER, phone.enrolment.device_id, phone.code(), PIN)
    clock.advance(60)
    return Holder(smart_otp, phone)
