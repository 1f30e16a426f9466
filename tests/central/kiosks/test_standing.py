"""Revoked kiosks, copied disks and wrong clocks: central knows, the kiosk is told, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.judging.quarantine import Quarantine
from central.kiosks.devices import ListedDevice
from kiosk.sync.delivery import Exchange
from kiosk.sync.errors import CentralRefusedError, SyncError
from local_db.outbox import OutboxState
from tests.central.intake.test_intake import events_of, push, statuses, stream_of
from tests.manual_clock import ManualClock
from tests.patience import until
from tests.ready_made import kiosk_database
from tests.sync_parts import Station, open_station, sample_act


def exchange(station: Station, central: EmbeddedCentral) -> Exchange:
    client = station.client(central.url)
    try:
        return station.delivery(client).exchange()
    finally:
        client.close()


def listed(central: EmbeddedCentral, station: Station) -> ListedDevice:
    return next(each for each in central.central.devices.list() if each.kid == station.credentials.kid)


def run_until(station: Station, central: EmbeddedCentral, condition: Callable[[], bool]) -> None:
    """Let the sync worker work until ``condition`` holds."""
    worker = station.worker(central.url)
    worker.start()
    try:
        until(condition)
    finally:
        worker.stop()


def test_a_revoked_kiosk_learns_it_keeps_its_acts_and_gives_no_receipt(
    station: Station, central: EmbeddedCentral, tmp_path: Path, clock: ManualClock
) -> None:
    kept = sample_act()
    station.recorder.record(kept)
    central.central.devices.revoke("KIOSK-01")
    run_until(station, central, lambda: station.credentials.is_revoked)
    with pytest.raises(SyncError, match="device_revoked"):
        station.recorder.record(sample_act())
    assert station.outbox.pending_count() == 1
    station.close()
    reopened = open_station(kiosk_database(tmp_path / "KIOSK-01" / "kiosk.db"), clock)
    assert reopened.credentials.is_revoked  # also without a line
    assert reopened.outbox.get(kept.act_id).state is OutboxState.PENDING
    reopened.close()


def test_an_idle_kiosk_that_never_sent_anything_learns_it_too(
    station: Station, central: EmbeddedCentral
) -> None:
    central.central.devices.revoke("KIOSK-01")
    with pytest.raises(CentralRefusedError) as caught:
        exchange(station, central)
    assert caught.value.code == "device-revoked"


def test_a_fault_of_the_line_says_nothing_of_the_standing(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    central.central.devices.revoke("KIOSK-01")
    run_until(station, central, lambda: station.credentials.is_revoked)
    central.stop()
    worker = station.worker(central.url)
    worker.start()
    until(lambda: worker.status.last_problem == "central_unreachable")
    worker.stop()
    central.start()
    assert station.credentials.is_revoked


@pytest.mark.parametrize("sent_before", [0, 2])
def test_enrolled_anew_under_a_new_key_it_sends_what_it_kept(
    station: Station, central: EmbeddedCentral, sent_before: int
) -> None:
    """In the very stream that the old key began; acts that the old key signed open."""
    for _ in range(sent_before):
        station.recorder.record(sample_act())
    exchange(station, central)
    waiting = [sample_act() for _ in range(3)]
    for act in waiting:
        station.recorder.record(act)
    central.central.devices.revoke("KIOSK-01")
    run_until(station, central, lambda: station.credentials.is_revoked)
    station.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    assert not station.credentials.is_revoked
    waiting.append(sample_act())
    station.recorder.record(waiting[-1])  # signed with the new key
    done = exchange(station, central)
    assert ([row.state for row in done.settled], done.problem) == ([OutboxState.SENT] * 4, None)
    for number, act in enumerate(waiting, start=sent_before + 1):
        stored = central.find_stored_act(act.act_id)
        assert (stored.sequence, stored.kiosk_id) == (number, "KIOSK-01")
    assert exchange(station, central).problem is None  # nor does it find anything missing there


def test_another_kiosk_cannot_hand_over_what_it_did_not_sign(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    station.recorder.record(sample_act())
    thief = new_station("KIOSK-02")
    client = thief.client(central.url)
    answer = client.push(stream_of(station), events_of(station))
    client.close()
    assert [status.value for status in statuses(answer)] == ["accepted"]  # stored, and then looked into
    central.wait_for_judging()
    parts = central.central
    (entry,) = Quarantine(parts.engine, parts.keys, parts.now).entries()
    assert (entry.kiosk_id, entry.problem) == ("KIOSK-02", "envelope-unreadable")


def test_a_copied_disk_is_noted_once_and_listed(
    station: Station, central: EmbeddedCentral, tmp_path: Path, clock: ManualClock
) -> None:
    station.recorder.record(sample_act())
    push(station, central, events_of(station))
    station.database.close()
    original = tmp_path / "KIOSK-01" / "kiosk.db"
    shutil.copytree(original.parent, tmp_path / "copy")
    first, copy = (
        open_station(original, clock),
        open_station(kiosk_database(tmp_path / "copy" / "kiosk.db"), clock),
    )
    for each in (first, copy):
        each.recorder.record(sample_act())
    push(first, central, events_of(first))
    assert listed(central, first).divergences == 0
    clock.advance(60)
    for _ in range(2):
        answer = push(copy, central, events_of(copy))
        assert statuses(answer)[-1].value == "diverged"
    found = listed(central, first)
    assert (found.divergences, found.diverged_at) == (1, clock.now())
    first.close()
    copy.close()


def test_a_stream_of_which_nothing_was_taken_leaves_no_row(
    station: Station, central: EmbeddedCentral
) -> None:
    for _ in range(2):
        station.recorder.record(sample_act())
    assert statuses(push(station, central, events_of(station)[1:]))[0].value == "gap"
    with central.central.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM stream")).scalar() == 0


@pytest.mark.parametrize("seconds", [400 * 86_400, -3 * 3600])
def test_a_wrong_clock_is_noted_until_it_is_right_again(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock, seconds: int
) -> None:
    """The kiosk signs by central's time, and says what its own clock shows."""
    own = ManualClock(clock.now())
    station = open_station(kiosk_database(tmp_path / "kiosk.db"), own)
    own.advance(seconds)
    station.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    assert exchange(station, central).problem is None
    found = listed(central, station)
    assert (found.clock_offset_seconds, found.clock_noted_at) == (seconds, clock.now())
    own.set_wall_clock(clock.now())
    clock.advance(60)
    own.advance(59)
    exchange(station, central)
    assert listed(central, station).clock_offset_seconds is None
    station.close()


def test_when_a_kiosk_was_heard_last_is_kept_every_few_minutes(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    assert listed(central, station).last_seen_at is None
    first = clock.now()
    for seconds, seen in ((0, first), (299, first), (1, first + timedelta(seconds=300))):
        clock.advance(seconds)
        exchange(station, central)
        assert listed(central, station).last_seen_at == seen


def test_what_is_only_a_little_off_is_not_noted(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    own = ManualClock(clock.now())
    station = open_station(kiosk_database(tmp_path / "kiosk.db"), own)
    own.advance(119)
    station.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    exchange(station, central)
    found = listed(central, station)
    assert (found.clock_offset_seconds, found.clock_noted_at) == (None, None)
    station.close()
