"""The limits of what may wait for central: warned of, reached, and open again once it was sent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from kiosk.ballast import Ballast
from kiosk.card_trust import TrustCode, TrustFinding
from kiosk.central_watch import CentralWatch
from kiosk.clock import SystemClock
from kiosk.clock_watch import ClockWatch
from kiosk.doctor_words import NOTHING
from kiosk.errors import KnownError
from kiosk.law_tables import LawTables
from kiosk.ledger import Ledger, open_ledger
from kiosk.offline import OfflineLimits, Standing
from kiosk.policy import OfflinePolicy
from kiosk.reference.reference_data import ReferenceData
from kiosk.room import Room
from kiosk.self_watch.outages import Outages
from kiosk.settings import Mode, Settings, load_settings
from kiosk.staff_notes import StaffNote, Watched, staff_notes
from kiosk.sync.enrolment import enrol
from kiosk.told import Told
from local_db.counted_time import Boot, CountedTime
from tests.kiosk.sync.test_worker import Watcher, all_sent
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder
from tests.sync_parts import sample_act

DAY = 86_400.0
MEGABYTE = 1 << 20


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def ledger(tmp_path: Path, clock: ManualClock, central: EmbeddedCentral) -> Iterator[Ledger]:
    """Enrolled; time is what the test's clock says."""
    settings = load_settings(
        tmp_path / "none.toml",
        mode="development",
        data_folder=tmp_path / "data",
        central={"url": central.url, "poll_seconds": 0.2, "retry_cap_seconds": 0.2},
    )
    opened = open_ledger(settings, clock)
    enrol(opened.central, opened.credentials, central.new_enrolment_code())
    counted = CountedTime(opened.database, clock.now, Boot("test", clock.monotonic))
    object.__setattr__(opened, "counted_time", counted)
    opened.recorder._counted_now = counted.now
    yield opened
    opened.close()


def limits(free: float = 60.0, **policy: float) -> OfflineLimits:
    return OfflineLimits(OfflinePolicy(**policy), Path("/"), lambda _folder: free)


def told(ledger: Ledger, offline: OfflineLimits) -> tuple[StaffNote, ...]:
    """What staff read when nothing but the line may be amiss."""
    watched = Watched(
        ledger=ledger,
        restarts={},
        offline=offline,
        jumped_seconds=0.0,
        central=CentralWatch(SystemClock(), lambda _event: None),
        room=Room(Settings(mode=Mode.DEVELOPMENT), lambda _folder: 1 << 40),
        outages=Outages(Path("/nothing/is/known")),
        trust=TrustFinding(ok=True, found=NOTHING, code=TrustCode.GOOD),
        told=Told(Settings(mode=Mode.DEVELOPMENT), SystemClock(), LawTables(), ReferenceData()),
    )
    return staff_notes(watched)


@pytest.mark.expects_log("offline_limit: no visit begins")
def test_the_age_of_the_oldest_act_warns_and_closes_and_opens_when_it_was_sent(
    ledger: Ledger, clock: ManualClock
) -> None:
    watched = limits()
    ledger.recorder.record(sample_act())
    clock.advance(4.8 * DAY)
    ledger.recorder.record(sample_act())
    watched.look(ledger)
    assert not watched.warns()
    clock.advance(0.2 * DAY)
    watched.look(ledger)
    assert watched.warns()
    assert watched.is_open()
    assert told(ledger, watched) == (StaffNote("offline_near", 71),)
    clock.advance(2 * DAY)
    watched.look(ledger)
    assert not watched.is_open()
    assert told(ledger, watched) == (StaffNote("offline_refused"),)
    watcher = Watcher(ledger.sync)
    ledger.sync.start()
    watcher.wait(all_sent)
    watched.look(ledger)
    assert watched.is_open()
    assert watched.standing == Standing()
    assert told(ledger, watched) == ()


def test_the_wall_clock_is_not_asked(ledger: Ledger, clock: ManualClock) -> None:
    watched = limits()
    ledger.recorder.record(sample_act())
    for days in (400, -400):
        clock.set_wall_clock(clock.now() + timedelta(days=days))
        watched.look(ledger)
        assert watched.standing.age == 0
    clock.set_wall_clock(clock.now() - timedelta(days=400))
    clock.advance(6 * DAY)
    watched.look(ledger)
    assert watched.standing.age == pytest.approx(6 / 7)


@pytest.mark.expects_log("offline_limit: no visit begins")
def test_the_number_of_acts_is_limited(ledger: Ledger) -> None:
    watched = limits(max_acts=4)
    for _ in range(3):
        ledger.recorder.record(sample_act())
    watched.look(ledger)
    assert watched.is_open()
    assert watched.warns()
    ledger.recorder.record(sample_act())
    watched.look(ledger)
    assert not watched.is_open()


@pytest.mark.expects_log("offline_limit: no visit begins")
def test_the_disk_counts_while_the_line_is_down(ledger: Ledger) -> None:
    watched = limits(free=4.9)
    watched.look(ledger)
    assert not watched.is_open()
    watcher = Watcher(ledger.sync)
    ledger.sync.start()
    watcher.wait(all_sent)
    watched.look(ledger)
    assert watched.is_open()


def test_jumps_of_the_clock_are_noticed_and_the_passing_of_time_is_not(clock: ManualClock) -> None:
    jumps: list[float] = []
    watch = ClockWatch(clock, jumps.append)
    clock.advance(100 * DAY)
    watch.look()
    clock.set_wall_clock(clock.now() + timedelta(seconds=119))
    watch.look()
    assert jumps == []
    clock.set_wall_clock(clock.now() + timedelta(seconds=121))
    clock.advance(50)
    watch.look()
    clock.set_wall_clock(clock.now() - timedelta(days=1))
    watch.look()
    assert jumps == [pytest.approx(121), pytest.approx(-DAY)]
    assert watch.jumped_seconds == pytest.approx(121 - DAY)


@pytest.mark.expects_log("the disk is full: the 2 MB kept for this")
def test_the_ballast_takes_real_room_and_gives_it_back_once(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, 2 * MEGABYTE)
    ballast.lay(free=3 * MEGABYTE, needed=2 * MEGABYTE)
    assert not (tmp_path / "ballast").exists()
    ballast.lay(free=4 * MEGABYTE, needed=2 * MEGABYTE)
    found = os.stat(tmp_path / "ballast")
    assert found.st_size == 2 * MEGABYTE
    assert found.st_blocks * 512 >= 2 * MEGABYTE
    assert found.st_mode & 0o077 == 0
    assert ballast.release()
    assert not ballast.release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.expects_log("the disk is full: the 64 MB kept for this")
def test_on_a_full_disk_the_act_gets_the_ballast(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.toml", mode="production", data_folder=tmp_path)
    free = [2000 * MEGABYTE]
    room = Room(settings, lambda _folder: free[0] + (0 if (tmp_path / "ballast").exists() else 64 * MEGABYTE))
    room.lay_ballast()
    assert (tmp_path / "ballast").exists()
    free[0] = 100 * MEGABYTE
    room.check_for_act()
    assert not (tmp_path / "ballast").exists()
    free[0] = 60 * MEGABYTE
    with pytest.raises(KnownError, match="disk_full"):
        room.check_for_act()
