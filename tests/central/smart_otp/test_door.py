"""A kiosk looks after the phones of the person whose grant it holds, over HTTP and on PostgreSQL."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pyotp
import pytest

from central.embedded import EmbeddedCentral
from central.records.loading import load
from central.smart_otp.door import STANDS
from central.smart_otp.ocra import answer, parse_suite, question_of
from kiosk.contract.grants import Grant
from kiosk.contract.records import Section
from kiosk.contract.smart_otp import (
    MOST_PHONES,
    PhoneKey,
    PhoneProof,
    Phones,
    PhonesRequest,
    PhoneToAdd,
    TextToSign,
)
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import SyncError
from kiosk.sync.records import open_phone_key
from simulation.people import ADULT_MAN, ADULT_WOMAN
from tests.central.grants.conftest import families
from tests.grant_parts import Desk, code_of, trusting
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.ready_made import central_folder
from tests.sync_parts import Station

PHONES = frozenset({Section.PHONES})
PIN = "482915"
ACT = UUID("0190f000-0000-7000-8000-00000000000a")
TEXT = "Nộp hồ sơ 9.14: hưởng lương hưu từ tháng 12/2026"
NAME = "Điện thoại 1"


@dataclass
class Asking:
    """One kiosk before which one person stands, with their grant for phones."""

    desk: Desk
    grant: Grant
    clock: ManualClock
    number: str = ADULT_WOMAN.personal_number

    @property
    def client(self) -> CentralClient:
        return self.desk.client

    @property
    def request(self) -> PhonesRequest:
        return PhonesRequest(grant_id=self.grant.grant_id, number=self.number)

    def add(self, name: str = NAME) -> PhoneKey:
        sealed = self.client.add_phone(PhoneToAdd(**self.request.model_dump(), name=name))
        return open_phone_key(sealed, self.grant.grant_id, self.desk.station.credentials)

    def confirm(self, key: PhoneKey, code: str | None = None, pin: str = PIN) -> Phones:
        return self.client.confirm_phone(key.device_id, self.proof(code or self.code(key), pin))

    def proof(self, code: str, pin: str = PIN) -> PhoneProof:
        return PhoneProof(**self.request.model_dump(), code=code, pin=pin)

    def code(self, key: PhoneKey, steps: int = 0) -> str:
        return pyotp.TOTP(key.secret).at(int(self.clock.now().timestamp()) + 30 * steps)

    def added(self) -> PhoneKey:
        """A phone whose first code is over."""
        key = self.add()
        self.confirm(key)
        self.clock.advance(60)
        return key

    def wrong(self, key: PhoneKey) -> str:
        right = {self.code(key, steps) for steps in (-1, 0, 1)}
        return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)

    def refusal_of_code(self, key: PhoneKey, code: str, pin: str = PIN) -> str:
        return code_of(lambda: self.client.verify_phone(key.device_id, self.proof(code, pin)))


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    return on_postgresql


@pytest.fixture
def central(tmp_path: Path, database_url: str, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(
        central_folder(tmp_path / "central"),
        database_url=database_url,
        now=clock.now,
        grants=trusting(tmp_path),
    )
    server.start()
    load(server.central.engine, families(), clock.now)
    yield server
    server.stop()


@pytest.fixture
def new_desk(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> Iterator[Callable[[str], Desk]]:
    opened: list[Desk] = []

    def make(kiosk_id: str) -> Desk:
        opened.append(Desk(new_station(kiosk_id), central))
        return opened[-1]

    yield make
    for desk in opened:
        desk.client.close()


@pytest.fixture
def asking(new_desk: Callable[[str], Desk], clock: ManualClock) -> Asking:
    desk = new_desk("KIOSK-01")
    return Asking(desk, desk.ask(sections=PHONES), clock)


def test_a_phone_is_added_tried_and_removed(asking: Asking) -> None:
    assert asking.client.phones(asking.request).phones == ()
    key = asking.add()
    assert asking.client.phones(asking.request).phones == ()  # it has shown no code yet
    (phone,) = asking.confirm(key).phones
    assert (phone.device_id, phone.name, phone.locked_until) == (key.device_id, NAME, None)
    asking.clock.advance(60)
    proved = asking.client.verify_phone(key.device_id, asking.proof(asking.code(key)))
    assert proved.proved_at == asking.clock.now()
    assert asking.client.remove_phone(key.device_id, asking.request).phones == ()
    assert asking.refusal_of_code(key, asking.code(key)) == "phone-unknown"


def test_the_key_opens_at_this_kiosk_and_under_this_grant_only(
    asking: Asking, new_desk: Callable[[str], Desk]
) -> None:
    sealed = asking.client.add_phone(PhoneToAdd(**asking.request.model_dump(), name=NAME))
    grant_id, credentials = asking.grant.grant_id, asking.desk.station.credentials
    key = open_phone_key(sealed, grant_id, credentials)
    assert key.secret not in sealed.sealed
    assert key.secret not in repr(key)
    other = new_desk("KIOSK-02").station.credentials
    for grant, holder in ((uuid4(), credentials), (grant_id, other)):
        with pytest.raises(SyncError) as refused:
            open_phone_key(sealed, grant, holder)
        assert refused.value.code == "central_not_genuine"


def test_a_grant_is_for_its_person_its_kiosk_its_section_and_some_minutes(
    asking: Asking, new_desk: Callable[[str], Desk]
) -> None:
    def refusal(grant_id: UUID, number: str, client: CentralClient) -> str:
        return code_of(lambda: client.phones(PhonesRequest(grant_id=grant_id, number=number)))

    mine, number = asking.grant.grant_id, asking.number
    assert refusal(uuid4(), number, asking.client) == "grant-unknown"
    assert refusal(mine, ADULT_MAN.personal_number, asking.client) == "grant-of-another-person"
    assert refusal(mine, number, new_desk("KIOSK-02").client) == "grant-of-another-device"
    for_record = asking.desk.ask(sections=frozenset({Section.CASES}))
    assert refusal(for_record.grant_id, number, asking.client) == "grant-unknown"
    asking.clock.advance(STANDS.total_seconds() - 1)
    assert refusal(mine, number, asking.client) == "granted"
    asking.clock.advance(1)
    assert refusal(mine, number, asking.client) == "grant-expired"


def test_an_old_grant_adds_confirms_and_removes_nothing(asking: Asking) -> None:
    key, waiting = asking.added(), asking.add("Điện thoại 2")
    asking.clock.advance(STANDS.total_seconds())
    client, phone = asking.client, key.device_id
    text = TextToSign(**asking.request.model_dump(), act_id=ACT, text=TEXT)
    assert {
        code_of(lambda: asking.add("Điện thoại 3")),
        code_of(lambda: asking.confirm(waiting)),
        code_of(lambda: client.remove_phone(phone, asking.request)),
        asking.refusal_of_code(key, asking.code(key)),
        code_of(lambda: client.ask_to_sign(phone, text)),
        code_of(lambda: client.sign_text(uuid4(), asking.proof("123456"))),
    } == {"grant-expired"}


def test_what_is_guessed_or_used_again_is_refused(asking: Asking) -> None:
    key = asking.added()
    code = asking.code(key)
    assert asking.refusal_of_code(key, code, "135790") == "phone-proof-wrong"  # and spends no code
    assert asking.refusal_of_code(key, code) == "granted"
    assert asking.refusal_of_code(key, code) == "code-used"
    asking.clock.advance(60)
    told = [asking.refusal_of_code(key, asking.wrong(key)) for _ in range(4)]
    assert told == ["phone-proof-wrong"] * 4
    assert asking.refusal_of_code(key, asking.code(key)) == "phone-locked"
    (phone,) = asking.client.phones(asking.request).phones
    assert phone.locked_until == asking.clock.now() + timedelta(minutes=15)
    asking.clock.advance(15 * 60)
    (phone,) = asking.client.phones(asking.request).phones
    assert phone.locked_until is None
    assert asking.refusal_of_code(key, asking.code(key)) == "granted"


def test_a_first_code_that_is_wrong_or_late_adds_nothing(asking: Asking) -> None:
    key = asking.add()
    assert code_of(lambda: asking.confirm(key, pin="123456")) == "pin-weak"
    assert [code_of(lambda: asking.confirm(key, asking.wrong(key))) for _ in range(5)] == ["code-wrong"] * 5
    assert code_of(lambda: asking.confirm(key)) == "phone-not-awaited"
    late = asking.add()
    asking.clock.advance(late.expires_in_seconds)
    assert code_of(lambda: asking.confirm(late)) == "phone-not-awaited"
    assert asking.client.phones(asking.request).phones == ()


def test_no_more_phones_than_one_may_have(asking: Asking) -> None:
    for number in range(1, MOST_PHONES + 1):
        asking.confirm(asking.add(f"Điện thoại {number}"))
    assert code_of(asking.add) == "phones-too-many"


def test_first_codes_at_once_add_one_phone(asking: Asking) -> None:
    key, barrier = asking.add(), Barrier(4, timeout=PATIENCE)

    def confirm(_: int) -> str:
        barrier.wait()
        return code_of(lambda: asking.confirm(key))

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(confirm, range(4)))
    assert told == ["granted"] + ["phone-not-awaited"] * 3
    assert len(asking.client.phones(asking.request).phones) == 1


def test_a_text_is_signed_by_the_phone_once(asking: Asking) -> None:
    key = asking.added()
    text = TextToSign(**asking.request.model_dump(), act_id=ACT, text=TEXT)
    asked = asking.client.ask_to_sign(key.device_id, text)
    assert asked.signed.endswith(TEXT)

    def sign(signed: str) -> str:
        at = int(asking.clock.now().timestamp())
        secret = pyotp.TOTP(key.secret).byte_secret()
        code = answer(parse_suite(asked.suite), secret, question_of(signed), at)
        return code_of(lambda: asking.client.sign_text(asked.challenge_id, asking.proof(code)))

    assert sign(asked.signed.replace("12/2026", "01/2027")) == "phone-proof-wrong"
    assert sign(asked.signed) == "granted"
    assert sign(asked.signed) == "text-signed"
    another = asking.client.ask_to_sign(key.device_id, text)
    asking.clock.advance(another.expires_in_seconds)
    late = code_of(lambda: asking.client.sign_text(another.challenge_id, asking.proof("123456")))
    assert late == "text-expired"


def test_no_log_tells_a_key_a_code_or_a_pin(asking: Asking, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        key = asking.added()
        code = asking.code(key)
        asking.refusal_of_code(key, code)
        asking.refusal_of_code(key, asking.wrong(key))
    assert caplog.text
    for hidden in (key.secret, code, PIN, asking.number, NAME):
        assert hidden not in caplog.text
