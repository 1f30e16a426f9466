"""The ledger desk: opens in the background, serves, says what keeps it from opening. Real database file."""

from __future__ import annotations

import queue
import random
import threading
from pathlib import Path

import pytest

from kiosk.audit import AuditEvent
from kiosk.clock import SystemClock
from kiosk.errors import KnownError
from kiosk.ledger import Ledger, open_ledger
from kiosk.ledger_desk import LedgerDesk
from kiosk.settings import Settings, load_settings
from kiosk.sync.worker import SyncStatus
from local_db.audit_log import AuditLog
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.rescue.pages import PAGE_BYTES
from tests.patience import PATIENCE


def settings_for(folder: Path) -> Settings:
    return load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "data",
        central={"url": "http://127.0.0.1:9", "timeout_seconds": 0.5},
    )


def test_what_was_noted_before_it_opened_is_written(tmp_path: Path) -> None:
    settings, clock = settings_for(tmp_path), SystemClock()
    desk = LedgerDesk(settings, clock)
    desk.note(AuditEvent("visit.begun", clock.now()))
    desk.start()
    desk.note(AuditEvent("visit.ended.idle", clock.now()))
    assert desk.get().outbox.counts().pending == 0
    desk.close()
    ledger = open_ledger(settings, clock)
    try:
        log = AuditLog(ledger.database)
        log.verify()
        newest_first = [entry.action for entry in log.entries()]
        assert newest_first == ["visit.ended.idle", "visit.begun"]
    finally:
        ledger.close()


def test_the_state_of_the_line_is_told_only_once_it_is_known(tmp_path: Path) -> None:
    desk = LedgerDesk(settings_for(tmp_path), SystemClock())
    told: list[bool] = []
    known = threading.Event()

    def on_state(status: SyncStatus) -> None:
        told.append(status.online)
        known.set()

    desk.listen(on_state, lambda _act, _case: None)
    desk.start()
    try:
        assert known.wait(PATIENCE)
        assert told[0] is False  # nobody listens on that port
    finally:
        desk.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", "utf-8")
    desk = LedgerDesk(settings_for(tmp_path), SystemClock())
    faults: list[str] = []
    failed = threading.Event()

    def on_failed(error: KnownError | None) -> None:
        assert error is not None
        faults.append(error.code)
        failed.set()

    desk.when_failed(on_failed)
    desk.start()
    assert failed.wait(PATIENCE)
    assert faults == ["data_folder_unusable"]
    with pytest.raises(KnownError):
        desk.get()
    desk.close()


@pytest.mark.expects_log("a piece of work met a program fault")
def test_no_piece_of_work_ends_the_thread_that_all_wait_for(tmp_path: Path) -> None:
    desk = LedgerDesk(settings_for(tmp_path), SystemClock())
    desk.start()
    done: queue.Queue[str] = queue.Queue()

    def fail(_ledger: Ledger) -> None:
        raise MemoryError

    for _ in range(3):
        desk.do(fail)
    desk.do(lambda _ledger: done.put("after"))
    assert done.get(timeout=PATIENCE) == "after"
    desk.close()


@pytest.mark.expects_log("the database was damaged")
def test_work_that_meets_damage_has_it_mended_and_goes_on(tmp_path: Path) -> None:
    desk = LedgerDesk(settings_for(tmp_path), SystemClock())
    desk.note(AuditEvent("visit.begun", SystemClock().now()))
    desk.start()
    done: queue.Queue[list[str]] = queue.Queue()
    faults = [LocalDbError(LocalDbErrorCode.DATABASE_DAMAGED, "for the first time")]

    def work(ledger: Ledger) -> None:
        if faults:
            raise faults.pop()
        done.put([entry.action for entry in AuditLog(ledger.database).entries()])

    desk.do(work)
    assert done.get(timeout=PATIENCE) == ["store.recovered", "visit.begun"]
    assert (tmp_path / "data" / "kiosk.db.damaged-1").exists()
    desk.close()


@pytest.mark.expects_log("the database was damaged", "an act is", "the audit log is not whole")
def test_no_flipped_bit_keeps_the_ledger_from_opening(tmp_path: Path) -> None:
    settings, clock = settings_for(tmp_path), SystemClock()
    ledger = open_ledger(settings, clock)
    kid = ledger.credentials.kid
    for number in range(30):
        ledger.audit.record(AuditEvent(f"visit.step{number}", clock.now()))
    ledger.close()
    path = tmp_path / "data" / "kiosk.db"
    whole, chance = path.read_bytes(), random.Random(8)
    for page in range(len(whole) // PAGE_BYTES):
        spoilt = bytearray(whole)
        spoilt[page * PAGE_BYTES + chance.randrange(16, PAGE_BYTES)] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        ledger = open_ledger(settings, clock)
        ledger.keeper.look()
        assert ledger.keeper.look() or ledger.keeper.health().audit_faults
        assert ledger.credentials.kid == kid
        ledger.audit.record(AuditEvent("visit.begun", clock.now()))
        ledger.close()
        for left in path.parent.glob("kiosk.db*"):
            left.unlink()
