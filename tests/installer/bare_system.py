"""``make test-package``: both packages in a bare Debian 12, from build to purge; needs root and apt.

Prints how long each step took and how large things are. Any step that fails ends it with what was said. With
``SLICE=yes`` the kiosk alone, packed quickly: what CI has time for.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from installer.debian.__main__ import make_package
from installer.debian.contents import PACKAGES, ROOT
from kiosk.version import VERSION
from tests.installer.bare import (
    SOURCES,
    BareSystem,
    StepError,
    find,
    step,
    unpack_bare_system,
    with_kernels_folders,
)
from tests.installer.bare_central import try_central
from tests.installer.bare_kiosk import try_kiosk

MOST_MEGABYTES = 180.0  # decision 115 says of what

_ROOM = 10e9  # bytes


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.installer.bare_system", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="build once, pack less, do not judge size and form"
    )
    parser.add_argument(
        "--slice", action="store_true", help="the kiosk alone, built as by --quick, without what is alike"
    )
    parser.add_argument(
        "--if-possible", action="store_true", help="say so and end well where root or mounts are refused"
    )
    parser.add_argument("--built", type=Path, help="take the packages in this folder, do not build")
    parser.add_argument(
        "--base", type=Path, help="a bare Debian 12 as a tar file, which is fetched where it is not"
    )
    parser.add_argument(
        "--folder", type=Path, help="work here (some 8 GB) instead of in the temporary folder"
    )
    arguments = parser.parse_args()
    quick = arguments.quick or arguments.slice
    if hindrance := _hindrance(arguments.folder, quick=quick):
        print(f"The packages are not tried: {hindrance}", file=sys.stderr)
        return 0 if arguments.if_possible else 2
    subprocess.run((ROOT / "installer" / "prerequisites.sh", "package"), check=True)
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="bhxh-package-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        base = arguments.base or folder / "base.tar"
        try:
            tried = PACKAGES[:1] if arguments.slice else PACKAGES
            packages = _build(tried, folder, arguments.built, quick=quick)
            _judge(packages, quick=quick)
            with _bare_system(folder, base) as system:
                try_kiosk(system, packages["bhxh-kiosk"], in_part=arguments.slice)
            if arguments.slice:
                return 0
            with _bare_system(folder, base) as system:
                try_central(system, packages)
        except StepError as failed:
            print(f"FAILED  {failed}", file=sys.stderr)
            return 1
    return 0


def _hindrance(folder: Path | None, *, quick: bool) -> str:
    """Why a bare system cannot be made and entered here; empty where it can."""
    if os.geteuid() != 0:
        return "that needs root"
    if not quick and shutil.which("lintian") is None:
        return "apt-get install lintian"
    if shutil.disk_usage(folder or tempfile.gettempdir()).free < _ROOM:
        return f"that needs {_ROOM / 1e9:.0f} GB"
    if not SOURCES.is_file():
        return f"apt has no {SOURCES}"
    with tempfile.TemporaryDirectory() as name:
        # Where mounts are refused so is much of what a chroot needs.
        mounted = subprocess.run((find("mount"), "--bind", name, name), capture_output=True, check=False)
        if mounted.returncode:
            return "mounts are refused"
        subprocess.run((find("umount"), name), check=True)
    return ""


def _build(packages: Sequence[str], folder: Path, built: Path | None, *, quick: bool) -> dict[str, Path]:
    """Each package twice, from wheels that were made twice; the files must be the same."""
    if built is not None:
        return {package: built / f"{package}_{VERSION}_amd64.deb" for package in packages}
    first, again = folder / "first", folder / "again"
    found = {}
    for package in packages:
        first.mkdir(exist_ok=True)
        with step(f"build {package}"):
            found[package] = make_package(package, first, folder / "wheels", quick=quick)
    for package in () if quick else packages:
        again.mkdir(exist_ok=True)
        with step(f"build {package} again, wheels and all"):
            file = make_package(package, again, folder / "other-wheels")
        if not filecmp.cmp(file, found[package], shallow=False):
            raise StepError(f"two builds of {package} differ")
        file.unlink()
    return found


def _judge(packages: dict[str, Path], *, quick: bool) -> None:
    for package, file in packages.items():
        megabytes = file.stat().st_size / 1e6
        print(f"{megabytes:7.1f} MB {package}", flush=True)
        if megabytes > MOST_MEGABYTES and not quick:
            raise StepError(f"{package} has more than {MOST_MEGABYTES:.0f} MB")
        if quick:
            continue
        with step(f"lintian {package}"):
            command = (find("lintian"), "--fail-on", "error", "--allow-root", str(file))
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise StepError(f"lintian: {done.stdout[-4000:]}{done.stderr[-1000:]}")


@contextmanager
def _bare_system(folder: Path, base: Path) -> Iterator[BareSystem]:
    """A fresh one."""
    root = folder / "root"
    unpack_bare_system(base, root)
    with with_kernels_folders(root) as system:
        yield system
    shutil.rmtree(root)


if __name__ == "__main__":
    sys.exit(main())
