"""A disk of a few megabytes for one process and those that it starts; it ends with them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.faults.kiosk_process import PROGRAM, KioskProcess

MEGABYTES = 24
_PIECE = 4096
_APART = ("unshare", "--user", "--map-root-user", "--mount")  # where anybody may mount a file system
_MOUNT = f'mount -t tmpfs -o size={MEGABYTES}m none "$0" && exec "$@"'


def can_mount(folder: Path) -> bool:
    command = [*_APART, "mount", "-t", "tmpfs", "none", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


class SmallDisk:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder

    @property
    def program(self) -> Sequence[str]:
        return [*_APART, "sh", "-c", _MOUNT, str(self.folder), *PROGRAM]

    def seen_from_outside(self, kiosk: KioskProcess) -> Path:
        return kiosk.root / self.folder.relative_to("/")

    def leave(self, kiosk: KioskProcess, free: int) -> None:
        """Fill the disk but for so many bytes."""
        outside = self.seen_from_outside(kiosk)
        self.empty(kiosk)
        size = max(0, shutil.disk_usage(outside).free - free)
        with (
            (outside / "ballast").open("wb", buffering=0) as file,
            suppress(OSError),
        ):  # the kiosk may be faster
            while size > 0:
                size -= file.write(bytes(min(size, _PIECE)))

    def empty(self, kiosk: KioskProcess) -> None:
        (self.seen_from_outside(kiosk) / "ballast").unlink(missing_ok=True)
