"""The encrypted database of this kiosk: SQLCipher under SQLAlchemy Core."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from local_db.durable_file import sync_folder
from local_db.engine import READ_ONLY, make_engine, named_faults
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey
from local_db.migrate import migrate_if_needed


class Database:
    """An open, migrated database. Safe to share between threads; each transaction has its own connection."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self.path = path
        self._engine = make_engine(path, key)
        self._reading_engine = self._engine.execution_options(**{READ_ONLY: True})

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
    prepare_file(path)
    migrate_if_needed(path, key)
    return Database(path, key)
