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
from sqlalchemy import inspect, text

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
        connection.execute(text("PRAGMA user_version = 7777"))
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


def test_the_former_program_works_on_what_a_newer_one_has_migrated(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    _database_with_one_act(path)
    with pytest.MonkeyPatch.context() as newer:
        _with_next_revision(tmp_path, newer, "pass")
        open_database(path, KEY).close()
    database = open_database(path, KEY)
    with database.write() as connection:
        connection.execute(text("UPDATE outbox SET kind = 'of-the-former'"))
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    assert _count_acts(database) == 1
    database.close()


def test_the_former_program_refuses_what_a_newer_one_says_it_cannot_use(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    _database_with_one_act(path)
    with pytest.MonkeyPatch.context() as newer:
        _with_next_revision(tmp_path, newer, "pass")
        newer.setattr(migrate, "OLDEST_PROGRAM", "9999")
        open_database(path, KEY).close()
    with pytest.raises(LocalDbError) as caught:
        open_database(path, KEY)
    assert caught.value.code == LocalDbErrorCode.DATABASE_TOO_NEW


def _what_takes_away(path: Path, since: str) -> list[str]:
    """What in the schema of HEAD a program of the revision ``since`` cannot work with, as far as a schema
    tells: what is missing, and what that program would have to fill in.
    """
    schemas = []
    for revision in (since, migrate.HEAD):
        file = path / f"{revision}.db"
        migrate.migrate_to(file, KEY, revision)
        engine = make_engine(file, KEY)
        found = inspect(engine)
        schemas.append(
            {
                name: {each["name"]: each for each in found.get_columns(name)}
                for name in found.get_table_names()
            }
        )
        engine.dispose()
    before, after = schemas
    wrong = [f"{table} is gone" for table in before.keys() - after.keys()]
    for table in before.keys() & after.keys():
        wrong += [f"{table}.{name} is gone" for name in before[table].keys() - after[table].keys()]
        for name, column in after[table].items():
            was_optional = name not in before[table] or before[table][name]["nullable"]
            if was_optional and not column["nullable"] and column["default"] is None:
                wrong.append(f"{table}.{name} has to be given")
    return wrong


def test_the_oldest_program_that_is_named_finds_all_it_needs(tmp_path: Path) -> None:
    """Raise OLDEST_PROGRAM with the migration that takes something away, a release after it was last used."""
    assert _what_takes_away(tmp_path, migrate.OLDEST_PROGRAM) == []


def test_what_takes_away_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = migrate.HEAD
    gone = 'batch.alter_column("current", nullable=True); batch.drop_column("created_at")'
    new = 'batch.add_column(sa.Column("must", sa.Text, nullable=False))'
    _with_next_revision(tmp_path, monkeypatch, f'with op.batch_alter_table("stream") as batch: {gone}; {new}')
    assert sorted(_what_takes_away(tmp_path, before)) == [
        "stream.created_at is gone",
        "stream.must has to be given",
    ]
