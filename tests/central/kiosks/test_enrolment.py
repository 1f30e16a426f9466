"""Enrolment codes are spent once, and a key that was revoked never comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError
from local_db.outbox import OutboxState
from tests.central.files.uploading import send_acts, send_all
from tests.central.intake.test_intake import events_of, stream_of
from tests.manual_clock import ManualClock
from tests.ready_made import kiosk_database
from tests.sync_parts import Station, open_station, sample_act


@pytest.fixture
def bare_station(tmp_path: Path, clock: ManualClock) -> Iterator[Callable[[str], Station]]:
    """Makes kiosks that are not enrolled."""
    opened: list[Station] = []

    def make(name: str) -> Station:
        opened.append(open_station(kiosk_database(tmp_path / name / "kiosk.db"), clock))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(CentralRefusedError) as caught:
        call()
    return caught.value.code


def is_live(station: Station, central: EmbeddedCentral) -> bool:
    client = station.client(central.url)
    code = refusal(lambda: client.stream_state(uuid4()))
    client.close()
    assert code in ("stream-unknown", "device-revoked", "device-unknown")
    return code == "stream-unknown"


def enrol_raw(client: CentralClient, code: str) -> str:
    """Without the kiosk's way out, a new key. ``ok`` or what central said."""
    try:
        client.enrol(code)
    except CentralRefusedError as error:
        return error.code
    return "ok"


def test_a_used_code_undoes_no_revocation(
    central: EmbeddedCentral, bare_station: Callable[[str], Station]
) -> None:
    stolen, successor = bare_station("stolen"), bare_station("successor")
    code = central.new_enrolment_code("KIOSK-01")
    stolen.enrol(central.url, code)
    central.central.devices.revoke("KIOSK-01")
    successor.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    client = stolen.client(central.url)
    assert enrol_raw(client, code) == "device-revoked"
    client.close()
    assert (is_live(stolen, central), is_live(successor, central)) == (False, True)


def test_an_answer_that_was_lost_is_given_again_for_some_minutes(
    central: EmbeddedCentral, bare_station: Callable[[str], Station], clock: ManualClock
) -> None:
    station = bare_station("kiosk")
    client, code = station.client(central.url), central.new_enrolment_code("KIOSK-01")
    assert enrol_raw(client, code) == "ok"
    clock.advance(599)
    assert enrol_raw(client, code) == "ok"
    clock.advance(1)
    assert enrol_raw(client, code) == "enrolment-code-wrong"
    client.close()
    assert is_live(station, central)


def test_a_revoked_key_needs_a_successor_and_gets_one(
    central: EmbeddedCentral, bare_station: Callable[[str], Station]
) -> None:
    station = bare_station("kiosk")
    station.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    revoked = station.credentials.device_key
    assert central.central.devices.revoke("KIOSK-01")
    assert not central.central.devices.revoke("KIOSK-01")
    code = central.new_enrolment_code("KIOSK-01")
    client = station.client(central.url)
    assert enrol_raw(client, code) == "device-revoked"
    station.enrol(central.url, code)  # the refusal did not spend it
    assert station.credentials.kid != revoked.thumbprint()
    assert is_live(station, central)
    assert enrol_raw(client, central.new_enrolment_code("KIOSK-02")) == "device-revoked"
    client.close()


@pytest.mark.parametrize(
    ("successor", "then"), [("KIOSK-01", OutboxState.SENT), ("KIOSK-02", OutboxState.QUARANTINED)]
)
def test_acts_from_before_a_revocation_arrive_under_the_key_after_it(
    central: EmbeddedCentral,
    bare_station: Callable[[str], Station],
    clock: ManualClock,
    successor: str,
    then: OutboxState,
) -> None:
    """Where the machine stands under another name since, staff at central look at what it brings along."""
    station = bare_station("kiosk")
    station.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    sent = station.record_with(b"one")
    send_all(station, central.url, clock)
    waiting = [station.record_with(b"two"), station.record_with()]
    assert central.central.devices.revoke("KIOSK-01")
    station.enrol(central.url, central.new_enrolment_code(successor))
    last = station.record_with(b"four")
    send_all(station, central.url, clock)
    central.wait_for_judging()
    send_acts(station, central.url)
    assert [station.outbox.get(act.act_id).state for act in waiting] == [then, then]
    assert all(station.outbox.find_receipt(act.act_id) for act in (sent, *waiting, last))
    assert {station.outbox.get(act.act_id).state for act in (sent, last)} == {OutboxState.SENT}
    assert send_all(station, central.url, clock) == 0  # nothing is asked for again


def test_a_code_is_spent_by_one_of_many_at_once(
    central: EmbeddedCentral, bare_station: Callable[[str], Station]
) -> None:
    stations = [bare_station(f"kiosk-{number}") for number in range(4)]
    clients = [station.client(central.url) for station in stations]
    code = central.new_enrolment_code("KIOSK-01")
    told: list[str] = []
    threads = [
        threading.Thread(target=lambda client=client: told.append(enrol_raw(client, code)))
        for client in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for client in clients:
        client.close()
    assert sorted(told) == ["enrolment-code-wrong"] * 3 + ["ok"]
    assert sum(is_live(station, central) for station in stations) == 1


def test_two_codes_at_once_leave_a_kiosk_one_key(
    central: EmbeddedCentral, bare_station: Callable[[str], Station]
) -> None:
    stations = [bare_station(f"kiosk-{number}") for number in range(4)]
    clients = [station.client(central.url) for station in stations]
    codes = [central.new_enrolment_code("KIOSK-01") for _ in stations]
    threads = [
        threading.Thread(target=client.enrol, args=(code,))
        for client, code in zip(clients, codes, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for client in clients:
        client.close()
    with central.central.engine.connect() as connection:
        living = connection.execute(text("SELECT count(*) FROM device WHERE revoked_at IS NULL")).scalar()
    assert living == 1


def test_the_secret_of_a_code_is_in_no_database(central: EmbeddedCentral) -> None:
    code = central.new_enrolment_code("KIOSK-01")
    with central.central.engine.connect() as connection:
        row = repr(connection.execute(text("SELECT * FROM enrolment_code")).all())
    name, *secret = code.split("-")
    assert name in row
    assert not any(part in row for part in secret)
    assert "".join(secret) not in row


def test_who_only_saw_the_name_of_a_code_cannot_use_it(
    central: EmbeddedCentral, bare_station: Callable[[str], Station]
) -> None:
    code = central.new_enrolment_code("KIOSK-01")
    client = bare_station("kiosk").client(central.url)
    assert enrol_raw(client, code[:5] + "2222-2222-2222-2222") == "enrolment-code-wrong"
    assert enrol_raw(client, code) == "ok"
    client.close()


def test_devices_are_listed_with_what_became_of_them(
    central: EmbeddedCentral, bare_station: Callable[[str], Station], clock: ManualClock
) -> None:
    old, new = bare_station("old"), bare_station("new")
    old.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    old.recorder.record(sample_act())
    worker_client = old.client(central.url)
    worker_client.push(stream_of(old), events_of(old))
    worker_client.close()
    clock.advance(60)
    new.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    newest, oldest = central.central.devices.list()
    assert (newest.kid, newest.revoked_at) == (new.credentials.kid, None)
    assert newest.last_act_at == clock.now() - timedelta(seconds=60)  # of the kiosk, whatever its key was
    assert (oldest.kid, oldest.revoked_at, oldest.last_act_at) == (old.credentials.kid, clock.now(), None)


def test_a_request_to_enrol_is_worked_on_once_under_its_key(
    central: EmbeddedCentral, bare_station: Callable[[str], Station]
) -> None:
    """Of several at once under one Idempotency-Key the others hear of the first, or get the same."""
    station = bare_station("kiosk")
    client, code = station.client(central.url), central.new_enrolment_code("KIOSK-01")
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: enrol_raw(client, code), range(4)))
    assert set(told) <= {"ok", "request-under-way"}
    assert enrol_raw(client, code) == "ok"
    client.close()
    assert [each.revoked_at for each in central.central.devices.list()] == [None]
