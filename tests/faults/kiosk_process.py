"""Kiosk processes that record and send, one after the other, and end when they are told or killed."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from tests.faults.recording_kiosk import Order
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
KILLED = -9
PROGRAM = (sys.executable, "-W", "error", "-m", "tests.faults.recording_kiosk")
_TOLD = b"http-413"  # as a server in front refused what is not about acts


def complaints(log: Path) -> list[bytes]:
    """What kiosks wrote into it, but for what the line was made to say."""
    said = log.read_bytes().splitlines() if log.exists() else []
    return [line for line in said if not line.endswith(_TOLD)]


class KioskProcess:
    """One kiosk after the other, on the same machine."""

    def __init__(self, log: Path, program: Sequence[str] = PROGRAM) -> None:
        """``log`` gets what they complain about."""
        self.log = log
        self._errors = log.open("ab")
        self._process = subprocess.Popen(
            program,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._told: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self._pid = 0

    @property
    def root(self) -> Path:
        """How others see the file systems of this process."""
        return Path(f"/proc/{self._process.pid}/root")

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._told.put(line.strip())

    def _hear(self, seconds: float = PATIENCE) -> str:
        return self._told.get(timeout=seconds)

    def start(self, order: Order) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order.to_line()}\n")
        self._process.stdin.flush()
        self._pid = int(self._hear().removeprefix("pid "))

    def wait_ready(self) -> None:
        told = self._hear()
        assert told == "ready", f"a kiosk did not start: {told}, see {self.log}"

    def hear(self, *words: str) -> str:
        """The first of them that is said; whatever else is said before counts for nothing."""
        while (told := self._hear()) not in words:
            assert not told.startswith("ended "), f"a kiosk {told}, see {self.log}"
        return told

    def kill(self, *others: int) -> None:
        """``others``: exit codes with which it may have ended by itself."""
        with suppress(psutil.NoSuchProcess):
            psutil.Process(self._pid).kill()
        assert self.end() in (KILLED, *others), f"a kiosk ended by itself, see {self.log}"

    def end(self, seconds: float = PATIENCE) -> int:
        """Its exit code."""
        told = self._hear(seconds)
        while not told.startswith("ended "):
            told = self._hear(seconds)
        return int(told.removeprefix("ended "))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._errors.close()
