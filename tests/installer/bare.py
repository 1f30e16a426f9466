"""A bare Debian 12 in a folder, and steps in it that are timed."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

# Those of this machine: a mirror or none, as whoever set it up wanted.
SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
SCRATCH = "/tmp"  # noqa: S108 (of a system that nobody else is in)
PATIENCE_OF_A_BUSY_MACHINE = 300.0  # s; it may be busy with something else
AS_KIOSK = ("setpriv", "--reuid=bhxh-kiosk", "--regid=bhxh-kiosk", "--init-groups")

_MOST_SECONDS = 60.0  # of the processor, to install a package with what it depends on


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


def unpack_bare_system(base: Path, root: Path) -> None:
    """Into the new folder ``root``; ``base``, a tar file, is fetched where it is not. Apt keeps what it
    fetches, and no service is started by an installation.
    """
    if not base.exists():
        with step("fetch a bare Debian 12"):
            command = (find("mmdebstrap"), "--quiet", "--variant=minbase", "bookworm", base, SOURCES)
            subprocess.run(command, check=True)
    root.mkdir()
    subprocess.run((find("tar"), "--extract", "--numeric-owner", "-f", base, "-C", root), check=True)
    policy = policy_of(root)
    policy.write_text("#!/bin/sh\nexit 101\n", "utf-8")
    policy.chmod(0o755)
    # Of a container apt throws away what it has fetched; here it is to be fetched beforehand.
    (root / "etc/apt/apt.conf.d/90keep").write_text('Binary::apt::APT::Keep-Downloaded-Packages "true";\n')


def policy_of(root: Path) -> Path:
    """The file by which no service is started (invoke-rc.d(8))."""
    return root / "usr/sbin/policy-rc.d"


@contextmanager
def with_kernels_folders(root: Path) -> Iterator[BareSystem]:
    with ExitStack() as stack:
        for name in ("proc", "sys", "dev", "dev/shm"):
            # Private: what is mounted in here is mounted nowhere else.
            subprocess.run((find("mount"), "--bind", "--make-private", f"/{name}", root / name), check=True)
            stack.callback(subprocess.run, (find("umount"), "--lazy", root / name), check=True)
        yield BareSystem(root)


def install_package(system: BareSystem, package: str, file: Path) -> None:
    place = system.folder / SCRATCH[1:] / file.name
    shutil.copyfile(file, place)
    system.run("apt-get", "update", "-qq")
    with step(f"fetch what {package} depends on"):
        system.install(f"{SCRATCH}/{file.name}", options=("--download-only",))
    with step(f"install {package} and what it depends on", _MOST_SECONDS):
        system.install(f"{SCRATCH}/{file.name}")


def look_for_libraries(system: BareSystem, home: str) -> None:
    """Each library of the package finds what it is linked to, here where nothing else is installed."""
    look = f"find {home} -name '*.so*' -type f -exec ldd {{}} + 2>/dev/null | grep 'not found' | sort -u"
    if lacking := system.run("sh", "-c", f"{look}; true").strip():
        raise StepError(f"libraries are missing:\n{lacking}")


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
