"""The encrypted database of this kiosk: SQLCipher under SQLAlchemy Core.

Every commit is durable (WAL with ``synchronous=FULL``): what a citizen was told is kept stays kept when the
power goes. Writers take the lock at once (``BEGIN IMMEDIATE``), so that none fails half-way because another
was faster.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from local_db.durable_file import sync_folder
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey

_BUSY_TIMEOUT_MS = 5000
_READ_ONLY = "local_db_read_only"

_FAULTS: dict[int, tuple[LocalDbErrorCode, str]] = {
    sqlcipher3.SQLITE_FULL: (
        LocalDbErrorCode.DISK_FULL,
        "The disk of this kiosk is full; nothing was stored.",
    ),
    sqlcipher3.SQLITE_BUSY: (
        LocalDbErrorCode.DATABASE_BUSY,
        "Another process holds the database of this kiosk.",
    ),
    sqlcipher3.SQLITE_NOTADB: (
        LocalDbErrorCode.DATABASE_KEY_WRONG,
        "The key does not open the database of this kiosk.",
    ),
    sqlcipher3.SQLITE_CORRUPT: (LocalDbErrorCode.DATABASE_DAMAGED, "The database file is damaged."),
    sqlcipher3.SQLITE_CANTOPEN: (
        LocalDbErrorCode.DATABASE_UNREACHABLE,
        "The database file cannot be opened or made: check the folder and its owner.",
    ),
    sqlcipher3.SQLITE_IOERR: (
        LocalDbErrorCode.DATABASE_DAMAGED,
        "The disk failed while the database was read or written.",
    ),
    sqlcipher3.SQLITE_READONLY: (
        LocalDbErrorCode.DATABASE_UNREACHABLE,
        "The database file may not be written: check the folder and its owner.",
    ),
}


@contextmanager
def named_faults() -> Iterator[None]:
    """Turn what SQLite reports about the world into LocalDbError; our own mistakes pass unchanged."""
    try:
        yield
    except DBAPIError as error:
        primary_code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if primary_code not in _FAULTS:
            raise
        code, sentence = _FAULTS[primary_code]
        raise LocalDbError(code, sentence) from error


def make_engine(path: Path, key: DatabaseKey, *, foreign_keys: bool = True) -> Engine:
    """``foreign_keys=False`` is for migrations: a batch alter of a parent table would delete its children."""
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=sqlcipher3,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
    )

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for statement in (
            key.pragma(),
            f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}",
            "PRAGMA wal_autocheckpoint=1000",
        ):
            cursor.execute(statement)
        cursor.close()

    def begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get(_READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


class Database:
    """An open, migrated database. Safe to share between threads; each transaction has its own connection."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self.path = path
        self._engine = make_engine(path, key)
        self._reading_engine = self._engine.execution_options(**{_READ_ONLY: True})

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed and durable when the block ends, rolled back when it raises."""
        with named_faults(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view; takes no write lock."""
        with named_faults(), self._reading_engine.connect() as connection:
            yield connection

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the main file."""
        raw = self._engine.raw_connection()  # a checkpoint cannot run inside a transaction
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.close()

    def check_integrity(self) -> None:
        """Read and authenticate every page.

        Raises LocalDbError ``database_damaged``. Seconds for large files.
        """
        self.checkpoint()  # cipher_integrity_check does not look into the log and would raise a false alarm
        with self.read() as connection:
            damaged = connection.execute(text("PRAGMA cipher_integrity_check")).all()
            verdict = connection.execute(text("PRAGMA quick_check")).scalar_one()
        if damaged or verdict != "ok":
            raise LocalDbError(
                LocalDbErrorCode.DATABASE_DAMAGED, "The database file fails its integrity check."
            )

    def close(self) -> None:
        self._engine.dispose()


def prepare_file(path: Path) -> None:
    """Make folder and file for a new database with rights for the owner only, before any data is written."""
    if path.exists():
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise LocalDbError(
            LocalDbErrorCode.DATABASE_UNREACHABLE,
            "The database file cannot be made: check the folder and its owner.",
        ) from error
    os.close(descriptor)
    sync_folder(path.parent)


def open_database(path: Path, key: DatabaseKey) -> Database:
    """Open the database at ``path``, making or migrating it as needed. Raises LocalDbError."""
    from local_db.migrate import migrate_if_needed

    prepare_file(path)
    migrate_if_needed(path, key)
    return Database(path, key)
