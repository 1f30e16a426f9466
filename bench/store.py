"""What a citizen waits for while the act is made durable, and how fast a backlog leaves after an outage.

Beside it, in turn with it: the same row in a plain sqlite3 database that is as durable (WAL, FULL), and in an
encrypted one without SQLAlchemy, which shows what each of the two costs.
"""

from __future__ import annotations

import secrets
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import text

from bench.table import Row, print_table, timed
from central.embedded import EmbeddedCentral
from kiosk.sync.worker import SyncPace
from local_db.database import Database, open_database
from tests.acts import registration_payload
from tests.ready_made import KEY
from tests.sync_parts import Station, open_station, sample_act

_PORTRAIT_BYTES = 15_000  # noise, sent as 30 kB of hexadecimal text: about one portrait
_BACKLOG = 300
_COMMITS = 200
_SEALED_CHARS = 40_000  # of such an act
_TABLE = "bench (id INTEGER PRIMARY KEY, sealed TEXT)"


def _record(station: Station, count: int) -> list[float]:
    """Milliseconds of each recording: sealing and one durable commit."""
    samples = []
    for _ in range(count):
        act = sample_act(payload=registration_payload(portrait=secrets.token_hex(_PORTRAIT_BYTES)))
        begun = time.perf_counter()
        station.recorder.record(act)
        samples.append((time.perf_counter() - begun) * 1000)
    return samples


def _bare(connection: Any) -> Callable[[str], object]:
    """A commit by the driver alone. ``connection`` is in no transaction by itself."""
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", f"CREATE TABLE {_TABLE}"):
        connection.execute(statement)
    return lambda sealed: connection.execute("INSERT INTO bench (sealed) VALUES (?)", (sealed,))


def _encrypted(path: Path) -> Any:
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    connection.execute(KEY.pragma())
    return connection


def _ours(database: Database) -> Callable[[str], object]:
    with database.write() as connection:
        connection.execute(text(f"CREATE TABLE {_TABLE}"))
    insert = text("INSERT INTO bench (sealed) VALUES (:sealed)")

    def commit(sealed: str) -> None:
        with database.write() as connection:
            connection.execute(insert, {"sealed": sealed})

    return commit


def _commits(folder: Path) -> list[Row]:
    """A row in a commit of its own, in turn."""
    database = open_database(folder / "ours.db", KEY)
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    encrypted = _encrypted(folder / "encrypted.db")
    ways = {
        "a row of 40 kB committed, encrypted database": _ours(database),
        "the same without SQLAlchemy": _bare(encrypted),
        "the same, plain sqlite3 with FULL": _bare(plain),
    }
    samples: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_COMMITS):
        sealed = secrets.token_urlsafe(3 * _SEALED_CHARS // 4)
        for name, commit in ways.items():
            begun = time.perf_counter()
            commit(sealed)
            samples[name].append((time.perf_counter() - begun) * 1000)
    for each in (plain, encrypted, database):
        each.close()
    mine, _, theirs = (statistics.median(each) for each in samples.values())
    return [
        *(Row(name, tuple(found), "ms") for name, found in samples.items()),
        Row("ratio of commits a second (target 0.7)", (theirs / mine,), "×"),
    ]


def _drain(station: Station, url: str) -> float:
    """Seconds until the outbox is empty."""
    empty = threading.Event()
    worker = station.worker(url, SyncPace())
    worker.listen(lambda state: empty.set() if state.online and state.pending == 0 else None, lambda *_: None)
    begun = time.perf_counter()
    worker.start()
    if not empty.wait(120):
        raise RuntimeError("the outbox did not empty within two minutes")
    taken = time.perf_counter() - begun
    worker.stop()
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as folder:
        path = Path(folder) / "kiosk.db"
        open_database(path, KEY).close()
        opening = timed("open the encrypted database", lambda: open_database(path, KEY).close(), 20)
        central = EmbeddedCentral(Path(folder) / "central")
        central.start()
        station = open_station(path)
        station.enrol(central.url, central.new_enrolment_code())
        _record(station, 5)
        samples = _record(station, _BACKLOG)
        seconds = _drain(station, central.url)
        rows = [
            opening,
            Row("record one act of 30 kB (seal, durable commit)", tuple(samples), "ms"),
            *_commits(Path(folder)),
            Row("acts recorded", (len(samples) / (sum(samples) / 1000),), "1/s"),
            Row("acts sent, stored and signed for (SQLite central)", (_BACKLOG / seconds,), "1/s"),
        ]
        station.close()
        central.stop()
    print_table("Store and sync", rows)


if __name__ == "__main__":
    main()
