from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from local_db import migrate
from local_db.database import Database, open_database
from local_db.engine import make_engine
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey
from local_db.schema import metadata

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
