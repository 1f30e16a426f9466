"""A disk that fills up under a running kiosk: visits are refused before any work, and begin again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# In a namespace of its own anybody may mount a file system, which ends with the process.
_APART = ("unshare", "--user", "--map-root-user", "--mount")
_MOUNT = 'mount -t tmpfs -o size=64m none "$2" && exec "$0" -m tests.end_to_end.small_disk "$1" "$2"'


def _can_mount(folder: Path) -> bool:
    try:
        done = subprocess.run(
            [*_APART, "mount", "-t", "tmpfs", "none", str(folder)], capture_output=True, check=False
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0


def test_a_kiosk_on_a_full_disk_refuses_visits_until_there_is_room(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not _can_mount(disk):
        pytest.skip("this machine lets nobody mount a file system of his own")
    run = subprocess.run(
        [*_APART, "sh", "-c", _MOUNT, sys.executable, str(tmp_path), str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "disk_full: no visit begins" in run.stderr
