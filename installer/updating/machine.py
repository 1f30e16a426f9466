"""This machine: versions in /opt/bhxh-kiosk, the service, the files of the database.

A version that stands, stands whole: the package's script gives it its name last. Root reads and writes in a
folder of the kiosk's user here, so no link there is followed.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from installer.updating.state import sync_folder
from installer.updating.updater import Ground, UpdateError

VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}")
SERVICE = "bhxh-kiosk.service"

_DATABASE = "kiosk.db"
# Its log, and the notes beside it that tell whether it is whole (docs/store.md): of one moment with it.
_COPIED = ("", "-wal", ".shown", ".audit-head")
_SIDE_FILES = ("-wal", "-shm", "-journal")
_VISIT_MARK = "visit.lock"  # kiosk/visit_mark.py
_GROUND_SECONDS = 300.0
_SELF_TEST_SECONDS = 1800.0
_LOCK_SECONDS = 60.0
_SPARE_BYTES = 256 << 20  # beside copies of the database
_NEVER_FOLLOWED = os.O_NOFOLLOW | os.O_CLOEXEC


class KioskMachine:
    """``root``: another than ``/`` for tests. ``command``: runs a command of a version, with the key."""

    def __init__(self, root: Path = Path("/"), command: Sequence[str] = ("/usr/sbin/bhxh-kiosk",)) -> None:
        self.versions = root / "opt" / "bhxh-kiosk"
        self.data = root / "var" / "lib" / "bhxh-kiosk"
        self.folder = root / "var" / "lib" / "bhxh-kiosk-update"
        self._systemd = root / "run" / "systemd" / "system"
        self._backup = self.folder / "backup"
        self._changing = self.folder / "changing.lock"
        self._command = tuple(command)

    def now(self) -> float:
        return time.time()

    def current(self) -> str | None:
        with suppress(OSError):
            return os.readlink(self.versions / "current")
        return None

    def stands(self, version: str) -> bool:
        return VERSION.fullmatch(version) is not None and (self.versions / version).is_dir()

    def standing(self) -> list[str]:
        """All versions that stand here, the oldest first."""
        found = (each.name for each in self.versions.iterdir() if self.stands(each.name))
        return sorted(found, key=in_order)

    def point(self, version: str) -> None:
        fresh = self.versions / "current.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(version)
        fresh.replace(self.versions / "current")
        sync_folder(self.versions)

    def remove_versions_but(self, kept: frozenset[str]) -> None:
        for version in self.standing():
            if version not in kept and version != self.current():
                gone = self.versions / f".{version}.gone"  # half of a version never has its name
                shutil.rmtree(gone, ignore_errors=True)
                (self.versions / version).rename(gone)
        for gone in self.versions.glob(".*.gone"):  # also of a removal that was cut off
            shutil.rmtree(gone)

    def self_test(self, version: str) -> bool:
        """Play a whole visit offscreen, as the kiosk's user, with a central and a database of its own."""
        with tempfile.TemporaryDirectory(prefix="bhxh-kiosk-self-test-") as scratch:
            os.chmod(scratch, 0o711)  # noqa: S103 (to pass through)
            out = Path(scratch) / "out"
            out.mkdir()
            command = (*self._as_kiosk(out), str(self.versions / version / "bhxh-kiosk"))
            visit = ("demo", "--task", "register", "--offscreen", "--out", str(out / "visit"))
            given = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(out)}
            return _ended_well(("nice", "-n", "19", *command, *visit), _SELF_TEST_SECONDS, given)

    def ground(self, version: str) -> Ground:
        own = {name: each for name, each in os.environ.items() if name != "PYTHONPATH"}
        given = own | {"BHXH_KIOSK_VERSION": version}
        try:
            done = subprocess.run(
                (*self._command, "ready-for-update"),
                env=given,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_GROUND_SECONDS,
                check=False,
            )
            told = json.loads(done.stdout)
            if "error" in told:
                raise UpdateError(told["error"]["code"], told["error"]["sentence"])
            return Ground(told["acts"], tuple(told["faults"]), told["wanted"], told["window_open"])
        except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
            raise UpdateError("does_not_run", f"{version} does not tell how the database stands.") from None

    @contextmanager
    def nobody_here(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        with self.changing(), _locked(self.data / _VISIT_MARK, 0.0) as alone:
            if not alone:
                raise UpdateError("in_visit", "Somebody is at the kiosk: try again when they have left.")
            yield

    @contextmanager
    def changing(self, seconds: float = _LOCK_SECONDS) -> Iterator[None]:
        """While a version is exchanged no kiosk starts. Raises UpdateError."""
        self.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        with _locked(self._changing, seconds) as alone:
            if not alone:
                raise UpdateError("busy", "Another update is under way: wait for it.")
            yield

    def stop(self) -> None:
        self._systemctl("stop", SERVICE)

    def start(self) -> None:
        # Not waited for: its first picture comes after the locks are free.
        self._systemctl("start", "--no-block", SERVICE)

    def running_for(self) -> float:
        shown = self._systemctl("show", SERVICE, "--property=ActiveState,ActiveEnterTimestampMonotonic")
        told = dict(line.split("=", 1) for line in shown.splitlines() if "=" in line)
        if told.get("ActiveState") != "active":
            return 0.0
        return time.monotonic() - int(told["ActiveEnterTimestampMonotonic"]) / 1e6

    def back_up(self) -> None:
        with self._database_alone():
            fresh = self.folder / "backup.next"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(mode=0o700)
            names = [f"{_DATABASE}{ending}" for ending in _COPIED]
            files = [name for name in names if (self.data / name).exists()]
            size = sum((self.data / name).stat().st_size for name in files)
            if shutil.disk_usage(self.folder).free < 3 * size + _SPARE_BYTES:
                raise UpdateError("disk_full", "The disk has no room for copies of the database.")
            for name in files:
                _copy(self.data / name, fresh / name)
            shutil.rmtree(self._backup, ignore_errors=True)
            fresh.rename(self._backup)
            sync_folder(self.folder)

    def restore(self) -> None:
        with self._database_alone():
            for ending in _SIDE_FILES:  # the log first: it belongs to what goes
                (self.data / f"{_DATABASE}{ending}").unlink(missing_ok=True)
            sync_folder(self.data)
            for file in sorted(self._backup.iterdir(), reverse=True):
                fresh = self.data / f".{file.name}.restored"
                fresh.unlink(missing_ok=True)
                _copy(file, fresh)
                fresh.replace(self.data / file.name)
            sync_folder(self.data)

    def forget_backup(self) -> None:
        shutil.rmtree(self._backup, ignore_errors=True)

    @contextmanager
    def _database_alone(self) -> Iterator[None]:
        with _locked(self.data / f"{_DATABASE}.lock", _LOCK_SECONDS) as alone:
            if not alone:
                raise UpdateError("database_busy", "Another command has the database open: end it first.")
            yield

    def _as_kiosk(self, folder: Path) -> tuple[str, ...]:
        """As whom the data belong to, who gets the folder."""
        owner = self.data.stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
        if os.geteuid() != 0:
            return ()
        user = (f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups")
        return ("setpriv", *user, "--no-new-privs")

    def _systemctl(self, *arguments: str) -> str:
        """Where systemd does not run, as in an installer's chroot, nothing is started or stopped."""
        if not self._systemd.is_dir():
            return ""
        command = ("systemctl", *arguments)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise UpdateError("service", f"systemctl {arguments[0]}: {done.stderr.strip()[-300:]}")
        return done.stdout


def in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _ended_well(command: Sequence[str], seconds: float, given: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            command,
            env=given,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@contextmanager
def _locked(path: Path, seconds: float) -> Iterator[bool]:
    """Whether the lock was got alone within that time; held meanwhile. The file belongs to whom its folder
    belongs to.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NEVER_FOLLOWED, 0o600)
    try:
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
        yield _wait_for(descriptor, time.monotonic() + seconds)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, deadline: float) -> bool:
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.2)


def _copy(source: Path, target: Path) -> None:
    """With owner and rights, on the disk when it returns."""
    with (
        os.fdopen(os.open(source, os.O_RDONLY | _NEVER_FOLLOWED), "rb") as read,
        os.fdopen(
            os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NEVER_FOLLOWED, 0o600), "wb"
        ) as out,
    ):
        found = os.fstat(read.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UpdateError("database_unreadable", f"{source.name} is no file.")
        shutil.copyfileobj(read, out)
        os.fchown(out.fileno(), found.st_uid, found.st_gid)
        os.fchmod(out.fileno(), stat.S_IMODE(found.st_mode))
        out.flush()
        os.fsync(out.fileno())
