from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

import central.books.tables
import central.records.tables
import central.smart_otp.tables  # noqa: F401 # all stand in the same metadata
from central.grants.tables import grant_audit
from central.intake.case_numbers import stream_number
from central.store import migrate, schema
from central.store.account_tables import account, account_name
from central.store.migrate import SchemaError, find_revision, is_at_head
from central.store.schema import metadata
from central.store.storage import make_engine, migrate_storage, open_storage
from tests.central_databases import new_database
from tests.patience import PATIENCE

pytestmark = pytest.mark.usefixtures("migrated_for_real")

ROOT = Path(__file__).parents[3]
SCRIPTS = Path(migrate.__file__).parent / "migrations"

START = """
import sys
from pathlib import Path
from central.keys.central_keys import load_keys
from central.store.storage import open_storage
print("ready", flush=True)
sys.stdin.readline()
keys = load_keys(Path(sys.argv[2]))
open_storage(sys.argv[1]).dispose()
print(keys.intake.thumbprint(), keys.receipt.thumbprint(), keys.hashing.hex())
"""

NEXT_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("further", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("{then}")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a database in which nothing is yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.db'}"
    return new_database(request.getfixturevalue("postgresql"))


def made_before_there_were_migrations(url: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0001")
        migrate_storage(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    return engine


def with_next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    script = NEXT_REVISION.format(head=migrate.HEAD, then=then)
    (scripts / "versions" / "9999_next.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", "9999")


def test_there_is_one_newest_script_and_it_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_the_migrated_schema_is_the_schema_in_code(url: str) -> None:
    engine = open_storage(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_many_centrals_may_start_at_once_on_an_empty_database(url: str, tmp_path: Path) -> None:
    arguments = [sys.executable, "-W", "error", "-c", START, url, str(tmp_path / "keys")]
    processes = [
        subprocess.Popen(
            arguments,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:  # all are waiting: let them go together
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [errors for _, errors in told] == [""] * 4
    assert len({keys for keys, _ in told}) == 1
    engine = create_engine(url)
    assert is_at_head(engine)
    engine.dispose()


def test_many_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    def connect(url: str) -> str:
        engine = make_engine(url)
        with engine.connect() as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        engine.dispose()
        return str(mode)

    with ThreadPoolExecutor(8) as threads:
        for number in range(60):
            url = f"sqlite:///{tmp_path}/{number}.db"
            assert list(threads.map(connect, [url] * 8)) == ["wal"] * 8


OLD_EVENT = (
    "INSERT INTO event (stream_id, sequence, act_id, chain, sealed, sealed_sha256, received_at, quarantine,"
    " kind, case_number, receipt) VALUES (:stream, :sequence, :act, 'c', 's', 'h', '2026-03-02 01:30:00',"
    " :quarantine, 'registration.adult', :number, 'r')"
)


def fill_old_database(engine: Engine) -> None:
    """One act that counts, one of its repeats, one in quarantine."""
    stream, act = uuid4(), uuid4()

    def as_stored(each: UUID) -> object:
        return each.hex if engine.dialect.name == "sqlite" else each

    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO device (kid, kiosk_id, office_id, office_name, public_key, enrolled_at)"
                " VALUES ('kid', 'KIOSK-01', '00100', 'Thử', '{}', '2026-03-02 01:30:00')"
            )
        )
        connection.execute(
            text("INSERT INTO stream VALUES (:stream, 'kid', 3, 'c', '2026-03-02 01:30:00')"),
            {"stream": as_stored(stream)},
        )
        for sequence, act_id, quarantine, number in (
            (1, act, None, "DK-2026-000001"),
            (2, act, "act-known", None),
            (3, uuid4(), "kind-unknown", None),
        ):
            values: dict[str, object] = {"sequence": sequence, "quarantine": quarantine, "number": number}
            values |= {"stream": as_stored(stream), "act": as_stored(act_id)}
            connection.execute(text(OLD_EVENT), values)


def test_a_database_older_than_the_migrations_is_taken_over(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = made_before_there_were_migrations(url, monkeypatch)
    fill_old_database(old)
    old.dispose()
    engine = open_storage(url)
    with engine.connect() as connection:
        assert find_revision(connection) == migrate.HEAD
        assert connection.execute(text("SELECT kiosk_id FROM device")).scalars().all() == ["KIOSK-01"]
        judged = connection.execute(text("SELECT outcome, problem FROM judgement ORDER BY sequence")).all()
        assert [tuple(row) for row in judged] == [
            ("case", None),
            ("known", None),
            ("quarantined", "kind-unknown"),
        ]
        counts = connection.execute(
            text(
                "SELECT event.case_number, case_file.kind FROM act JOIN event USING (stream_id, sequence)"
                " JOIN case_file USING (case_id)"
            )
        ).all()
        assert [tuple(row) for row in counts] == [("DK-2026-000001", "registration.adult")]
        cases = connection.execute(text("SELECT number, kiosk_id, office_id, state, version FROM case_file"))
        assert [tuple(row) for row in cases] == [("DK-2026-000001", "KIOSK-01", "00100", "received", 1)]
        history = connection.execute(text("SELECT version, state, who FROM case_change"))
        assert [tuple(row) for row in history] == [(1, "received", "kiosk")]
        stream_id, number = connection.execute(
            select(schema.stream.c.stream_id, schema.stream.c.number)
        ).one()
        assert number == stream_number(stream_id)
    engine.dispose()


OLD_AUDIT = "INSERT INTO grant_audit (at, what, kid, office_id) VALUES (:at, :what, 'kid', :office)"
OLD_ACCOUNT = "INSERT INTO account VALUES ('one', 'name', 'personal_number', 'active', :case, :at, :at)"


def test_audits_keep_their_order_and_accounts_their_user_names(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over 0045, which gives them other keys."""
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0042")
        migrate_storage(url)
    row = {"at": "2026-11-02 01:30:00", "case": uuid4().hex}
    old = create_engine(url)
    with old.begin() as connection:
        for what, office in (("refused", None), ("granted", "00100"), ("read", "00100")):
            line = {**row, "what": what, "office": office}
            connection.execute(text(OLD_AUDIT), line)
        connection.execute(text(OLD_ACCOUNT), row)
    old.dispose()
    engine = open_storage(url)
    with engine.connect() as connection:
        audit = select(grant_audit.c.what, grant_audit.c.office_id).order_by(grant_audit.c.entry)
        kept = [tuple(row) for row in connection.execute(audit)]
        assert kept == [("refused", ""), ("granted", "00100"), ("read", "00100")]
        assert [tuple(row) for row in connection.execute(select(account_name))] == [("name", "one")]
        assert connection.execute(select(account.c.case_id)).scalars().all() == [UUID(row["case"])]
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    engine = open_storage(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    engine.dispose()
    with pytest.raises(SchemaError) as caught:
        open_storage(url)
    assert caught.value.code == "database_too_new"


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_storage(url).dispose()
    head = migrate.HEAD
    with_next_revision(tmp_path, monkeypatch, then="DROP TABLE no_such_table")
    with pytest.raises(DBAPIError):
        open_storage(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert find_revision(connection) == head
        assert not inspect(connection).has_table("further")
    engine.dispose()


def test_the_file_of_the_demo_is_for_its_owner_alone(tmp_path: Path) -> None:
    engine = open_storage(f"sqlite:///{tmp_path / 'central.db'}")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM to_judge"))
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    engine.dispose()
    assert modes == {"central.db": 0o600, "central.db-wal": 0o600, "central.db-shm": 0o600}
