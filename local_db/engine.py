"""The SQLCipher engine: keyed, durable connections, and SQLite's faults by name.

Every commit is durable (WAL with ``synchronous=FULL``): what a citizen was told is kept stays kept when the
power goes. Writers take the lock at once (``BEGIN IMMEDIATE``), so that none fails half-way because another
was faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey

READ_ONLY = "local_db_read_only"
"""Execution option of connections that only read: they take no write lock."""

_BUSY_TIMEOUT_MS = 5000

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
    except (DBAPIError, sqlcipher3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        primary_code = getattr(original, "sqlite_errorcode", 0) & 0xFF
        if primary_code not in _FAULTS:
            raise
        code, sentence = _FAULTS[primary_code]
        raise LocalDbError(code, sentence) from error


def _part_with_damage(context: ExceptionContext) -> None:
    """SQLCipher lets a connection that has met a damaged page write no more: the pool gets it no more."""
    code = getattr(context.original_exception, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlcipher3.SQLITE_CORRUPT, sqlcipher3.SQLITE_READONLY):
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False


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
        read_only = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    event.listen(engine, "handle_error", _part_with_damage)
    return engine
