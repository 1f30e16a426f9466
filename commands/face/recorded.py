"""Recorded sessions of a field test on disk: ``genuine/…`` and ``attack/SPECIES/…``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commands.face.inputs import PICTURES, VIDEOS
from ekyc.errors import EkycError
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import LivenessAction


@dataclass(frozen=True, slots=True)
class RecordedFiles:
    """One session: a video, or pictures in their order. ``kind``: the species, or a genuine condition."""

    kind: str
    files: tuple[Path, ...]
    asked: LivenessAction | None  # None: unknown, any turn counts


@dataclass(frozen=True, slots=True)
class FieldTest:
    attacks: tuple[RecordedFiles, ...]
    genuine: tuple[RecordedFiles, ...]


def read_field_test(folder: Path) -> FieldTest:
    """Find the sessions below ``folder``.

    A video is a session, and so is a folder that holds pictures; folders between only group. Genuine sessions
    in a folder of ``genuine/`` get its name as their condition. Raises EkycError: ``file_not_found``,
    ``not_a_folder``, ``no_sessions``.
    """
    if not folder.exists():
        raise FaceError(FaceFault.FILE_NOT_FOUND)
    if not folder.is_dir():
        raise EkycError("not_a_folder", "The recorded sessions must lie in a folder.")
    try:
        test = _read(folder)
    except OSError as error:
        raise FaceError(FaceFault.FILE_UNREADABLE) from error
    if not test.attacks and not test.genuine:
        raise EkycError("no_sessions", "There is no recording below genuine/ or attack/SPECIES/.")
    return test


def _read(folder: Path) -> FieldTest:
    species = _folders(folder / "attack")
    return FieldTest(
        attacks=tuple(
            RecordedFiles(kind.name, files, asked) for kind in species for _, files, asked in _sessions(kind)
        ),
        genuine=tuple(
            RecordedFiles(condition, files, asked)
            for condition, files, asked in _sessions(folder / "genuine")
        ),
    )


def _sessions(root: Path) -> Iterator[tuple[str, tuple[Path, ...], LivenessAction | None]]:
    """Each session below ``root`` with the name of the folder of ``root`` that it is grouped in, if any."""
    for folder in [root, *sorted(path for path in root.rglob("*") if path.is_dir())]:
        if not folder.is_dir():
            return
        parts = folder.relative_to(root).parts
        entries = sorted((entry for entry in folder.iterdir() if entry.is_file()), key=_natural)
        pictures = tuple(entry for entry in entries if entry.suffix.lower() in PICTURES)
        for video in (entry for entry in entries if entry.suffix.lower() in VIDEOS):
            yield (parts[0] if parts else ""), (video,), _asked(video.stem)
        if pictures:
            yield (parts[0] if len(parts) > 1 else ""), pictures, _asked(folder.name)


def _folders(root: Path) -> list[Path]:
    return sorted(entry for entry in root.iterdir() if entry.is_dir()) if root.is_dir() else []


def _asked(name: str) -> LivenessAction | None:
    for action in LivenessAction:
        if name.lower().startswith(action.value):
            return action
    return None


def _natural(path: Path) -> list[tuple[int, str]]:
    """Numbers by value, so that frame10 comes after frame9."""
    parts = re.split(r"(\d+)", path.name)
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts]
