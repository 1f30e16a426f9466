"""A database of every schema version so far, made by the code of its time, opens with all that is in it."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from kiosk.clock import SystemClock
from kiosk.sync.credentials import Credentials
from kiosk.sync.recorder import open_outbox
from local_db import migrate
from local_db.audit_log import AuditLog
from local_db.database import Database, open_database
from local_db.drafts import Drafts
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.rescue.recovery import recover
from tests.ready_made import KEY

SCHEMAS = Path(__file__).parent / "schemas"
VERSIONS = sorted(file.stem for file in SCHEMAS.glob("*.db"))
MADE_AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def copy_of(version: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    path = folder / "kiosk.db"
    shutil.copyfile(SCHEMAS / f"{version}.db", path)
    return path, json.loads((SCHEMAS / f"{version}.json").read_text("utf-8"))


def test_there_is_one_of_every_version() -> None:
    assert set(VERSIONS) == migrate.known_revisions()


@pytest.mark.parametrize("version", VERSIONS)
def test_it_opens_with_all_that_is_in_it(version: str, tmp_path: Path) -> None:
    path, expected = copy_of(version, tmp_path)
    database = open_database(path, KEY)
    outbox = open_outbox(database)
    states = {str(row.act_id): row.state.value for row in outbox.rows()}
    assert states == {act["act_id"]: act["state"] for act in expected["acts"]}
    assert outbox.unfit_acts() == []
    assert outbox.note_missing(MADE_AT) == 0
    for act, kept in zip(
        outbox.acts_from(outbox.rows(1)[0].stream_id, 1, 9, 1 << 30), expected["acts"], strict=True
    ):
        assert (str(act.act_id), act.chain, act.sealed) == (kept["act_id"], kept["chain"], kept["sealed"])
    assert outbox.find_receipt(UUID(expected["acts"][0]["act_id"])) == "receipt"
    credentials = Credentials(database, SystemClock())
    assert credentials.kid == expected["kid"]
    assert credentials.get_enrolment().kiosk_id == "KIOSK-07"
    assert AuditLog(database).verify().hash == expected["audit_head"]
    if version >= "0002":
        assert Drafts(database).find("001099000017", MADE_AT - HOUR, MADE_AT + HOUR) == b"sealed draft"
    database.check_integrity()
    database.close()


@pytest.mark.expects_log("the database was damaged")
@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_damaged_is_recovered_in_its_own_version_first(version: str, tmp_path: Path) -> None:
    path, expected = copy_of(version, tmp_path)
    recover(path, KEY)
    database = open_database(path, KEY)
    outbox = open_outbox(database)
    assert {str(row.act_id) for row in outbox.rows()} == {act["act_id"] for act in expected["acts"]}
    assert outbox.unfit_acts() == []
    assert Credentials(database, SystemClock()).kid == expected["kid"]
    assert AuditLog(database).verify().hash == expected["audit_head"]
    database.close()


@pytest.mark.parametrize("version", [version for version in VERSIONS if version != migrate.HEAD])
def test_the_version_before_stays_beside_it(version: str, tmp_path: Path) -> None:
    path, expected = copy_of(version, tmp_path)
    open_database(path, KEY).close()
    backup = Database(path.with_name(f"kiosk.db.before-{version}"), KEY)
    with backup.read() as connection:
        acts = connection.execute(text("SELECT act_id FROM outbox")).scalars().all()
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == version
    assert set(acts) == {act["act_id"] for act in expected["acts"]}
    backup.check_integrity()
    backup.close()


def test_one_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path, _ = copy_of(migrate.HEAD, tmp_path)
    database = Database(path, KEY)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.checkpoint()
    database.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(LocalDbError) as caught:
        open_database(path, KEY)
    assert caught.value.code == LocalDbErrorCode.DATABASE_TOO_NEW
    assert "newer version" in caught.value.sentence
    assert "install that version again" in caught.value.sentence
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
