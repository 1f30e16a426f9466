from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from local_db.audit_log import AuditEntry, AuditLog
from local_db.database import Database, open_database
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "kiosk.db", DatabaseKey(bytes(range(48))))
    yield opened
    opened.close()


def entry(number: int) -> AuditEntry:
    return AuditEntry(NOW, "citizen", f"step.{number}", "", "ok")


def test_chain_grows_and_verifies(database: Database) -> None:
    log = AuditLog(database)
    heads = [log.append(entry(number)) for number in range(5)]
    assert [head.sequence for head in heads] == [1, 2, 3, 4, 5]
    assert log.verify() == heads[-1]
    assert log.entries(2) == [entry(4), entry(3)]


def test_empty_log_verifies(database: Database) -> None:
    assert AuditLog(database).verify().sequence == 0


def test_records_cannot_be_changed_by_statements(database: Database) -> None:
    AuditLog(database).append(entry(1))
    for statement in ("UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"):
        with pytest.raises(IntegrityError), database.write() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_log SET actor = 'nobody' WHERE sequence = 2",
        "UPDATE audit_log SET recorded_at = '2026-03-02T01:31:00.000000+00:00' WHERE sequence = 3",
        "DELETE FROM audit_log WHERE sequence = 2",
        "UPDATE audit_log SET sequence = 9 WHERE sequence = 3",
    ],
)
def test_tampering_shows(database: Database, tampering: str) -> None:
    log = AuditLog(database)
    for number in range(3):
        log.append(entry(number))
    with database.write() as connection:
        connection.execute(text("DROP TRIGGER audit_log_refuses_update"))
        connection.execute(text("DROP TRIGGER audit_log_refuses_delete"))
        connection.execute(text(tampering))
    with pytest.raises(LocalDbError) as caught:
        log.verify()
    assert caught.value.code == LocalDbErrorCode.AUDIT_CHAIN_BROKEN
