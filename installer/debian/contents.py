"""What goes into a package: the ``contents.toml`` of its folder, read into values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict

from kiosk.toml import read_toml

INSTALLER = Path(__file__).resolve().parents[1]
ROOT = INSTALLER.parent
PACKAGES = ("bhxh-kiosk", "bhxh-central")


class Contents(BaseModel):
    """``program``: files and folders of the repository. ``home``: the folder for the version's own.
    ``left_out``: distributions of requirements/run.txt that are not installed. ``kept_only``: of these
    distributions only these files, from the folder of packages. ``cut``: globs of what else goes from there.
    ``stripped``: globs of libraries that come with symbols for debuggers. ``rounded``: shape predictors, of
    which no more is kept than they say. ``files``: of installer/ to the place on the machine; ``links``: a
    link to where it leads; ``folders``: made empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    program: tuple[str, ...]
    home: PurePosixPath
    left_out: frozenset[str]
    kept_only: Mapping[str, tuple[str, ...]] = {}
    cut: tuple[str, ...]
    stripped: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()
    files: Mapping[str, PurePosixPath]
    links: Mapping[PurePosixPath, str] = {}
    folders: tuple[PurePosixPath, ...] = ()


def folder_of(package: str) -> Path:
    """Control file, scripts and contents of a package."""
    return INSTALLER / "debian" / package.removeprefix("bhxh-")


def load_contents(package: str) -> Contents:
    """Raises ValidationError where the file is wrong."""
    return Contents.model_validate(read_toml(folder_of(package) / "contents.toml"))
