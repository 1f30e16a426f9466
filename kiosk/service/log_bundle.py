"""What a technician takes along on a stick: log, checks, versions and the audit trail, nothing of persons.

None of them holds any by rule; what looks like a number or an address of somebody is covered all the same.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import VIETNAM_TIME
from kiosk.errors import KnownError
from local_db.durable_file import write_new_file

if TYPE_CHECKING:
    from local_db.audit_log import AuditEntry

_COVER = "•••"
_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){8,}(?![0-9])")  # identity card, book, phone, account
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[T ][0-9:.,]+(?:[+-]\d{2}:?\d{2}|Z)?")  # how a line begins


@dataclass(frozen=True, slots=True)
class WrittenLogs:
    """``file``: its name on the stick; ``size`` in bytes."""

    file: str
    size: int


def cover(text: str) -> str:
    """Every run of nine digits or more, however grouped, and every address, but no line's own time."""
    return "\n".join(_cover_line(line) for line in text.split("\n"))


def _cover_line(line: str) -> str:
    begun = _MOMENT.match(line)
    at = 0 if begun is None else begun.end()
    return line[:at] + _NUMBER.sub(_COVER, _ADDRESS.sub(_COVER, line[at:]))


def audit_lines(entries: Iterable[AuditEntry]) -> str:
    """When, what, with which outcome; who only as citizen, staff or kiosk, and no references."""
    return "\n".join(
        f"{each.recorded_at:%Y-%m-%dT%H:%M:%SZ} {each.actor.partition(':')[0]} {each.action} {each.outcome}"
        for each in entries
    )


def write_bundle(folder: Path, kiosk_id: str, now: datetime, parts: Mapping[str, str]) -> WrittenLogs:
    """One archive, on the disk when this returns. Raises `KnownError` ``stick_not_written``."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, cover(text))
    content = archive.getvalue()
    name = f"{kiosk_id}-{now.astimezone(VIETNAM_TIME):%Y%m%d-%H%M%S}-logs.zip"
    try:
        write_new_file(folder / name, content)
    except OSError as error:
        raise KnownError("stick_not_written", f"The stick takes no file ({type(error).__name__}).") from error
    return WrittenLogs(name, len(content))
