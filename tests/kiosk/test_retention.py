"""Sealed texts go when their time is over, by central's clock, and nothing else goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from kiosk.ledger import Ledger, open_ledger
from kiosk.ledger_desk import LedgerDesk
from kiosk.policy import RetentionPolicy
from kiosk.retention import Retention
from kiosk.settings import load_settings
from kiosk.sync.delivery import Delivery, Exchange
from kiosk.sync.enrolment import enrol
from local_db.audit_log import AuditLog
from local_db.outbox import ActFault, ActUnfitError, OutboxState
from tests.acts import SUBJECT
from tests.kiosk.sync.test_worker import Watcher, all_sent
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder
from tests.sync_parts import sample_act

DAY = 86_400.0


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: ManualClock, central: EmbeddedCentral) -> Iterator[Ledger]:
    """Three acts sent, and one that waits."""
    settings = load_settings(
        tmp_path / "none.toml",
        mode="development",
        data_folder=tmp_path / "data",
        central={"url": central.url},
    )
    opened = open_ledger(settings, clock)
    enrol(opened.central, opened.credentials, central.new_enrolment_code())
    for _ in range(3):
        opened.recorder.record(sample_act())
    watcher = Watcher(opened.sync)
    opened.sync.start()
    watcher.wait(all_sent)
    opened.sync.stop()
    opened.recorder.record(sample_act())
    yield opened
    opened.close()


@pytest.fixture
def retention(tmp_path: Path, clock: ManualClock) -> Retention:
    settings = load_settings(tmp_path / "none.toml")
    return Retention(RetentionPolicy(sealed_days=30), LedgerDesk(settings, clock), clock)


def kept(ledger: Ledger) -> int:
    with ledger.database.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM envelope")).scalar_one())


def test_what_was_sent_goes_after_its_time_and_what_waits_stays(
    ledger: Ledger, retention: Retention, clock: ManualClock
) -> None:
    clock.advance(29 * DAY)
    retention.purge(ledger)
    assert kept(ledger) == 4
    clock.advance(2 * DAY)
    retention.purge(ledger)
    assert kept(ledger) == 1
    rows = ledger.outbox.acts_of(SUBJECT, "registration.adult")
    assert len(rows) == 4  # duplicate checks still find them
    sent = [row for row in rows if row.state is OutboxState.SENT]
    assert all(ledger.outbox.find_receipt(row.act_id) for row in sent)
    assert ledger.outbox.pending_count() == 1
    (waiting,) = ledger.outbox.pending(5, 1 << 20)
    assert waiting.sequence == 4
    with pytest.raises(ActUnfitError) as caught:
        ledger.outbox.acts_from(waiting.stream_id, 1, 5, 1 << 20)
    assert caught.value.fault is ActFault.PURGED
    assert ledger.outbox.unfit_acts() == []


def test_a_clock_that_was_set_deletes_nothing(
    ledger: Ledger, retention: Retention, clock: ManualClock
) -> None:
    clock.set_wall_clock(clock.now() + timedelta(days=4000))
    retention.purge(ledger)
    assert kept(ledger) == 4


def test_without_a_line_the_newest_receipt_tells_the_time(
    ledger: Ledger, retention: Retention, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at a kiosk that only ever got receipts on a stick."""
    monkeypatch.setattr(ledger.sync, "central_time", lambda: None)
    retention.purge(ledger)
    assert kept(ledger) == 4
    with ledger.database.write() as connection:  # two of them were received long before the third
        connection.execute(
            text("UPDATE outbox SET received_at = '2020-01-01T00:00:00.000000+00:00' WHERE sequence < 3")
        )
    retention._looked_at = None
    retention.purge(ledger)
    assert kept(ledger) == 2


def test_it_looks_once_an_hour(ledger: Ledger, retention: Retention, clock: ManualClock) -> None:
    clock.advance(30 * DAY - 1800)
    retention.purge(ledger)
    clock.advance(3599)
    retention.purge(ledger)
    assert kept(ledger) == 4
    clock.advance(1)
    retention.purge(ledger)
    assert kept(ledger) == 1


@pytest.mark.expects_log("an act is purged")
def test_a_central_that_lacks_what_was_deleted_is_named_and_the_rest_goes_on(
    ledger: Ledger, retention: Retention, clock: ManualClock, central: EmbeddedCentral
) -> None:
    clock.advance(31 * DAY)
    retention.purge(ledger)
    (waiting,) = ledger.outbox.pending(5, 1 << 20)
    central.wait_for_judging()
    with central.central.engine.begin() as connection:
        for table in ("judgement", "unproved_address", "event", "stream"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    delivery = Delivery(
        ledger.outbox,
        ledger.credentials,
        ledger.central,
        clock,
        told=ledger.told,
        audit=AuditLog(ledger.database),
    )
    for _ in range(20):
        if delivery.exchange() == Exchange():
            break
    assert ledger.outbox.get(waiting.act_id).state is OutboxState.SENT
    assert ActFault.PURGED in {loss.fault for loss in ledger.outbox.losses() if not loss.at_central}
