"""The wheels of the locked requirements: each file is checked against its hash before it is used."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from installer.debian.contents import ROOT

REQUIREMENTS = ROOT / "requirements" / "run.txt"

_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet")
# What a compiler writes of the folder it works in, and of the day, would make each build another file.
_SAME_EACH_TIME = {
    "CFLAGS": "-g0 -O2",
    "LDFLAGS": "-Wl,--build-id=none",
    "LDSHARED": "gcc -shared",  # a Python of one's own would write its folder into what it links
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def get_wheels(folder: Path, epoch: int) -> Path:
    """The folder of wheels under ``folder``, one for each state of the requirements; made where missing.

    ``epoch``: the time, in seconds, that files made here get. Raises CalledProcessError for one that fails.
    """
    state = hashlib.sha256(REQUIREMENTS.read_bytes() + str(epoch).encode()).hexdigest()[:16]
    wheels = folder / state
    if (wheels / "complete").exists():
        return wheels
    # Without pip's cache: what lies there was built for this machine, with its folders in it.
    command = (
        *_PIP,
        "wheel",
        "--no-cache-dir",
        "--no-deps",
        "--require-hashes",
        "--requirement",
        REQUIREMENTS,
    )
    environment = os.environ | _SAME_EACH_TIME | {"SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run((*command, "--wheel-dir", wheels), env=environment, check=True)
    (wheels / "complete").touch()
    return wheels


def install(wheels: Path, left_out: Collection[str], target: Path) -> None:
    """Unpack all wheels but those of ``left_out`` into ``target``, without notes of where they were."""
    known = {distribution_of(wheel): wheel for wheel in sorted(wheels.glob("*.whl"))}
    if unknown := set(left_out) - set(known):
        raise ValueError(f"left out, but not required: {', '.join(sorted(unknown))}")
    wanted = [str(wheel) for name, wheel in known.items() if name not in left_out]
    command = (*_PIP, "install", "--no-deps", "--no-index", "--no-compile", "--target", str(target), *wanted)
    subprocess.run(command, check=True)
    for name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
        for file in target.glob(f"*.dist-info/{name}"):
            file.unlink()


def distribution_of(wheel: Path) -> str:
    """The normalised name of a wheel's distribution."""
    return normalised(wheel.name.split("-")[0])


def normalised(distribution: str) -> str:
    """Its name by PEP 503."""
    return re.sub(r"[-_.]+", "-", distribution).lower()
