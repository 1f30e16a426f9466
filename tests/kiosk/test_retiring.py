"""A kiosk that leaves its office: all is sent first, nothing goes while anything waits, nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central.embedded import EmbeddedCentral
from central.store.schema import audit_checkpoint
from kiosk.clock import SystemClock
from kiosk.errors import KnownError
from kiosk.ledger import Ledger, open_ledger
from kiosk.measured import MeasuredLight, keep_measured_light
from kiosk.retiring import retire
from kiosk.settings import Settings, load_settings
from kiosk.sync.enrolment import enrol
from tests.ready_made import central_folder
from tests.sync_parts import sample_act

CLOCK = SystemClock()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


def _settings(folder: Path, url: str) -> Settings:
    return load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "data",
        central={"url": url, "timeout_seconds": 2.0},
    )


def _open(settings: Settings) -> Ledger:
    return open_ledger(settings, CLOCK)


def _refusal(settings: Settings) -> KnownError:
    with pytest.raises(KnownError) as raised:
        retire(settings, CLOCK, seconds=5)
    return raised.value


def test_what_waits_is_sent_and_then_nothing_is_left(tmp_path: Path, central: EmbeddedCentral) -> None:
    settings = _settings(tmp_path, central.url)
    ledger = _open(settings)
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    ledger.recorder.record(sample_act())
    keep_measured_light(settings.data_folder, MeasuredLight(screen_light=0.2, at=CLOCK.now()))
    runs = _refusal(settings)  # the kiosk has it open
    assert runs.code == "kiosk_runs"
    ledger.close()
    records = retire(settings, CLOCK)
    with central.central.engine.connect() as connection:  # central holds where the audit log ended
        assert connection.scalar(select(func.max(audit_checkpoint.c.sequence))) == records
    assert list(settings.data_folder.iterdir()) == []
    assert retire(settings, CLOCK) == 0
    anew = _open(settings)
    assert anew.credentials.find_enrolment() is None
    anew.close()


def test_nothing_goes_while_central_cannot_be_reached(tmp_path: Path, central: EmbeddedCentral) -> None:
    settings = _settings(tmp_path, central.url)
    ledger = _open(settings)
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    act = ledger.recorder.record(sample_act())
    ledger.close()
    away = _settings(tmp_path, "http://127.0.0.1:9")
    refusal = _refusal(away)
    assert (refusal.code, "1 acts wait" in refusal.sentence) == ("unsent", True)
    ledger = _open(settings)
    assert ledger.outbox.pending_count() == 1
    assert ledger.outbox.find(act.act_id) is not None
    ledger.close()


def test_files_that_no_database_tells_of_stay(tmp_path: Path) -> None:
    settings = _settings(tmp_path, "http://127.0.0.1:9")
    assert retire(settings, CLOCK) == 0
    (settings.data_folder / "attachments").mkdir(parents=True)
    assert _refusal(settings).code == "unsent"
    (settings.data_folder / "kiosk.db").write_bytes(b"no database" * 100)
    (settings.data_folder / "kiosk.db.damaged-1").touch()
    assert _refusal(settings).code == "unsent"
    assert (settings.data_folder / "kiosk.db.damaged-1").exists()
