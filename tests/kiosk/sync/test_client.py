from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from central.assembly import system_now
from central.embedded import EmbeddedCentral
from kiosk.contract.wire import CodeChannel
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.raw_server import Behaviour, answering, dribbling, raw_server, silent
from tests.ready_made import kiosk_database
from tests.sync_parts import Station, open_station


def test_enrolment_with_a_lost_answer_is_repeated(station: Station, central: EmbeddedCentral) -> None:
    code = central.new_enrolment_code(kiosk_id="KIOSK-07", office_name="BHXH cơ sở Thử")
    client = station.client(central.url)
    first = client.enrol(code)
    again = client.enrol(code.lower().replace("-", " "))
    client.close()
    assert (first.kid, first.kiosk_id, first.office_name) == (
        station.credentials.kid,
        "KIOSK-07",
        "BHXH cơ sở Thử",
    )
    assert again.kid == first.kid


def test_enrolment_code_serves_one_kiosk(station: Station, central: EmbeddedCentral, tmp_path: Path) -> None:
    code = central.new_enrolment_code()
    station.enrol(central.url, code)
    other = open_station(tmp_path / "other.db")
    wrong_codes = {
        code: "enrolment-code-wrong",
        "AAAA-BBBB-CCCC-DDDD-EEEE": "enrolment-code-wrong",
        "WRONG-CODE-0000": "enrolment_code_malformed",
        " " * 20: "enrolment_code_malformed",
        "ẢẢẢẢ-BBBB-CCCC-DDDD-EEEE": "enrolment_code_malformed",
    }
    for wrong, told in wrong_codes.items():
        with pytest.raises(SyncError) as caught:
            other.enrol(central.url, wrong)
        assert caught.value.code == told
    assert other.credentials.find_enrolment() is None
    other.close()


def test_strangers_and_revoked_devices_are_refused(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    with pytest.raises(CentralRefusedError) as caught:
        client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    assert caught.value.code == "device-unknown"
    station.enrol(central.url, central.new_enrolment_code(kiosk_id="KIOSK-07"))
    client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    central.central.devices.revoke("KIOSK-07")
    with pytest.raises(CentralRefusedError) as caught:
        client.send_code(CodeChannel.EMAIL, "thu2@example.vn", "vi")
    client.close()
    assert caught.value.code == "device-revoked"


def test_enrolling_a_kiosk_anew_ends_its_earlier_key(
    enrolled: Station, central: EmbeddedCentral, tmp_path: Path
) -> None:
    replacement = open_station(tmp_path / "replacement.db")
    replacement.enrol(central.url, central.new_enrolment_code())
    client = enrolled.client(central.url)
    with pytest.raises(CentralRefusedError) as caught:
        client.stream_state(uuid4())
    client.close()
    replacement.close()
    assert caught.value.code == "device-revoked"


@pytest.mark.parametrize("hours", [-72, 5])
def test_a_wrong_clock_of_the_kiosk_does_not_stop_it(
    tmp_path: Path, central: EmbeddedCentral, hours: int
) -> None:
    clock = ManualClock(system_now() + timedelta(hours=hours))
    station = open_station(kiosk_database(tmp_path / "kiosk.db"), clock)
    station.enrol(central.url, central.new_enrolment_code())
    client = station.client(central.url)
    client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    client.close()
    station.close()
    assert abs(client.clock_offset + timedelta(hours=hours)) < timedelta(minutes=1)


def test_server_time_needs_no_enrolment(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    assert abs(client.server_time() - system_now()) < timedelta(minutes=1)
    client.close()


def test_stopped_central_is_unreachable_and_comes_back(enrolled: Station, central: EmbeddedCentral) -> None:
    client = enrolled.client(central.url)
    client.server_time()
    central.stop()
    with pytest.raises(SyncError) as caught:
        client.server_time()
    assert caught.value.code == SyncErrorCode.CENTRAL_UNREACHABLE
    central.start()
    client.server_time()
    client.close()


@pytest.mark.parametrize("behave", [silent, dribbling])
def test_the_whole_call_has_a_deadline(station: Station, behave: Behaviour) -> None:
    with raw_server(behave) as url:
        client = station.client(url, timeout_seconds=0.3)
        with pytest.raises(SyncError) as caught:  # without a deadline it would never come to an end
            client.server_time()
        client.close()
    assert caught.value.code == SyncErrorCode.CENTRAL_UNREACHABLE


def test_close_cuts_off_a_waiting_call(station: Station) -> None:
    reached = threading.Event()
    caught: list[SyncError] = []

    def wait_for_ever(connection: object, over: threading.Event) -> None:
        reached.set()
        over.wait()

    with raw_server(wait_for_ever) as url:
        client = station.client(url, timeout_seconds=10 * PATIENCE)

        def call() -> None:
            try:
                client.server_time()
            except SyncError as error:
                caught.append(error)

        thread = threading.Thread(target=call)
        thread.start()
        assert reached.wait(PATIENCE)
        client.close()
        thread.join(PATIENCE)
    assert [error.code for error in caught] == [SyncErrorCode.CANCELLED]
    with pytest.raises(SyncError):
        client.server_time()


@pytest.mark.parametrize(
    ("behave", "code", "may_retry"),
    [
        (answering("502 Bad Gateway", b"<h1>proxy</h1>", more="Retry-After: 7\r\n"), "http-502", True),
        (answering("404 Not Found", b"nothing here"), "http-404", False),
        (answering("301 Moved", b"", more="Location: http://elsewhere.invalid/\r\n"), "http-301", False),
    ],
)
def test_foreign_answers_are_named(station: Station, behave: Behaviour, code: str, may_retry: bool) -> None:
    with raw_server(behave) as url:
        client = station.client(url)
        with pytest.raises(CentralRefusedError) as caught:
            client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
        client.close()
    assert caught.value.code == code
    assert caught.value.may_retry is may_retry
    assert caught.value.retry_after == (7.0 if may_retry else None)


@pytest.mark.parametrize("body", [b"<html>captive portal</html>", b"{}", b"[]", b"\xff"])
def test_something_else_at_the_address_is_not_taken_for_central(station: Station, body: bytes) -> None:
    with raw_server(answering("200 OK", body)) as url:
        client = station.client(url)
        for call in (client.server_time, lambda: client.stream_state(UUID(int=1))):
            with pytest.raises(SyncError) as caught:
                call()
            assert caught.value.code == SyncErrorCode.ANSWER_INVALID
        client.close()
