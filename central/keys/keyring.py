"""Which keys central has and what each is good for: ``keyring.json`` beside the key files.

Of the receipt keys one signs and the next is published long before it does, so that a change of keys, and
even the loss of the one that signs, finds kiosks that trust the new one already. Of the intake keys one is
published; the former ones open what was sealed to them for as long as their files are there.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from joserfc.jwk import ECKey
from pydantic import AwareDatetime, BaseModel, ConfigDict

RING = "keyring.json"
HASHING = "hashing.key"  # hides codes and addresses in the database; it never changes
_OVERLAP = timedelta(days=400)  # so long a kiosk that was away may still know only a former receipt key


class KeyUse(StrEnum):
    INTAKE = "intake"
    RECEIPT = "receipt"


class KeyState(StrEnum):
    CURRENT = "current"
    NEXT = "next"
    FORMER = "former"
    LOST = "lost"  # gone, or in wrong hands: nothing is signed with it and nobody shall trust it


class KeyRecord(BaseModel):
    """``until``: when a former receipt key is published no more."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kid: str  # RFC 7638 thumbprint
    use: KeyUse
    file: str
    state: KeyState
    since: AwareDatetime
    until: AwareDatetime | None = None

    def is_trusted(self, now: datetime) -> bool:
        """Whether kiosks shall believe what it signs."""
        return self.state is not KeyState.LOST and (self.until is None or now < self.until)


class Ring(BaseModel):
    """``number`` grows with every change, also over a restore of the folder from a backup: it begins at the
    clock (seconds since 1970).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: int
    keys: tuple[KeyRecord, ...]

    def of(self, use: KeyUse) -> tuple[KeyRecord, ...]:
        return tuple(each for each in self.keys if each.use is use)

    def get(self, use: KeyUse, state: KeyState) -> KeyRecord:
        return next(each for each in self.of(use) if each.state is state)


def open_ring(folder: Path, now: datetime) -> Ring:
    """The ring of this folder. The first start makes it, of keys that are there or of new ones."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(folder):
        if (folder / RING).exists():
            return read_ring(folder)
        keys = (
            _take_or_make(folder, KeyUse.INTAKE, "intake.pem", now),
            _take_or_make(folder, KeyUse.RECEIPT, "receipt.pem", now),
            _make(folder, KeyUse.RECEIPT, KeyState.NEXT, now),
        )
        if not (folder / HASHING).exists():
            write_private(folder / HASHING, secrets.token_bytes(32))
        number = int(now.timestamp())
        return _write_ring(folder, Ring(number=number, keys=keys))  # last: it says that all others are there


def read_ring(folder: Path) -> Ring:
    return Ring.model_validate_json((folder / RING).read_bytes())


def rotate(folder: Path, use: KeyUse, now: datetime, *, lost: bool = False) -> Ring:
    """Put another key in the place of the current one, which becomes a former one, or a ``lost`` one."""
    with alone(folder):
        ring = read_ring(folder)
        old = ring.get(use, KeyState.CURRENT)
        until = now + _OVERLAP if use is KeyUse.RECEIPT else None
        ended = old.model_copy(update={"state": KeyState.FORMER, "until": until})
        if lost:
            ended = old.model_copy(update={"state": KeyState.LOST, "until": now})
        others = tuple(each for each in ring.keys if each.kid != old.kid)
        if use is KeyUse.INTAKE:
            begun: tuple[KeyRecord, ...] = (_make(folder, use, KeyState.CURRENT, now),)
        else:
            following = ring.get(use, KeyState.NEXT)
            others = tuple(each for each in others if each.kid != following.kid)
            if not (folder / following.file).exists():
                following = _make(folder, use, KeyState.NEXT, now)
            promoted = following.model_copy(update={"state": KeyState.CURRENT, "since": now})
            begun = (promoted, _make(folder, use, KeyState.NEXT, now))
        number = max(ring.number + 1, int(now.timestamp()))
        return _write_ring(folder, Ring(number=number, keys=(*begun, ended, *others)))


def _take_or_make(folder: Path, use: KeyUse, name: str, now: datetime) -> KeyRecord:
    path = folder / name
    if not path.exists():
        write_private(path, ECKey.generate_key("P-256").as_pem(private=True))
    kid = ECKey.import_key(path.read_bytes()).thumbprint()
    return KeyRecord(kid=kid, use=use, file=name, state=KeyState.CURRENT, since=now)


def _make(folder: Path, use: KeyUse, state: KeyState, now: datetime) -> KeyRecord:
    key = ECKey.generate_key("P-256")
    kid = key.thumbprint()
    name = f"{use.value}-{kid[:12]}.pem"
    write_private(folder / name, key.as_pem(private=True))
    return KeyRecord(kid=kid, use=use, file=name, state=state, since=now)


def _write_ring(folder: Path, ring: Ring) -> Ring:
    write_private(folder / RING, ring.model_dump_json(indent=2).encode("utf-8"))
    return ring


def write_private(path: Path, content: bytes) -> None:
    """Durable and for the owner alone; readers see the old content or the new one."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Among all processes of this machine that start or change keys."""
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
