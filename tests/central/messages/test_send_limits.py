"""How much may be sent by whom, also when many ask at once; and requests that are repeated."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from central.assembly import Central, build_central
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.http.repeats import Repeatable
from central.kiosks.devices import Device
from central.messages.mailbox import FolderMailbox, MailError
from central.operations.retention import Retention
from central.settings import CentralSettings, SendSettings
from kiosk.authentication.contact_codes import ContactCodes
from kiosk.contract.wire import CodeChannel, EmailCodeRequest, Health
from kiosk.language import Language
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import Station, open_station

SENDS = SendSettings(per_minute_of_device=3, per_hour_of_device=5, per_hour_of_office=7)


@pytest.fixture
def office(tmp_path: Path, database_url: str | None, clock: ManualClock) -> Iterator[Central]:
    settings = CentralSettings(
        data_dir=central_folder(tmp_path / "central"), database_url=database_url, demo=True, sends=SENDS
    )
    central = build_central(settings, clock.now)
    yield central
    central.engine.dispose()


@pytest.fixture
def new_device(office: Central, tmp_path: Path, clock: ManualClock) -> Iterator[Callable[[str, str], Device]]:
    opened: list[Station] = []

    def make(kiosk_id: str, office_id: str = "00100") -> Device:
        station = open_station(kiosk_database(tmp_path / kiosk_id / "kiosk.db"), clock)
        opened.append(station)
        key = station.credentials.device_key
        with office.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO device (kid, kiosk_id, office_id, office_name, public_key, enrolled_at)"
                    " VALUES (:kid, :kiosk, :office, 'Thử', '{}', '2026-03-02 01:30:00')"
                ),
                {"kid": key.thumbprint(), "kiosk": kiosk_id, "office": office_id},
            )
        return Device(key.thumbprint(), kiosk_id, office_id, "Thử", key)

    yield make
    for station in opened:
        station.close()


def send(central: Central, device: Device, address: str) -> str:
    """``sent``, or the code of the refusal and the seconds to wait."""
    try:
        central.one_time_codes.send(device, EmailCodeRequest(address=address))
    except ProblemError as refusal:
        told = refusal.problem
        return f"{told.code} {told.retry_after_seconds:.0f}" if told.status == 429 else f"{told.status}"
    return "sent"


def at_once(count: int, work: Callable[[int], str]) -> list[str]:
    barrier, told = threading.Barrier(count, timeout=PATIENCE), [""] * count

    def run(number: int) -> None:
        barrier.wait()
        told[number] = work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_a_device_sends_so_many_in_a_minute_and_in_an_hour(
    office: Central, new_device: Callable[..., Device], clock: ManualClock
) -> None:
    device = new_device("KIOSK-01")
    told = [send(office, device, f"thu{number}@example.vn") for number in range(4)]
    assert told == ["sent"] * 3 + ["send-limit-reached 60"]
    clock.advance(60)
    told = [send(office, device, f"them{number}@example.vn") for number in range(3)]
    assert told == ["sent"] * 2 + ["send-limit-reached 3540"]
    clock.advance(3540)
    assert send(office, device, "cuoi@example.vn") == "sent"


def test_an_office_sends_so_many_whatever_the_kiosk(
    office: Central, new_device: Callable[..., Device], clock: ManualClock
) -> None:
    first, second, third = (new_device(f"KIOSK-0{number}") for number in range(3))
    elsewhere = new_device("KIOSK-09", "00200")
    told = [
        send(office, device, f"thu{number}.{device.kiosk_id}@example.vn")
        for device in (first, second)
        for number in range(3)
    ]
    assert told == ["sent"] * 6
    assert send(office, third, "mot@example.vn") == "sent"
    assert send(office, third, "hai@example.vn") == "send-limit-reached 3600"
    assert send(office, elsewhere, "ba@example.vn") == "sent"


def test_of_many_at_once_to_one_address_one_is_sent(
    office: Central, new_device: Callable[..., Device]
) -> None:
    devices = [new_device(f"KIOSK-0{number}") for number in range(6)]
    told = at_once(6, lambda number: send(office, devices[number], "thu@example.vn"))
    assert told == ["sent"] + ["sent-just-now 60"] * 5


def test_of_many_at_once_by_one_device_the_limit_is_sent(
    office: Central, new_device: Callable[..., Device]
) -> None:
    device = new_device("KIOSK-01")
    told = at_once(8, lambda number: send(office, device, f"thu{number}@example.vn"))
    assert told == ["send-limit-reached 60"] * 5 + ["sent"] * 3


def test_what_did_not_leave_does_not_count(
    office: Central, new_device: Callable[..., Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    device = new_device("KIOSK-01")

    def fail(*_: object) -> None:
        raise MailError

    with monkeypatch.context() as patch:
        patch.setattr(FolderMailbox, "send", fail)
        for number in range(5):
            with pytest.raises(ProblemError, match="mail-failed"):
                office.one_time_codes.send(device, EmailCodeRequest(address=f"thu{number}@example.vn"))
    assert send(office, device, "thu0@example.vn") == "sent"


def test_what_served_its_moment_is_tidied_away(
    office: Central, new_device: Callable[..., Device], clock: ManualClock
) -> None:
    device = new_device("KIOSK-01")
    office.enrolments.new_code("KIOSK-02", "00100", "Thử")
    send(office, device, "thu@example.vn")
    office.repeats.once(Repeatable("kid", "00100", "key", "0"), Health, lambda: health(office))
    retention = Retention(office.engine, clock.now, office.blobs)
    assert retention.tidy() == 0
    clock.advance(24 * 3600 + 1)
    assert retention.tidy() == 3  # challenge, message, request
    clock.advance(90 * 24 * 3600)
    assert (retention.tidy(), retention.tidy()) == (1, 0)
    assert [each.kiosk_id for each in office.devices.list()] == ["KIOSK-01"]


def health(central: Central) -> Health:
    return Health(status="ok", server_time=central.now())


def test_a_repeat_gets_the_first_answer_and_no_second_mail(
    central: EmbeddedCentral, station: Station, clock: ManualClock
) -> None:
    client = station.client(central.url)
    first = client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi", "a-key")
    clock.advance(20)
    again = client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi", "a-key")
    assert again.challenge_id == first.challenge_id
    assert (again.expires_in_seconds, again.resend_after_seconds) == (280, 40)
    assert len(central.mails()) == 1
    with pytest.raises(CentralRefusedError) as caught:
        client.send_code(CodeChannel.EMAIL, "khac@example.vn", "vi", "a-key")
    assert (caught.value.code, caught.value.problem.status) == ("idempotency-key-reused", 422)
    with pytest.raises(CentralRefusedError) as caught:
        client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi", "another-key")
    assert (caught.value.code, caught.value.retry_after) == ("sent-just-now", 40)
    for wrong in ("with blank", "x" * 65):
        with pytest.raises(CentralRefusedError) as caught:
            client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi", wrong)
        assert caught.value.code == "request-invalid"
    client.close()


def test_keys_of_one_device_are_not_those_of_another(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    clients = [new_station(name).client(central.url) for name in ("KIOSK-01", "KIOSK-02")]
    ids = {
        client.send_code(CodeChannel.EMAIL, f"thu{number}@example.vn", "vi", "a-key").challenge_id
        for number, client in enumerate(clients)
    }
    for client in clients:
        client.close()
    assert len(ids) == 2


def test_while_one_is_at_work_a_repeat_is_asked_to_wait(office: Central, clock: ManualClock) -> None:
    request, inner = Repeatable("kid", "00100", "key", "0"), []

    def work() -> Health:
        with pytest.raises(ProblemError) as caught:
            office.repeats.once(request, Health, lambda: health(office))
        inner.append((caught.value.problem.status, caught.value.problem.code))
        return health(office)

    assert office.repeats.once(request, Health, work)[0].status == "ok"
    assert inner == [(409, "request-under-way")]


def test_what_was_refused_or_left_undone_may_be_tried_again(office: Central, clock: ManualClock) -> None:
    request = Repeatable("kid", "00100", "key", "0")

    def fails() -> Health:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            office.repeats.once(request, Health, fails)
    assert office.repeats._claim(request) is None  # and whoever claimed it died
    with pytest.raises(ProblemError, match="request-under-way"):
        office.repeats.once(request, Health, lambda: health(office))
    clock.advance(60)
    assert office.repeats.once(request, Health, lambda: health(office))[1] == 0.0


def test_a_lost_answer_costs_the_person_no_minute(
    central: EmbeddedCentral, station: Station, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code was mailed, the answer lost; asked again, central tells of the same code."""
    client = station.client(central.url)
    otp, real = ContactCodes(client, clock), client._line.read_answer

    def lose(*arguments: Any) -> object:
        real(*arguments)
        raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")

    with monkeypatch.context() as patch:
        patch.setattr(client._line, "read_answer", lose)
        assert otp.send(CodeChannel.EMAIL, "thu@example.vn", Language.VIETNAMESE) is None
    sent = otp.send(CodeChannel.EMAIL, "thu@example.vn", Language.VIETNAMESE)
    client.close()
    assert sent is not None
    assert len(central.mails()) == 1
    assert isinstance(otp._codes["thu@example.vn"].challenge_id, UUID)
