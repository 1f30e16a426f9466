"""The machine under the kiosk, as far as a technician asks something of it: power, its log, a stick."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk.errors import KnownError

STICKS = Path("/media/bhxh-kiosk")  # where the package's udev rule has sticks mounted
UNIT = "bhxh-kiosk.service"
_LOG_DAYS = 14
_MOST_LOG_BYTES = 8 << 20
_SECONDS = 30.0


class Power(StrEnum):
    """What is begun anew, or ended."""

    PROGRAM = "program"  # by its own end: the service manager begins it again
    MACHINE = "machine"
    OFF = "off"


class Host(Protocol):
    """Every call is *blocking*, and raises `KnownError`."""

    def power(self, what: Power) -> None:
        """MACHINE or OFF. Returns once it was taken on; the kiosk is told to end a moment later."""
        ...

    def log(self) -> str:
        """What this kiosk has written into the log of the machine in the last fortnight."""
        ...

    def find_stick(self) -> Path | None:
        """The folder of a stick that is plugged in."""
        ...


class NoHost:
    """Where the kiosk does not have the machine to itself: it only ends."""

    def power(self, what: Power) -> None:
        raise KnownError("power_refused", f"This kiosk may not do that to the machine: {what.value}.")

    def log(self) -> str:
        return ""

    def find_stick(self) -> Path | None:
        return None


@dataclass(frozen=True, slots=True)
class DebianHost:
    """systemd's logind and journal, by their programs; the rules of the package let the kiosk's user do that.

    ``run`` is `subprocess.run` but in tests.
    """

    sticks: Path = STICKS
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run

    def power(self, what: Power) -> None:
        command = {Power.MACHINE: "reboot", Power.OFF: "poweroff"}[what]
        answer = self._ask("systemctl", "--no-ask-password", "--no-wall", command, fault="power_refused")
        if answer.returncode:
            raise KnownError("power_refused", f"The machine refused it (systemctl {answer.returncode}).")

    def log(self) -> str:
        answer = self._ask(
            "journalctl",
            f"--unit={UNIT}",
            f"--since=-{_LOG_DAYS}d",
            "--output=short-iso",
            "--no-hostname",
            "--no-pager",
            "--quiet",
            fault="log_unreadable",
        )
        if answer.returncode:
            raise KnownError("log_unreadable", f"The log cannot be read (journalctl {answer.returncode}).")
        return answer.stdout[-_MOST_LOG_BYTES:].decode("utf-8", "replace")

    def find_stick(self) -> Path | None:
        try:
            folders = sorted(self.sticks.iterdir())
        except OSError:
            return None
        return next((each for each in folders if os.path.ismount(each)), None)

    def _ask(self, program: str, *arguments: str, fault: str) -> subprocess.CompletedProcess[bytes]:
        found = shutil.which(program)
        if found is None:
            raise KnownError(fault, f"The program {program} is missing.")
        try:
            return self.run([found, *arguments], capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise KnownError(fault, f"{program} did not answer ({type(error).__name__}).") from None
