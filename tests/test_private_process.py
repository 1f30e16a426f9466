"""No process of ours can be read by another program of its user, nor leaves a core dump."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from kiosk.documents import typesetting_process
from tests.closed_memory import GROUP, is_closed
from tests.patience import PATIENCE, until

ROOT = Path(__file__).parents[1]
WAITS = "import sys; sys.stdin.read()"


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours, in a group that tells whether it is closed; killed at the end if it still lives."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        group=GROUP,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()


def test_a_process_is_open_until_it_closes_its_memory() -> None:
    closing = "from private_process import *; keep_private(); print(is_private(), flush=True)"
    with (
        started("-c", f"print(flush=True); {WAITS}") as usual,
        started("-c", f"{closing}; {WAITS}") as closed,
    ):
        assert (first_line(usual), first_line(closed)) == (b"\n", b"True\n")
        assert (is_closed(usual.pid), is_closed(closed.pid)) == (False, True)


def test_the_kiosk_and_its_face_worker_are_closed(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text(
        f'mode = "development"\ndata_folder = "{tmp_path}/data"\n[screen]\nfull_screen = false\n', "utf-8"
    )
    with started("main.py", "run", "--settings", str(settings)) as kiosk:

        def face_worker() -> psutil.Process | None:
            children = psutil.Process(kiosk.pid).children()
            return next((each for each in children if "spawn_main" in " ".join(each.cmdline())), None)

        until(lambda: face_worker() is not None)
        assert is_closed(kiosk.pid)
        worker = face_worker()
        assert worker is not None
        until(lambda: is_closed(worker.pid))
        kiosk.send_signal(signal.SIGTERM)
        kiosk.communicate(timeout=PATIENCE)
        assert kiosk.returncode == 0


def test_what_sets_documents_is_closed_before_it_reads_one() -> None:
    with started("-I", typesetting_process.__file__) as setter:
        until(lambda: is_closed(setter.pid))
