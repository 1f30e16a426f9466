"""A whole kiosk notices what is wrong with itself, writes it down, and tells staff."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from commands.demo.world import World
from commands.settings_argument import FONTS_FOLDER
from kiosk.app import Kiosk
from kiosk.audit import AuditEvent
from kiosk.contract.kiosk_state import Device, DeviceState
from kiosk.health import read_health
from kiosk.language import Language
from kiosk.ledger import Ledger
from kiosk.places import EndReason
from kiosk.self_watch.places import HEALTH
from kiosk.self_watch.textfile import NAME
from kiosk.staff_notes import StaffNote
from kiosk.visit_mark import MARK
from local_db.audit_log import AuditEntry, AuditLog
from local_db.file_lock import FileLock
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE, until


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def kiosk(world: World, clock: ManualClock) -> Iterator[Kiosk]:
    """Enrolled, its ledger open; no device was touched."""
    world.new_kiosk().close()
    settings = world.settings(monitoring={"textfile_folder": world.folder})
    made = Kiosk(settings, world.hardware(), clock, FONTS_FOLDER)
    made.line.start()
    yield made
    made.close()


def on_ledger(kiosk: Kiosk, work: Callable[[Ledger], object]) -> object:
    """The result of ``work`` on the ledger's thread, after all that was asked for before."""
    done: queue.Queue[object] = queue.Queue()
    kiosk.line.do(lambda ledger: done.put(work(ledger)))
    return done.get(timeout=PATIENCE)


def audited(kiosk: Kiosk, what: str) -> list[AuditEntry]:
    found = on_ledger(kiosk, lambda ledger: AuditLog(ledger.database).entries())
    assert isinstance(found, list)
    return [entry for entry in found if entry.action == what]


def told(kiosk: Kiosk) -> tuple[StaffNote, ...]:
    """What staff read, but for the certificates of this world."""
    return tuple(note for note in kiosk.look_around() if not note.code.startswith("trust_"))


def test_others_see_that_somebody_is_here(kiosk: Kiosk) -> None:
    """Who changes the version of the kiosk looks at it (installer/updating)."""
    kiosk.line.get()
    updater = FileLock(kiosk.settings.data_folder / MARK)
    assert updater.try_alone()
    updater.close()
    kiosk.navigator.begin(Language.VIETNAMESE)
    updater = FileLock(kiosk.settings.data_folder / MARK)
    assert not updater.try_alone()
    kiosk.navigator.end(EndReason.LEFT)
    assert updater.try_alone()
    updater.close()


@pytest.mark.expects_log("the clock was set")
def test_a_clock_that_is_set_is_audited_and_told(kiosk: Kiosk, clock: ManualClock) -> None:
    kiosk.line.get()
    clock.advance(3600)
    on_ledger(kiosk, kiosk._go_round)
    assert audited(kiosk, "clock.jumped") == []
    clock.set_wall_clock(clock.now() + timedelta(minutes=90))
    on_ledger(kiosk, kiosk._go_round)
    (jump,) = audited(kiosk, "clock.jumped")
    assert (jump.actor, jump.outcome) == ("kiosk", "forward-90-minutes")
    assert told(kiosk) == (StaffNote("clock_jumped", 90),)


@pytest.mark.expects_log("the worker thing was stopped by a fault")
def test_a_worker_that_begins_again_is_audited_and_told(kiosk: Kiosk) -> None:
    kiosk.line.get()
    faults = [RuntimeError(), RuntimeError()]
    again = threading.Event()

    def run() -> None:
        if faults:
            raise faults.pop()
        again.set()

    kiosk.workers.start("thing", run, threading.Event())
    assert again.wait(PATIENCE)
    assert len(audited(kiosk, "worker.restarted.thing")) == 2
    assert told(kiosk) == (StaffNote("workers_restarted", 2),)


def test_a_healthy_kiosk_has_nothing_to_tell(kiosk: Kiosk) -> None:
    kiosk.line.get()
    on_ledger(kiosk, kiosk._go_round)
    assert told(kiosk) == ()


def test_how_it_is_goes_to_central_and_to_the_monitor(kiosk: Kiosk, world: World) -> None:
    kiosk.line.get()
    for each in ("visit.ended.finished", "visit.ended.left", "kiosk.fault.bug", "kiosk.fault.device"):
        kiosk.line.note(AuditEvent(each, kiosk.clock.now()))
    kiosk.device_watch.look()
    on_ledger(kiosk, lambda ledger: ledger.sync.wake())
    seen = read_health(kiosk.settings.data_folder / HEALTH)
    assert seen is not None
    assert (seen.visits["finished"], seen.visits["left"], seen.visits["idle"], seen.faults) == (1, 1, 0, 1)
    assert (seen.printer, seen.devices[Device.PRINTER]) == ("ready", DeviceState.WORKS)
    assert (seen.unsent_acts, seen.oldest_unsent_seconds, seen.store_whole) == (0, None, True)
    assert "bhxh_kiosk_unsent_acts 0" in (world.folder / NAME).read_text("utf-8")
    central = world.central.central
    (device,) = central.devices.list()
    until(lambda: central.kiosk_states.health_of([device.kid]) != {})
    assert central.kiosk_states.health_of([device.kid])[device.kid].health == seen


def test_before_the_store_is_open_that_is_what_there_is_to_tell(tmp_path: Path, clock: ManualClock) -> None:
    world = World(tmp_path)
    made = Kiosk(world.settings(), world.hardware(), clock, FONTS_FOLDER)
    assert told(made) == (StaffNote("store_closed"),)
    made.close()
