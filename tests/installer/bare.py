"""A bare Debian 12 in a folder, and steps in it that are timed."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AS_KIOSK = ("setpriv", "--reuid=bhxh-kiosk", "--regid=bhxh-kiosk", "--init-groups")


class StepError(Exception):
    """A step did not end as it should; says what was seen."""


class BareSystem:
    """A Debian 12 of the least packages in a folder, entered by chroot(8)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, ends_with: int = 0, **environment: str) -> str:
        """What the command said on both streams. Raises StepError where it ends with another code."""
        given = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"} | environment
        given["DEBIAN_FRONTEND"] = "noninteractive"
        done = subprocess.run(
            (find("chroot"), str(self.folder), *command),
            env=given,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode != ends_with:
            raise StepError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}")
        return done.stdout

    def install(self, *packages: str, options: tuple[str, ...] = ()) -> None:
        self.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", *options, *packages)

    def files(self) -> set[str]:
        """All but what apt, dpkg and caches write for themselves."""
        own = ("var/lib/dpkg", "var/lib/apt", "var/cache", "var/log", "proc", "sys", "dev", "run", "tmp")
        found = set()
        for place, folders, names in os.walk(self.folder):
            inside = Path(place).relative_to(self.folder)
            folders[:] = [name for name in folders if str(inside / name) not in own]
            found |= {str(inside / name) for name in (*folders, *names)}
        return found


@contextmanager
def step(what: str, most: float | None = None) -> Iterator[None]:
    """Tell how long it took, and how long the processor was busy. Raises StepError where that is beyond
    ``most`` seconds: the clock would judge what else the machine is doing.
    """
    began, busy = time.monotonic(), _busy()
    yield
    took, busy = time.monotonic() - began, _busy() - busy
    print(f"{took:7.1f} s  (processor {busy:.1f})  {what}", flush=True)
    if most is not None and busy > most:
        raise StepError(f"{what} kept the processor busy for more than {most:.0f} s")


def _busy() -> float:
    """Seconds of this process and of what it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def find(program: str) -> str:
    """Raises StepError where it is not installed."""
    found = shutil.which(program)
    if found is None:
        raise StepError(f"{program} is not installed")
    return found
