"""What a long queue costs: counts, the list, what waits, and the purge, before and after state and sealed
texts were kept apart (schema 0002 and now). Nine of ten rows are sent.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from bench.table import Row, print_table, timed
from kiosk.contract.wire import chain_hash, chain_start
from kiosk.sync.recorder import open_outbox
from local_db.database import Database, open_database
from local_db.engine import make_engine
from local_db.migrate import migrate_to
from tests.ready_made import KEY

ROWS = 50_000
_WAITING = ROWS // 10
_SEALED_CHARS = 8_000
_FIRST = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_STREAM = UUID(int=1)


def _rows() -> Iterator[tuple[object, ...]]:
    """Whole as acts are: a kiosk that looks through them finds nothing amiss."""
    previous = chain_start(_STREAM)
    for number in range(1, ROWS + 1):
        at = (_FIRST + timedelta(minutes=number)).isoformat(timespec="microseconds")
        sent = number <= ROWS - _WAITING
        closed = ("sent", "r" * 700, f"DK-2026-{number:06d}", at) if sent else ("pending", None, None, None)
        sealed = f"{number:08d}" + "s" * (_SEALED_CHARS - 8)
        act = UUID(int=number)
        chain = chain_hash(previous, number, act, sealed)
        digest = hashlib.sha256(sealed.encode("ascii")).hexdigest()
        keys = (previous, chain, sealed, None, digest, "m" * 64, f"{number % 9000:064d}")
        previous = chain
        what = ("registration.adult", at, *keys, "Đăng ký · 001••••••017")
        yield (str(_STREAM), number, str(act), *what, *closed)


def fill(path: Path) -> None:
    """As the version before left it."""
    migrate_to(path, KEY, "0002")
    engine = make_engine(path, KEY)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO stream VALUES (:id, :at, 1)"), {"id": str(_STREAM), "at": _FIRST.isoformat()}
        )
        marks = ", ".join("?" * 17)
        connection.exec_driver_sql(f"INSERT INTO outbox VALUES ({marks})", list(_rows()))  # noqa: S608
    engine.dispose()


_COLUMNS = "act_id, stream_id, sequence, kind, occurred_at, state, case_number, received_at, summary"
_NEWEST_FIRST = f"SELECT {_COLUMNS} FROM outbox ORDER BY stream_id DESC, sequence DESC"  # noqa: S608
_BEFORE = {
    "counts": "SELECT state, count(*) FROM outbox GROUP BY state",
    "list of 200": f"{_NEWEST_FIRST} LIMIT 200",
    "the whole list": _NEWEST_FIRST,
}


def _before(database: Database) -> list[Row]:
    def run(statement: str) -> Callable[[], object]:
        def work() -> object:
            with database.read() as connection:
                return connection.execute(text(statement)).all()

        return work

    return [timed(f"{name}, before", run(statement), 5) for name, statement in _BEFORE.items()]


def _after(database: Database) -> list[Row]:
    outbox = open_outbox(database)
    middle = outbox.get(UUID(int=ROWS // 2))
    purged = timed("purge of 500", lambda: outbox.purge(_FIRST + timedelta(days=400)), 5, warm_up=0)
    return [
        timed("counts", outbox.counts, 5),
        timed("waiting count", outbox.pending_count, 5),
        timed("list of 200", lambda: outbox.rows(200), 5),
        timed("a page of 200 in the middle", lambda: outbox.rows(200, after=middle), 5),
        timed("the whole list", lambda: outbox.rows(ROWS), 5),
        purged,
    ]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as folder:
        path = Path(folder) / "kiosk.db"
        fill(path)
        old = Database(path, KEY)
        rows = _before(old)
        old.close()
        rows.append(
            timed("migration with its copy", lambda: open_database(path, KEY).close(), 1, "s", warm_up=0)
        )
        database = open_database(path, KEY)
        rows += _after(database)
        database.close()
    print_table(f"A queue of {ROWS} acts of {_SEALED_CHARS} characters", rows)


if __name__ == "__main__":
    main()
