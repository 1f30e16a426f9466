"""The database of central: PostgreSQL for real, an SQLite file for the demo, through the same statements."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from central.store.migrate import is_at_head, migrate

logger = logging.getLogger(__name__)
_LOG_AHEAD_SECONDS = 10.0
_ASK_AGAIN_SECONDS = 0.5


def open_storage(url: str) -> Engine:
    """Connect, and bring the schema to that of this version. Commits are durable on both databases.

    Raises SchemaError and DBAPIError.
    """
    if url.startswith("sqlite"):
        _make_private_file(url)
    engine = make_engine(url)
    try:
        if not is_at_head(engine):
            migrate_storage(url)
    except Exception:
        engine.dispose()
        raise
    return engine


def wait_for_database(url: str, seconds: float = 60.0) -> None:
    """Until it takes connections: after a crash PostgreSQL recovers first, and where the URL asks for one
    that writes (``target_session_attrs``), a standby has to be promoted. One line says so. Raises DBAPIError
    of the last try.
    """
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    latest, told = time.monotonic() + seconds, False
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if time.monotonic() > latest:
                raise
            if not told:
                logger.warning(
                    "the database takes no connections; waiting for it, %d seconds at most", seconds
                )
            told = True
            time.sleep(_ASK_AGAIN_SECONDS)
        else:
            return


def migrate_storage(url: str) -> None:
    """Raises SchemaError and DBAPIError."""
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    _prepare(engine, foreign_keys=False)
    migrate(engine)


def make_engine(url: str) -> Engine:
    """Connections as every part of central uses them; connects to nothing yet."""
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True)
    else:
        # No ping before each use: it costs as much as a query, and after a restart of the database whoever
        # meets the first dead connection gets a 503, which empties the pool.
        engine = create_engine(url, hide_parameters=True, pool_size=8, max_overflow=16)
    _prepare(engine, foreign_keys=True)
    return engine


def reading(engine: Engine) -> Engine:
    """The same connections for single queries: on PostgreSQL without a BEGIN before and a ROLLBACK behind."""
    return engine.execution_options(isolation_level="AUTOCOMMIT") if _is_postgresql(engine) else engine


def _is_postgresql(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _make_private_file(url: str) -> None:
    """SQLite would make its file readable by all; the files beside it get the permissions of this one."""
    name = make_url(url).database
    if name and name != ":memory:":
        os.close(os.open(Path(name), os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(engine: Engine, *, foreign_keys: bool) -> None:
    if engine.dialect.name != "sqlite":
        return

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=10000").close()
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL").close()
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}").close()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_immediate)


def _log_ahead(connection: Any) -> None:
    """Of several that give a new file its write-ahead log at once, SQLite refuses some and lets none wait."""
    latest = time.monotonic() + _LOG_AHEAD_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError:
            if time.monotonic() > latest:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def upsert(
    connection: Connection, table: Table, values: Mapping[str, Any]
) -> postgresql.Insert | sqlite.Insert:
    """An INSERT of one row that knows ON CONFLICT, in the words of the database at hand."""
    return upserts(connection, table).values(**values)


def upserts(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The same for rows that are handed over when it is executed."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
