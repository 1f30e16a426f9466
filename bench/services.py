"""The public services: reading the catalogue, deciding one, and filing one without screens."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path

from bench.table import Row, print_table, timed
from commands.demo.headless import HeadlessVisit
from commands.demo.plays import load_play
from commands.demo.world import World
from kiosk.benefits.parameters import shipped_book
from kiosk.reference.reference_data import ReferenceData
from kiosk.sync.act import RecordedAct
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.services.registry import ServiceRegistry

RUNS, FILINGS = 15, 10
SERVICE = "9.14"
TODAY = date(2026, 11, 27)
_READ = """
import time
from kiosk.tasks.catalogue import load_catalogue
start = time.process_time()
load_catalogue()
print(1000 * (time.process_time() - start))
"""
_READ_SERVICES = """
import time
from pathlib import Path
from kiosk.tasks.loading import read_task_files
files = sorted(Path("kiosk/tasks/services/catalogue").glob("*.toml"))
start = time.process_time()
tasks = read_task_files(files)
print(1000 * (time.process_time() - start))
"""
FACTS = {
    "compulsory_months": 100,
    "voluntary_months": 0,
    "months_before_2025_07": 90,
    "last_paid_month": "2026-01",
    "insured_now": False,
}


class _Timed(HeadlessVisit):
    """Without what a card and central's line take."""

    def file_and_time(self) -> float:
        """Milliseconds from choosing the service to the act on the disk and the papers printed."""
        self._elsewhere = 0.0
        start = time.perf_counter()
        self.file(SERVICE, {name: dict(typed) for name, typed in load_play(SERVICE).answers.items()})
        return 1000 * (time.perf_counter() - start - self._elsewhere)

    def _read_card(self) -> None:
        start = time.perf_counter()
        super()._read_card()
        self._elsewhere += time.perf_counter() - start

    def _take_card_away(self) -> None:
        start = time.perf_counter()
        super()._take_card_away()
        self._elsewhere += time.perf_counter() - start

    def _wait_until_sent(self, recorded: RecordedAct) -> None:
        start = time.perf_counter()
        super()._wait_until_sent(recorded)
        self._elsewhere += time.perf_counter() - start


def main() -> None:
    catalogue = load_catalogue()
    registry = ServiceRegistry(catalogue, shipped_book(), ReferenceData().calendar)
    tasks = len(list(catalogue))
    rows = [
        Row(f"read the {len(registry.services())} services", _readings(_READ_SERVICES), "ms"),
        Row(f"read the whole catalogue, {tasks} tasks", _readings(_READ), "ms"),
        timed(f"decide {SERVICE}", partial(registry.decide, SERVICE, FACTS, TODAY), 200),
        Row(f"file {SERVICE} without screens, with receipt and 14-HSB", tuple(_filings()), "ms"),
    ]
    print_table("Public services", rows)


def _readings(program: str) -> tuple[float, ...]:
    """Of the processor, each in a process of its own: one that has read the catalogue keeps it."""
    read = [sys.executable, "-c", program]
    return tuple(float(subprocess.run(read, check=True, capture_output=True).stdout) for _ in range(RUNS))


def _filings() -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.start()
        try:
            kiosk = world.new_kiosk()
            kiosk.start()
            try:
                visit = _Timed(world, kiosk)
                visit.file_and_time()  # the first one loads the typesetter
                return [visit.file_and_time() for _ in range(FILINGS)]
            finally:
                kiosk.close()
        finally:
            world.stop()


if __name__ == "__main__":
    main()
