"""What is remembered between two calls and over a power cut: one small file, written whole or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Outcome(StrEnum):
    """Of an update, as central is told it (kiosk/last_update.py)."""

    TRIAL = "trial"  # it runs, and has not run for long enough
    DONE = "done"
    REFUSED = "refused"  # the version did not pass; nothing was changed
    INTERRUPTED = "interrupted"  # cut off before it ran; nothing was changed
    ROLLED_BACK = "rolled-back"
    STUCK = "stuck"  # it does not start, and the former version does not open the database


@dataclass(frozen=True, slots=True)
class Pending:
    """An update under way. The steps in which the database is put back as it was (``switching`` False) and
    those in which the newer version may have recorded acts (True) never overlap.
    """

    before: str
    after: str
    switching: bool = False  # from here on the database stays, whatever happens
    starts: tuple[float, ...] = ()  # of the newer version, since 1970 in seconds


@dataclass(frozen=True, slots=True)
class Last:
    """How the latest update came out. ``why``: one word, "" where there is nothing to say."""

    version: str
    outcome: Outcome
    at: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """``former``: the version before the one that runs. ``failed``: what is not tried again by itself.
    ``fetched_at``: when one was last fetched by itself, in vain or not.
    """

    pending: Pending | None = None
    last: Last | None = None
    former: str | None = None
    failed: tuple[str, ...] = ()
    fetched_at: float = 0.0


class StateFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> State:
        """Raises ValueError, KeyError and TypeError for what is none, which only a damaged disk leaves."""
        try:
            text = self._path.read_text("utf-8")
        except FileNotFoundError:
            return State()
        return _from_json(json.loads(text))

    def save(self, state: State) -> None:
        """Durable when it returns; readable by everybody, because the kiosk tells central of it."""
        self._path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        write_whole(self._path, json.dumps(asdict(state), indent=2).encode() + b"\n", mode=0o644)


def _from_json(read: dict[str, Any]) -> State:
    pending, last = read["pending"], read["last"]
    return State(
        pending=None if pending is None else Pending(**pending | {"starts": tuple(pending["starts"])}),
        last=None if last is None else Last(**last | {"outcome": Outcome(last["outcome"])}),
        former=read["former"],
        failed=tuple(read["failed"]),
        fetched_at=read["fetched_at"],
    )


def write_whole(path: Path, content: bytes, mode: int) -> None:
    """In one step, and on the disk when it returns."""
    fresh = path.with_name(f".{path.name}.next")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What was made, renamed and removed in it reaches the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
