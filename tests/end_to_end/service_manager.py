"""What systemd does for the unit of the kiosk, small: hears its notices over a real socket, and ends it with
SIGKILL when they stay away for ``WatchdogSec``.
"""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
_UNIT = ROOT / "installer" / "session" / "bhxh-kiosk.service"
_TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of_unit(name: str) -> float:
    """As the unit that is installed says."""
    found = re.search(rf"^{name}=(\d+)$", _UNIT.read_text("utf-8"), re.MULTILINE)
    assert found is not None, name
    return float(found[1])


class ServiceManager:
    """Of one program. ``watchdog`` and ``restart``: seconds, as the unit has them."""

    def __init__(self, folder: Path, program: Sequence[str]) -> None:
        self.watchdog, self.restart = seconds_of_unit("WatchdogSec"), seconds_of_unit("RestartSec")
        self._program = program
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(folder / "notify"))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Returns when the program says that it is ready: the seconds of the processor that it took."""
        environment = {
            **os.environ,
            "NOTIFY_SOCKET": self._line.getsockname(),
            "WATCHDOG_USEC": str(round(self.watchdog * 1e6)),
        }
        self._process = subprocess.Popen(self._program, cwd=ROOT, env=environment)
        assert self._hear(PATIENCE) == "READY=1"
        return self._processor_seconds()

    def wait_for_silence(self) -> float:
        """Until the watchdog bites or the program is gone; the seconds since it was last heard."""
        assert self._process is not None
        heard_at, said = time.monotonic(), "WATCHDOG=1"
        while said == "WATCHDOG=1":
            heard_at = time.monotonic()
            said = self._hear(self.watchdog)
        silent = time.monotonic() - heard_at
        self._process.send_signal(signal.SIGKILL)  # one that is gone already hears nothing
        assert self._process.wait(PATIENCE) == -signal.SIGKILL
        return silent

    def stop(self) -> None:
        """As ``systemctl stop``: the program may say good-bye."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)

    def close(self) -> None:
        """Whatever happened, nothing is left."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._line.close()

    def _hear(self, seconds: float) -> str:
        """The next notice; "" where none came in time, or the program is gone."""
        assert self._process is not None
        latest = time.monotonic() + seconds
        while (left := latest - time.monotonic()) > 0:
            if select.select([self._line], [], [], min(left, 0.1))[0]:
                return self._line.recv(256).decode()
            if self._process.poll() is not None:
                return ""
        return ""

    def _processor_seconds(self) -> float:
        """Of all its threads: what a machine that is otherwise at rest takes at most."""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / _TICKS
