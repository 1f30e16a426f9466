from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from local_db.database import Database, open_database
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey
from local_db.secret_store import get_or_create_secret

KEY = DatabaseKey(bytes(range(48)))


def test_every_connection_is_durable_and_checks_foreign_keys(tmp_path: Path) -> None:
    database = open_database(tmp_path / "kiosk.db", KEY)
    with database.read() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        provider = connection.execute(text("PRAGMA cipher_provider")).scalar_one()
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    assert provider == "openssl"


def test_files_belong_to_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "kiosk.db"
    database = open_database(path, KEY)
    get_or_create_secret(database, "name", lambda: b"value")
    modes = {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    database.close()
    assert modes == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_wrong_key_is_named_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    open_database(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(LocalDbError) as caught:
        open_database(path, DatabaseKey.generate())
    assert caught.value.code == LocalDbErrorCode.DATABASE_KEY_WRONG
    assert path.read_bytes() == before
    open_database(path, KEY).close()


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LocalDbError) as caught:
        open_database(tmp_path / "file" / "kiosk.db", KEY)
    assert caught.value.code == LocalDbErrorCode.DATABASE_UNREACHABLE


def test_no_plain_text_reaches_the_files(tmp_path: Path) -> None:
    canary = b"canary of a person"
    path = tmp_path / "kiosk.db"
    database = open_database(path, KEY)
    get_or_create_secret(database, "name", lambda: canary)
    while_open = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    database.checkpoint()
    database.close()
    closed = path.read_bytes()
    for content in (while_open, closed):
        assert canary not in content
        assert b"SQLite format 3" not in content
        assert b"secret" not in content  # not even the names of tables


def test_full_disk_is_named_and_leaves_the_rest_readable(tmp_path: Path) -> None:
    database = open_database(tmp_path / "kiosk.db", KEY)
    get_or_create_secret(database, "small", lambda: b"kept")
    _limit_to_present_size(database)
    with pytest.raises(LocalDbError) as caught:
        get_or_create_secret(database, "large", lambda: bytes(1 << 20))
    assert caught.value.code == LocalDbErrorCode.DISK_FULL
    assert get_or_create_secret(database, "small", lambda: b"lost") == b"kept"
    database.check_integrity()
    database.close()


def _limit_to_present_size(database: Database) -> None:
    """SQLite then reports SQLITE_FULL as it does on a full disk. Holds for the pool's one idle connection."""
    with database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))


def test_flipped_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    database = open_database(path, KEY)
    get_or_create_secret(database, "name", lambda: bytes(20000))
    database.check_integrity()
    database.close()
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)
    damaged = Database(path, KEY)
    with pytest.raises(LocalDbError) as caught:
        damaged.check_integrity()
    damaged.close()
    assert caught.value.code == LocalDbErrorCode.DATABASE_DAMAGED


def test_a_failing_block_stores_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "kiosk.db", KEY)

    def fail_half_way() -> None:
        with database.write() as connection:
            connection.execute(text("INSERT INTO secret VALUES ('name', x'00')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM secret")).scalar_one() == 0
    database.close()
