"""The ledger desk: opens in the background, serves, says what keeps it from opening. Real database file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.audit import AuditEvent
from kiosk.clock import SystemClock
from kiosk.errors import KnownError
from kiosk.ledger import LedgerDesk, open_ledger
from kiosk.settings import Settings, load_settings
from kiosk.sync.worker import SyncStatus
from local_db.audit_log import AuditLog
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
