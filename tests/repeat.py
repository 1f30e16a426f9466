"""``python -m tests.repeat [--runs N] [--busy] [-- PYTEST OPTIONS]``: whether the suite gives one answer.

Every run has an order of its own. ``--busy`` keeps each core busy with something else meanwhile. One line a
run: seed, seconds, outcome; the whole output is left in ``out/test-repeat``. Exit code 0 if all runs passed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

OUT = Path("out/test-repeat")
# Ends by itself, should nobody be left to end it.
_BUSY = "import os, sys\nwhile os.getppid() == int(sys.argv[1]):\n    pass"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.repeat")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often (5)")
    parser.add_argument("--busy", action="store_true", help="keep every core busy meanwhile")
    parser.add_argument("options", nargs="*", metavar="OPTION", help="for pytest, after --")
    parsed = parser.parse_args(arguments)
    OUT.mkdir(parents=True, exist_ok=True)
    with busy_cores() if parsed.busy else contextlib.nullcontext():
        passed = [run(number, parsed.options) for number in range(1, parsed.runs + 1)]
    print(f"{sum(passed)} of {parsed.runs} runs passed{' on busy cores' if parsed.busy else ''}")
    return 0 if all(passed) else 1


@contextlib.contextmanager
def busy_cores() -> Iterator[None]:
    """A process a core that does nothing as fast as it can."""
    command = [sys.executable, "-c", _BUSY, str(os.getpid())]
    loops = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def run(number: int, options: Sequence[str]) -> bool:
    """One run of the suite in an order that its seed gives; whether it passed."""
    seed, log = secrets.randbits(32), OUT / f"{number:02}.txt"
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as file:
        command = [sys.executable, "-m", "pytest", f"--randomly-seed={seed}", *options]
        code = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, check=False).returncode
    seconds = time.monotonic() - started
    lines = log.read_text("utf-8").splitlines()
    counts = next(
        (line.strip("= ") for line in reversed(lines) if " passed" in line or " failed" in line), ""
    )
    print(f"run {number}: seed {seed:>10}  {seconds:6.0f} s  exit code {code}  {counts}", flush=True)
    for line in lines:
        if line.startswith(("FAILED", "ERROR")):
            print(f"    {line}", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
