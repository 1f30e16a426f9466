"""The encrypted database of this kiosk: SQLCipher under SQLAlchemy Core."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from local_db.durable_file import sync_folder
from local_db.engine import READ_ONLY, make_engine, named_faults
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.file_lock import FileLock
from local_db.keys import DatabaseKey
from local_db.migrate import migrate_if_needed
from local_db.rescue.pages import PageFile
from local_db.rescue.recovery import Recovery, finish_recovery, recover
from local_db.schema import enrolment, secret, stream

logger = logging.getLogger(__name__)

_CLOSE_SECONDS = 2.0
_DAMAGE = (LocalDbErrorCode.DATABASE_DAMAGED, LocalDbErrorCode.DATABASE_KEY_WRONG)


class Database:
    """An open, migrated database. Safe to share between threads; each transaction has its own connection."""

    def __init__(self, path: Path, key: DatabaseKey, recovery: Recovery | None = None) -> None:
        """``recovery``: what was found when it had to be recovered to be opened."""
        self.path = path
        self.recovery = recovery
        self._key = key
        self._lock = FileLock(_lock_file(path))
        self._lock.share()
        self._running = 0
        self._closed = False
        self._gate = threading.Condition()
        self._open_engine()

    def _open_engine(self) -> None:
        self._engine = make_engine(self.path, self._key)
        self._reading_engine = self._engine.execution_options(**{READ_ONLY: True})

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._gate:
            if self._closed:
                raise LocalDbError(LocalDbErrorCode.DATABASE_UNREACHABLE, "The database was closed.")
            self._running += 1
        try:
            with named_faults():
                yield
        except LocalDbError as error:
            if error.code != LocalDbErrorCode.DATABASE_KEY_WRONG:
                raise
            # The key has opened this file before: what does not fit it now is the first page.
            raise LocalDbError(LocalDbErrorCode.DATABASE_DAMAGED, "The database file is damaged.") from error
        finally:
            with self._gate:
                self._running -= 1
                self._gate.notify_all()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed and durable when the block ends, rolled back when it raises."""
        with self._transaction(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view; takes no write lock."""
        with self._transaction(), self._reading_engine.connect() as connection:
            yield connection

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the main file."""
        with self._transaction():
            _run(self._engine, "PRAGMA wal_checkpoint(TRUNCATE)")

    def check_integrity(self) -> None:
        """Read and authenticate every page.

        Raises LocalDbError ``database_damaged``, whatever the damage does to the check itself. Seconds for
        large files.
        """
        # A page that is just being moved out of the log may be read half-way: only damage stays.
        if not self._is_whole() and not self._is_whole():
            raise LocalDbError(
                LocalDbErrorCode.DATABASE_DAMAGED, "The database file fails its integrity check."
            )

    def _is_whole(self) -> bool:
        try:
            self.checkpoint()  # cipher_integrity_check does not look into the log: a false alarm
            with self.read() as connection:
                if connection.execute(text("PRAGMA cipher_integrity_check")).first() is not None:
                    return False
                return bool(connection.execute(text("PRAGMA quick_check")).scalar() == "ok")
        except LocalDbError as error:
            if error.code not in _DAMAGE:
                raise
            return False

    def recover(self) -> Recovery:
        """Put a fresh database of all that can be read in the place of the damaged one, which is kept beside
        it; whoever reads or writes meanwhile waits.

        Raises LocalDbError: ``database_busy`` while another process has the file open, ``disk_full``, …
        """
        with self._gate:
            self._gate.wait_for(lambda: self._running == 0)
            self._engine.dispose()
            try:
                self.recovery = _recover_alone(self.path, self._key, self._lock)
            finally:
                self._open_engine()
        return self.recovery

    def close(self) -> None:
        """What runs in another thread comes to its end, unless it takes long; nothing begins any more."""
        with self._gate:
            self._closed = True
            self._gate.wait_for(lambda: self._running == 0, timeout=_CLOSE_SECONDS)
        self._engine.dispose()
        self._lock.close()


def _run(engine: Engine, statement: str) -> None:
    """Outside of any transaction."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute(statement).fetchall()
    finally:
        raw.close()


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _recover_alone(path: Path, key: DatabaseKey, lock: FileLock) -> Recovery:
    if not lock.try_alone():
        raise LocalDbError(
            LocalDbErrorCode.DATABASE_BUSY,
            "The database is damaged and another process has it open: end that, then start the kiosk again.",
        )
    try:
        return recover(path, key)
    except OSError as error:
        raise LocalDbError(
            LocalDbErrorCode.DATABASE_UNREACHABLE,
            "The damaged database cannot be put aside.",
        ) from error
    finally:
        lock.share()


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
    """Open the database at ``path``, making, recovering or migrating it as needed. Raises LocalDbError."""
    prepare_file(path)
    lock = FileLock(_lock_file(path))
    try:
        recovery = _mend_files(path, key) if lock.try_alone() else None
        try:
            _prepare_schema(path, key)
        except LocalDbError as error:
            if error.code not in _DAMAGE or not _key_fits(path, key):
                raise
            recovery = _recover_alone(path, key, lock)
            _prepare_schema(path, key)
        lock.share()
        return Database(path, key, recovery)
    finally:
        lock.close()


def _prepare_schema(path: Path, key: DatabaseKey) -> None:
    """Migrate, and look through the few small tables without which nothing works, with their indices."""
    migrate_if_needed(path, key)
    engine = make_engine(path, key)
    try:
        with named_faults(), engine.execution_options(**{READ_ONLY: True}).connect() as connection:
            for table in (secret, enrolment, stream):
                if connection.execute(text(f"PRAGMA integrity_check({table.name})")).scalar() != "ok":
                    raise LocalDbError(LocalDbErrorCode.DATABASE_DAMAGED, "The database file is damaged.")
    finally:
        engine.dispose()


def _mend_files(path: Path, key: DatabaseKey) -> Recovery | None:
    """Before SQLite looks at them: it would silently drop what lies behind a damaged frame of its log."""
    try:
        if finish_recovery(path):
            logger.error("a recovery of the database that was cut off has been carried to its end")
        log = path.with_name(f"{path.name}-wal")
        if not log.exists() or log.stat().st_size == 0:
            return None
        with PageFile(path, key) as pages:
            damaged = pages.log.damaged
        return recover(path, key) if damaged else None
    except OSError as error:
        raise LocalDbError(
            LocalDbErrorCode.DATABASE_UNREACHABLE,
            "The database files cannot be read: check their owner.",
        ) from error


def _key_fits(path: Path, key: DatabaseKey) -> bool:
    """Whether it is the file that is damaged, not the key that is wrong."""
    with PageFile(path, key) as pages:
        return pages.key_fits()
