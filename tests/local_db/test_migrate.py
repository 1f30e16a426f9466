from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from local_db import migrate
from local_db.case_news import CaseStates, CaseWord
from local_db.database import Database, open_database
from local_db.engine import make_engine
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.feed import FeedStore
from local_db.keys import DatabaseKey
from local_db.schema import metadata

pytestmark = pytest.mark.usefixtures("migrated_for_real")

KEY = DatabaseKey(bytes(range(48)))
SCRIPTS = Path(migrate.__file__).parent / "migrations"

NEXT_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("stream") as batch:
        batch.add_column(sa.Column("note", sa.Text))
    {then}
"""


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_migrated_schema_is_the_schema_in_code(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    open_database(path, KEY).close()
    engine = make_engine(path, KEY)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_what_was_told_of_cases_moves_out_of_the_feed(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    migrate.migrate_to(path, KEY, "0008")
    before = Database(path, KEY)
    words = {"vi": "Hồ sơ cần bổ sung.", "en": "Something is missing."}
    told = {
        "act_id": "0191b6c0-0000-7000-8000-000000000001",
        "case_number": "DK26-4417-0932-0123-2",
        "state": "returned",
        "version": 3,
        "changed_at": "2026-03-02T08:30:00+07:00",
        "due_on": "2026-03-12",
        "due_confirmed": True,
        "told": words,
        "reason": words,
    }
    values = {"act": told["act_id"], "at": "2026-03-02T01:30:00.000000+00:00", "content": json.dumps(told)}
    with before.write() as connection:
        connection.execute(
            text(
                "INSERT INTO feed_entry (scope, topic, key, position, number, published_at, received_at,"
                " generation, content) VALUES ('device', 'cases', :act, 7, 0, :at, :at, 1, :content)"
            ),
            values,
        )
    before.close()
    database = open_database(path, KEY)
    act_id = UUID(str(told["act_id"]))
    assert CaseStates(database).of([act_id]) == {
        act_id: CaseWord(
            act_id,
            "returned",
            3,
            datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
            words["vi"],
            words["en"],
            date(2026, 3, 12),
            due_confirmed=True,
            reason_vi=words["vi"],
            reason_en=words["en"],
        )
    }
    assert FeedStore(database).entries() == []
    database.close()


def test_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    database = open_database(path, KEY)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    database.close()
    with pytest.raises(LocalDbError) as caught:
        open_database(path, KEY)
    assert caught.value.code == LocalDbErrorCode.DATABASE_TOO_NEW


def _with_next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    script = NEXT_REVISION.format(head=migrate.HEAD, then=then)
    (scripts / "versions" / "9999_next.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", "9999")


def _database_with_one_act(path: Path) -> None:
    database = open_database(path, KEY)
    with database.write() as connection:
        connection.execute(text("INSERT INTO stream VALUES ('s', '2026-01-01T00:00:00+00:00', 1)"))
        connection.execute(
            text(
                "INSERT INTO outbox VALUES ('s', 1, 'a', 'k', '2026-01-01T00:00:00+00:00', 0.0, 'p', 'c',"
                " 'x', 'm', 'h', 's', 'pending', NULL, NULL, NULL)"
            )
        )
    database.close()


def _count_acts(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM outbox")).scalar_one())


def test_migration_of_a_parent_table_keeps_its_children_and_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kiosk.db"
    _database_with_one_act(path)
    before = migrate.HEAD
    _with_next_revision(tmp_path, monkeypatch, "pass")
    database = open_database(path, KEY)
    assert _count_acts(database) == 1
    database.close()
    copy = Database(path.with_name(f"kiosk.db.before-{before}"), KEY)
    assert _count_acts(copy) == 1
    copy.close()


def test_failed_migration_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kiosk.db"
    _database_with_one_act(path)
    before = migrate.HEAD
    _with_next_revision(tmp_path, monkeypatch, "raise RuntimeError")
    with pytest.raises(RuntimeError):
        open_database(path, KEY)
    database = Database(path, KEY)
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == before
        assert list(connection.execute(text("SELECT * FROM stream")).keys()) == [
            "stream_id",
            "created_at",
            "current",
        ]
    assert _count_acts(database) == 1
    database.close()
