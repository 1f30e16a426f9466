"""A fresh database of everything that can still be read in a damaged one, which is kept beside it.

The steps survive being cut off at any point: the damaged files get second names first; the fresh file is
complete and durable before it gets the name ``….recovered``; once that name exists the exchange is only ever
carried to its end, now or at the next start.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, text

from local_db.durable_file import sync_folder
from local_db.engine import make_engine, named_faults
from local_db.keys import DatabaseKey
from local_db.migrate import HEAD, known_revisions, migrate_to
from local_db.outbox_rows import RECOVERED
from local_db.rescue.pages import DamagedPageError, PageFile
from local_db.rescue.rows import FoundRow, Value, rows_of
from local_db.rescue.shapes import TableShape, shapes_of

logger = logging.getLogger(__name__)

_REVISION = re.compile(r"\d{4}")
_SIDE_FILES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a recovery found: rows taken over by table, and pages that could not be read."""

    rows: Counter[str] = field(default_factory=Counter)
    damaged_pages: int = 0
    kept_as: str = ""  # name of the damaged file


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def finish_recovery(path: Path) -> bool:
    """Carry an exchange of files to its end that was cut off; whether there was one."""
    _remove(_beside(path, ".recovering"))
    fresh = _beside(path, ".recovered")
    if not fresh.exists():
        return False
    # The log first: beside another main file it would be played into that.
    for ending in _SIDE_FILES:
        _beside(path, ending).unlink(missing_ok=True)
    sync_folder(path.parent)
    fresh.replace(path)
    sync_folder(path.parent)
    return True


def recover(path: Path, key: DatabaseKey) -> Recovery:
    """Put a fresh database in the place of a damaged one. The caller has the file alone.

    Raises LocalDbError (``disk_full``, …) and OSError; then the damaged database still stands in its place.
    """
    finish_recovery(path)
    kept_as = _keep(path)
    fresh = _beside(path, ".recovering")
    with PageFile(path, key) as pages:
        revision = _revision_of(pages)
        migrate_to(fresh, key, revision)
        recovery = _Copying(pages, fresh, key, revision).run()
    _remove_side_files(fresh)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(_beside(path, ".recovered"))
    sync_folder(path.parent)
    finish_recovery(path)
    logger.error(
        "the database was damaged: %d rows were taken over into a fresh one, %d pages could not be read",
        recovery.rows.total(),
        recovery.damaged_pages,
    )
    return Recovery(recovery.rows, recovery.damaged_pages, kept_as)


def _keep(path: Path) -> str:
    """Second names for the damaged files, so that they stay when the first names go. The same files are not
    kept twice when a recovery begins again.
    """
    number = 1
    while (kept := _beside(path, f".damaged-{number}")).exists() and not kept.samefile(path):
        number += 1
    for ending in ("", "-wal"):
        source, copy = _beside(path, ending), _beside(kept, ending)
        if source.exists() and not copy.exists():
            _name_again(source, copy)
    sync_folder(path.parent)
    return kept.name


def _name_again(source: Path, copy: Path) -> None:
    try:
        os.link(source, copy)
    except OSError:  # a file system without second names: FAT, some network disks
        shutil.copyfile(source, copy)
        copy.chmod(0o600)
        with copy.open("rb") as file:
            os.fsync(file.fileno())


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_side_files(path)


def _remove_side_files(path: Path) -> None:
    for ending in (*_SIDE_FILES, "-journal"):
        _beside(path, ending).unlink(missing_ok=True)


def _found(pages: PageFile) -> Iterator[FoundRow]:
    for number in pages.numbers():
        try:
            page = pages.read(number)
        except DamagedPageError:
            continue
        yield from rows_of(number, page, pages.read)


def _revision_of(pages: PageFile) -> str:
    for row in _found(pages):
        match row.values:
            case (str(revision),) if _REVISION.fullmatch(revision) and revision in known_revisions():
                return revision
    return HEAD


class _Copying:
    def __init__(self, pages: PageFile, fresh: Path, key: DatabaseKey, revision: str) -> None:
        self._pages = pages
        self._engine = make_engine(fresh, key, foreign_keys=False)
        self._revision = revision
        self._rows: Counter[str] = Counter()

    def run(self) -> Recovery:
        try:
            with named_faults(), self._engine.begin() as connection:
                shapes = shapes_of(connection)
                for row in _found(self._pages):
                    self._take(connection, shapes, row)
                _mend(connection, shapes)
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                raw.close()
        finally:
            self._engine.dispose()
        return Recovery(self._rows, sum(1 for number in self._pages.numbers() if not self._reads(number)))

    def _take(self, connection: Connection, shapes: list[TableShape], row: FoundRow) -> None:
        for shape in shapes:
            values = shape.fit(row)
            if values is not None:
                taken = connection.exec_driver_sql(shape.insert, tuple(values))
                self._rows[shape.name] += taken.rowcount
                return

    def _reads(self, number: int) -> bool:
        try:
            self._pages.read(number)
        except DamagedPageError:
            return False
        return True


def _mend(connection: Connection, shapes: list[TableShape]) -> None:
    """What several tables say about the same must fit together again."""
    names = {shape.name for shape in shapes}
    if "envelope" in names:
        _restore_rows_of_envelopes(connection)
    if (
        "attachment" in names
    ):  # of a row that was read as it stood before the act, where the later page is gone
        connection.execute(
            text(
                "UPDATE attachment SET state = 'waiting'"
                " WHERE state = 'held' AND act_id IN (SELECT act_id FROM outbox)"
            )
        )
    if "feed_state" in names:  # entries may be what is missing: central tells everything anew
        connection.execute(text("DELETE FROM feed_state"))
    connection.execute(
        text(
            "INSERT OR IGNORE INTO stream "
            "SELECT stream_id, min(occurred_at), 0 FROM outbox GROUP BY stream_id"
        )
    )
    # The end of the present stream may be what is missing: no place is taken twice.
    connection.execute(text("UPDATE stream SET current = 0"))


def _restore_rows_of_envelopes(connection: Connection) -> None:
    """An act whose own row is gone can still be sent; what only that row told is not known any more."""
    orphans = "SELECT * FROM envelope WHERE act_id NOT IN (SELECT act_id FROM outbox)"
    for row in connection.execute(text(orphans)).all():
        values: dict[str, Value] = {
            "stream_id": row.stream_id,
            "sequence": row.sequence,
            "act_id": row.act_id,
            "previous": row.previous,
            "chain": row.chain,
            "kind": RECOVERED,
            "sha": hashlib.sha256(row.sealed.encode()).hexdigest(),
        }
        connection.execute(text(_PLAIN_ROW), values)


_PLAIN_ROW = """
INSERT OR IGNORE INTO outbox (stream_id, sequence, act_id, kind, occurred_at, previous, chain, sealed_sha256,
  content_mac, subject_hash, summary, state)
VALUES (:stream_id, :sequence, :act_id, :kind, '1970-01-01T00:00:00.000000+00:00', :previous, :chain,
  :sha, '', '', '', 'pending')
"""
