"""Whatever is done to the audit log is found and named: changed, dropped, moved, put in, made anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import delete, insert, select, text

from kiosk.audit import CHECKPOINT_RECORDS, AuditEvent, AuditTrail
from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from kiosk.sync.checkpoints import CheckpointSigning
from kiosk.sync.credentials import Credentials
from local_db.audit_log import (
    AuditEntry,
    AuditExamination,
    AuditFault,
    AuditFaultKind,
    AuditHead,
    AuditLog,
    _entry_hash,
)
from local_db.database import Database, open_database
from local_db.keys import DatabaseKey
from local_db.schema import audit_checkpoint, audit_log
from tests.commands.run_main import run_main

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
RECORDS = 120
SIGNED = (1, 1 + CHECKPOINT_RECORDS)  # where the checkpoints lie
Records = dict[int, tuple[AuditEntry, str, str]]  # by number: record, hash before, hash


class Log:
    """A log of ``RECORDS`` that an attacker may rewrite at will."""

    def __init__(self, database: Database, key: ECKey) -> None:
        self.database = database
        self.trail = AuditTrail(AuditLog(database), CheckpointSigning(key))
        for number in range(RECORDS):
            self.trail.record(AuditEvent(f"visit.step{number}", NOW + timedelta(seconds=number)))
        with database.write() as connection:
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_log_refuses_{verb}"))
            rows = connection.execute(select(audit_log)).all()
        self.records: Records = {
            row.sequence: (
                AuditEntry(row.recorded_at, row.actor, row.action, row.reference, row.outcome),
                row.previous,
                row.hash,
            )
            for row in rows
        }

    def examine(self, records: Records) -> AuditExamination:
        values = [
            {
                "sequence": number,
                "recorded_at": entry.recorded_at,
                "actor": entry.actor,
                "action": entry.action,
                "reference": entry.reference,
                "outcome": entry.outcome,
                "previous": previous,
                "hash": chain,
            }
            for number, (entry, previous, chain) in records.items()
        ]
        with self.database.write() as connection:
            connection.execute(delete(audit_log))
            connection.execute(insert(audit_log), values)
        return self.trail.examine()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    database = open_database(tmp_path / "kiosk.db", DatabaseKey(bytes(range(48))))
    yield Log(database, ECKey.generate_key("P-256"))
    database.close()


def changed(records: Records, at: int) -> Records:
    entry, previous, chain = records[at]
    return records | {at: (replace(entry, actor="nobody"), previous, chain)}


def dropped(records: Records, at: int) -> Records:
    return {number: record for number, record in records.items() if number != at}


def dropped_and_closed_up(records: Records, at: int) -> Records:
    return {number - (number > at): record for number, record in records.items() if number != at}


def swapped(records: Records, at: int) -> Records:
    other = at + 1 if at < RECORDS else at - 1
    return records | {at: records[other], other: records[at]}


def put_in(records: Records, at: int) -> Records:
    return {number + (number > at): record for number, record in records.items()} | {at + 1: records[at]}


def rewritten(records: Records, at: int) -> Records:
    """With all hashes from there on made anew: the chain alone shows nothing."""
    made = changed(records, at)
    for number in range(at, RECORDS + 1):
        entry, _, _ = made[number]
        previous = records[1][1] if number == 1 else made[number - 1][2]
        made[number] = (entry, previous, _entry_hash(previous, number, entry))
    return made


TAMPERINGS: list[Callable[[Records, int], Records]] = [
    changed,
    dropped,
    dropped_and_closed_up,
    swapped,
    put_in,
    rewritten,
]


def test_a_log_that_nobody_touched_is_whole(log: Log) -> None:
    found = log.examine(log.records)
    assert found.faults == ()
    assert (found.head.sequence, found.checkpoints) == (RECORDS, len(SIGNED))


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_tampering_with_any_record_is_found(log: Log, tamper: Callable[[Records, int], Records]) -> None:
    for at in range(1, RECORDS + 1):
        found = log.examine(tamper(log.records, at))
        assert found.faults, f"{tamper.__name__} of record {at} is not found"
        named = any(fault.first - 1 <= at <= fault.last for fault in found.faults)
        assert named, f"{tamper.__name__} of record {at} is told as {found.faults}"


def test_each_fault_has_its_name(log: Log) -> None:
    def faults(records: Records) -> tuple[AuditFault, ...]:
        return log.examine(records).faults

    assert faults(changed(log.records, 7)) == (AuditFault(AuditFaultKind.ALTERED, 7, 7),)
    assert faults(dropped(log.records, 7)) == (AuditFault(AuditFaultKind.MISSING, 7, 7),)
    assert faults(rewritten(log.records, 7)) == (
        AuditFault(AuditFaultKind.UNSIGNED, 2, SIGNED[1]),
        AuditFault(AuditFaultKind.UNSIGNED, 2, RECORDS),
    )
    short = {number: record for number, record in log.records.items() if number <= 110}
    assert faults(short) == (AuditFault(AuditFaultKind.MISSING, 111, RECORDS),)
    unsigned = {number: record for number, record in log.records.items() if number <= 90}
    assert faults(unsigned) == (AuditFault(AuditFaultKind.MISSING, 91, RECORDS),)


def test_a_checkpoint_of_another_device_is_forged(log: Log) -> None:
    stranger = CheckpointSigning(ECKey.generate_key("P-256"))
    made = rewritten(log.records, 50)
    head = AuditHead(SIGNED[1], made[SIGNED[1]][2])
    with log.database.write() as connection:
        connection.execute(
            audit_checkpoint.update()
            .where(audit_checkpoint.c.sequence == SIGNED[1])
            .values(signed=stranger.sign(head))
        )
    assert AuditFault(AuditFaultKind.FORGED, SIGNED[1], SIGNED[1]) in log.examine(made).faults


def test_after_a_lost_end_no_number_is_given_twice(log: Log) -> None:
    log.examine({number: record for number, record in log.records.items() if number <= 110})
    log.trail.record(AuditEvent("visit.begun", NOW))
    found = log.trail.examine()
    assert found.head.sequence == RECORDS + 1
    assert found.faults == (AuditFault(AuditFaultKind.MISSING, 111, RECORDS),)


def test_a_day_asks_for_a_checkpoint_too(log: Log) -> None:
    before = log.trail.examine().checkpoints
    log.trail.record(AuditEvent("visit.begun", NOW + timedelta(hours=23)))
    assert log.trail.examine().checkpoints == before
    log.trail.record(AuditEvent("visit.begun", NOW + timedelta(hours=25)))
    assert log.trail.examine().checkpoints == before + 1


def test_the_command_says_whether_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'mode = "development"\ndata_folder = "{tmp_path}/data"\n', "utf-8")
    ledger = open_ledger(load_settings(file), SystemClock())
    for number in range(5):
        ledger.audit.record(AuditEvent(f"visit.step{number}", NOW))
    ledger.close()
    whole = run_main("audit", "verify", "--settings", str(file))
    assert whole.returncode == 0, whole.stderr
    assert json.loads(whole.stdout)["records"] == 5
    ledger = open_ledger(load_settings(file), SystemClock())
    with ledger.database.write() as connection:
        connection.execute(text("DROP TRIGGER audit_log_refuses_delete"))
        connection.execute(text("DELETE FROM audit_log WHERE sequence = 3"))
    ledger.close()
    broken = run_main("audit", "verify", "--settings", str(file))
    assert broken.returncode == 1
    assert json.loads(broken.stdout)["faults"] == [{"fault": "missing", "first": 3, "last": 3}]


def test_visits_that_ended_unfinished_are_counted_by_where(tmp_path: Path) -> None:
    file, now = tmp_path / "kiosk.toml", SystemClock().now()
    file.write_text(f'mode = "development"\ndata_folder = "{tmp_path}/data"\n', "utf-8")
    ledger = open_ledger(load_settings(file), SystemClock())
    for what in (*["visit.begun"] * 4, "visit.unfinished.face", "visit.unfinished.face"):
        ledger.audit.record(AuditEvent(what, now))
    ledger.audit.record(AuditEvent("visit.unfinished.card", now - timedelta(days=40)))
    ledger.close()
    told = json.loads(run_main("audit", "exits", "--settings", str(file)).stdout)
    assert (told["visits"], told["unfinished"]) == (4, 2)
    assert {each["code"]: each["visits"] for each in told["exits"] if each["visits"]} == {"face": 2}
    assert "Dừng khi chụp khuôn mặt" in {each["text"] for each in told["exits"]}


def test_what_the_keys_before_signed_still_counts(tmp_path: Path) -> None:
    """A kiosk that was revoked is enrolled again with a new key, twice."""
    database = open_database(tmp_path / "kiosk.db", DatabaseKey(bytes(48)))
    credentials = Credentials(database, SystemClock())
    log = AuditLog(database)
    AuditTrail(log, CheckpointSigning(credentials.device_key)).record(AuditEvent("visit.begun", NOW))
    credentials.renew_key()
    credentials.renew_key()
    known_again = Credentials(database, SystemClock())
    signing = CheckpointSigning(known_again.device_key, known_again.former_keys())
    examined = AuditTrail(log, signing).examine()
    assert (examined.checkpoints, examined.faults) == (1, ())
    forgotten = AuditTrail(log, CheckpointSigning(known_again.device_key)).examine()
    assert [fault.kind for fault in forgotten.faults] == [AuditFaultKind.FORGED]
    database.close()
