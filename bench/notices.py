"""The notices of a day over a whole register in PostgreSQL: the first run, the same day again, the next day;
and a year of a small part of it, some days apart. ``python -m bench.notices --people 2000`` for fewer.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select, text

from bench.country import postgresql
from central.keys.central_keys import load_keys
from central.notices.producing import Producing
from central.records.loading import load
from central.store.notice_tables import person_notice
from simulation.country import country

_ON = date(2026, 11, 27)
_OF_YEAR = 50  # one person in so many
_APART = 7  # days


@dataclass(frozen=True, slots=True)
class _Taken:
    """Seconds by the clock and of this process, which other work beside it does not change; new notices."""

    seconds: float = 0.0
    own: float = 0.0
    notices: int = 0

    def __add__(self, other: _Taken) -> _Taken:
        return _Taken(self.seconds + other.seconds, self.own + other.own, self.notices + other.notices)


def _run(work: Producing, day: date) -> _Taken:
    begun, own = time.perf_counter(), time.process_time()
    notices = 0
    while not (done := work.some(day)).finished:  # at once where a run before has done it
        notices = done.notices
    return _Taken(time.perf_counter() - begun, time.process_time() - own, notices)


def _tell(measure: str, taken: _Taken, people: int) -> None:
    each = 1000 * taken.seconds / people
    print(
        f"{measure:<40}{taken.seconds:>8.1f} s{taken.own:>8.1f} s of its own"
        f"{each:>8.2f} ms a person{taken.notices:>9} notices",
        flush=True,
    )


def _fill(engine: Engine, people: int) -> None:
    load(engine, country(1, people, _ON), lambda: datetime.now(UTC))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="the notices of a day over a whole register")
    parser.add_argument("--people", type=int, default=100_000)
    people = parser.parse_args(arguments or []).people
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as folder:
        keys = load_keys(Path(folder) / "keys")
        with postgresql() as engine:
            _fill(engine, people)
            work = Producing(engine, keys, lambda: datetime.now(UTC))
            gc.freeze()  # as the process that judges does
            print(f"\nNotices of a day over {people} people", flush=True)
            for measure, day in (
                ("the first run", _ON),
                ("the same day again", _ON),
                ("the next day", _ON + timedelta(days=1)),
            ):
                _tell(measure, _run(work, day), people)
            with engine.connect() as connection:
                rows = connection.execute(select(func.count()).select_from(person_notice)).scalar_one()
                size = connection.execute(text("SELECT pg_total_relation_size('person_notice')")).scalar_one()
            print(f"{'room on disk':<40}{size / 1e6:>9.1f} MB{size / max(rows, 1):>9.0f} bytes a notice")
        with postgresql() as engine:
            few = max(people // _OF_YEAR, 50)
            _fill(engine, few)
            now = datetime.combine(_ON, datetime.min.time(), UTC)
            clock = [now]
            work = Producing(engine, keys, lambda: clock[0])
            taken, days = _Taken(), range(0, 366, _APART)
            for number in days:
                clock[0] = now + timedelta(days=number)
                taken += _run(work, _ON + timedelta(days=number))
            _tell(f"a year of {few} people, {len(days)} days of it", taken, few * len(days))


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
