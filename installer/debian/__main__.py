"""``python -m installer.debian PACKAGE``: build ``PACKAGE_VERSION_amd64.deb``; what ``make deb`` calls."""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from installer.debian.contents import PACKAGES, ROOT, Contents, load_contents
from installer.debian.deb import add_documents, build
from installer.debian.tree import lay_out
from installer.debian.wheels import get_wheels
from kiosk.version import VERSION


def make_package(
    package: str, out: Path, wheels: Path | None, *, quick: bool = False, contents: Contents | None = None
) -> Path:
    """The file of the package, in ``out``. ``wheels``: a folder that keeps them; None: no Python packages.
    ``contents``: others than those of its folder.
    """
    epoch = day_of_source()
    with tempfile.TemporaryDirectory(dir=out) as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        got = None if wheels is None else get_wheels(wheels, epoch)
        lay_out(package, VERSION, contents or load_contents(package), got, tree)
        add_documents(package, VERSION, epoch, tree)
        return build(package, VERSION, epoch, tree, out, quick=quick)


def day_of_source() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH (reproducible-builds.org), or the time of the last commit."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    command = ("git", "log", "-1", "--format=%ct")
    return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m installer.debian", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("package", nargs="+", choices=PACKAGES)
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder for the packages")
    parser.add_argument(
        "--wheels", type=Path, default=Path("build/wheels"), help="folder that keeps the wheels"
    )
    parser.add_argument("--quick", action="store_true", help="pack less: larger, in a tenth of the time")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for package in arguments.package:
        file = make_package(
            package, arguments.out.resolve(), arguments.wheels.resolve(), quick=arguments.quick
        )
        print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
