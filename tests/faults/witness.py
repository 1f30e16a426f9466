"""The file that remembers which receipts were shown: written and fsynced only after the act was committed.

A line that a kill has cut off was no receipt yet.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from kiosk.sync.act import Act
from local_db.outbox import ActUnfitError
from tests.sync_parts import Station

NAME = "witness"


@dataclass(frozen=True)
class WitnessedFile:
    attachment_id: str
    sealed_sha256: str
    sha256: str  # of what the scanner gave


@dataclass(frozen=True)
class Witnessed:
    """An act whose receipt was shown."""

    act_id: str
    stream_id: str
    sequence: int
    sealed_sha256: str
    payload_sha256: str
    files: tuple[WitnessedFile, ...]

    @property
    def id(self) -> UUID:
        return UUID(self.act_id)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def payload_digest(payload: object) -> str:
    return digest(json.dumps(payload, sort_keys=True).encode())


def sealed_digest(station: Station, act_id: UUID) -> str | None:
    """Of the act as it lies in the outbox; None when it is not there, or known not to be whole."""
    row = station.outbox.find(act_id)
    try:
        found = row and station.outbox.acts_from(row.stream_id, row.sequence, 1, 1)
    except ActUnfitError:
        return None
    return digest(found[0].sealed.encode("ascii")) if found and found[0].act_id == act_id else None


def describe(station: Station, act: Act, contents: list[bytes]) -> Witnessed:
    row = station.outbox.get(act.act_id)
    sealed = sealed_digest(station, act.act_id)
    if sealed is None:
        raise AssertionError("what was just committed is not there")
    files = tuple(
        WitnessedFile(str(each.attachment_id), each.sha256, digest(content))
        for each, content in zip(act.attachments, contents, strict=True)
    )
    return Witnessed(
        str(act.act_id), str(row.stream_id), row.sequence, sealed, payload_digest(dict(act.payload)), files
    )


class Note:
    """A file to which lines are added, each on the disk when ``add`` returns."""

    def __init__(self, folder: Path, name: str) -> None:
        self._descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def add(self, line: str) -> None:
        os.write(self._descriptor, f"\n{line}\n".encode())
        os.fsync(self._descriptor)


class Witness:
    def __init__(self, folder: Path) -> None:
        self._note = Note(folder, NAME)

    def show(self, act: Witnessed) -> None:
        self._note.add(json.dumps(asdict(act)))


def read_witness(content: bytes) -> list[Witnessed]:
    acts = []
    for line in content.split(b"\n"):
        if not line.endswith(b"}"):
            continue
        try:
            read = json.loads(line)
        except ValueError:
            continue
        files = tuple(WitnessedFile(**each) for each in read.pop("files"))
        acts.append(Witnessed(**read, files=files))
    return acts
