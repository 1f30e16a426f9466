"""Memory by process: the kiosk and its face worker, at rest and in the midst of visits; central's workers and
the process that judges, after a load.

What is common to several counts once, so that the sum is what they take. ``bench.grants`` has the same of a
central with a country in its register.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from bench.ingest import send_all
from bench.kiosks import enrolled_kiosks
from bench.running_central import RunningCentral, megabytes, memory_rows, running_central, wait_for_judging
from bench.table import Row, print_table

_KIOSKS, _ACTS, _BATCH = 16, 100, 10
_LOOK_SECONDS = 0.5
_FACE_WORKER = "spawn_main"

_AT_REST = """
import sys
import main
from ui.environment import prepare_environment
prepare_environment()
from PySide6.QtCore import QTimer
import ui.app
run = ui.app.run_window
def run_and_tell(parts):
    look = QTimer(interval=100)
    look.timeout.connect(lambda: parts.is_warm and (print("warm", flush=True), look.stop()))
    def begin(_window):
        look.start()
    return run(parts, begin)
ui.app.run_window = run_and_tell
sys.exit(main.main(["run", "--settings", sys.argv[1]]))
"""


def _kiosk_and_worker(kiosk: psutil.Process) -> tuple[float, float]:
    workers = [each for each in kiosk.children() if _FACE_WORKER in " ".join(each.cmdline())]
    return megabytes(kiosk), sum(megabytes(each) for each in workers)


@contextmanager
def _run(arguments: list[str]) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _at_rest(folder: Path) -> list[Row]:
    settings = folder / "kiosk.toml"
    settings.write_text(
        f'mode = "development"\ndata_folder = "{folder}/data"\n'
        '[central]\nurl = "http://127.0.0.1:9"\n[screen]\nfull_screen = false\n',
        "utf-8",
    )
    with _run(["-c", _AT_REST, str(settings)]) as process:
        assert process.stdout is not None
        process.stdout.readline()
        kiosk, worker = _kiosk_and_worker(psutil.Process(process.pid))
    return [
        Row("kiosk, all loaded, nobody there", (kiosk,), "MB"),
        Row("its face worker", (worker,), "MB"),
    ]


def _in_visits(folder: Path) -> list[Row]:
    """The most that was seen while one person does everything."""
    arguments = ["main.py", "demo", "--offscreen", "--json", "--task", "all", "--out", str(folder / "demo")]
    kiosk, worker = 0.0, 0.0
    with _run(arguments) as process:
        watched, over = psutil.Process(process.pid), threading.Event()
        assert process.stdout is not None

        def read() -> None:
            process.communicate()
            over.set()

        reading = threading.Thread(target=read)
        reading.start()
        while not over.wait(_LOOK_SECONDS):
            with suppress(psutil.NoSuchProcess):
                now = _kiosk_and_worker(watched)
                kiosk, worker = max(kiosk, now[0]), max(worker, now[1])
        reading.join()
    return [
        Row("kiosk in a visit of every task, at most *", (kiosk,), "MB"),
        Row("its face worker, at most", (worker,), "MB"),
    ]


def _of_central(central: RunningCentral) -> list[Row]:
    kiosks = enrolled_kiosks(central.engine, _KIOSKS)
    for kiosk in kiosks:
        kiosk.seal_acts(_ACTS, 15_000, central.intake_key)
    requests = [
        [kiosk.request(kiosk.push_body(first, _BATCH)) for first in range(0, _ACTS, _BATCH)]
        for kiosk in kiosks
    ]
    asyncio.run(send_all(central.port, requests, _KIOSKS * _ACTS))
    wait_for_judging(central)
    return memory_rows(central)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as name:
        rows = [*_at_rest(Path(name)), *_in_visits(Path(name))]
    with running_central(2) as central:
        rows += _of_central(central)
    print_table(f"Memory; central after {_KIOSKS * _ACTS} acts", rows)
    print("* with the demo's central, person and simulated devices in the same process")


if __name__ == "__main__":
    main()
