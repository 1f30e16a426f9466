"""A backup of central's SQLite file, and its return."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def take_backup(folder: Path) -> bytes:
    """The database in central's ``folder`` as it is now; also while central runs."""
    copy = folder / "backup.db"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / "central.db")) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy.read_bytes()


def put_back(folder: Path, backup: bytes) -> None:
    """While central does not run."""
    for name in ("central.db-wal", "central.db-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "central.db").write_bytes(backup)
