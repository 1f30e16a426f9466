"""What a program asked of its disk, as strace saw it, and what the disk may hold when the power goes.

Only what was flushed is sure to be there: content after an fsync of its file, names after an fsync of their
folder. Of the rest nothing, or any part, may have come to the disk.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

SECTOR_BYTES = 512  # written whole or not at all
_FOLLOWED = "openat,close,lseek,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir"
_REFUSED = (
    "open,creat,writev,pwritev,pwritev2,fallocate,sendfile,copy_file_range,truncate,link,linkat,"
    "renameat,renameat2,unlinkat,mkdirat,dup,dup2,dup3"
)
"""Calls that may change files and that the recorder does not read: it fails when one concerns the folder."""
_CALL = re.compile(rb"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')


class Loss(StrEnum):
    """What becomes of that which was not flushed."""

    DROPPED = "dropped"
    HALF = "half applied"
    TORN = "torn at 512 bytes"


class StraceMissingError(Exception):
    """It cannot be recorded here."""


@dataclass(eq=False)
class File:
    """``pending``: writes (offset and content) and new lengths that were not flushed."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def flush(self) -> None:
        for change in self.pending:
            _apply(self.durable, *change)
        self.pending.clear()

    def after(self, loss: Loss, chance: random.Random) -> bytes:
        content = bytearray(self.durable)
        for offset, written in [] if loss is Loss.DROPPED else self.pending:
            if written is None or loss is Loss.HALF:
                if chance.random() < 0.5:
                    _apply(content, offset, written)
                continue
            for begin in range(offset - offset % SECTOR_BYTES, offset + len(written), SECTOR_BYTES):
                if chance.random() < 0.5:
                    first = max(begin, offset)
                    _apply(content, first, written[first - offset : begin + SECTOR_BYTES - offset])
        return bytes(content)


def _apply(content: bytearray, offset: int, written: bytes | None) -> None:
    if written is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(written)] = written


@dataclass(eq=False)
class Folder:
    """``pending``: changes of names that were not flushed; None takes a name away."""

    names: dict[str, File | Folder] = field(default_factory=dict)
    durable: dict[str, File | Folder] = field(default_factory=dict)
    pending: list[dict[str, File | Folder | None]] = field(default_factory=list)

    def change(self, names: dict[str, File | Folder | None]) -> None:
        _rename(self.names, names)
        self.pending.append(names)

    def flush(self) -> None:
        self.durable = dict(self.names)
        self.pending.clear()

    def write(self, target: Path, loss: Loss, chance: random.Random) -> None:
        """What is left of it, as files; a file system keeps changes of names in their order."""
        names = dict(self.durable)
        kept = 0 if loss is Loss.DROPPED else chance.randint(0, len(self.pending))
        for change in self.pending[:kept]:
            _rename(names, change)
        target.mkdir(mode=0o700)
        for name, node in names.items():
            if isinstance(node, Folder):
                node.write(target / name, loss, chance)
            else:
                (target / name).write_bytes(node.after(loss, chance))


def _rename(names: dict[str, File | Folder], change: dict[str, File | Folder | None]) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


@dataclass(frozen=True)
class Call:
    name: str
    arguments: bytes
    result: int

    @property
    def texts(self) -> list[bytes]:
        return [bytes.fromhex(each.decode().replace("\\x", "")) for each in _TEXT.findall(self.arguments)]

    @property
    def numbers(self) -> list[int]:
        """The plain numbers among the arguments."""
        return [int(each) for each in _TEXT.sub(b"-", self.arguments).split(b", ") if each.isdigit()]


def record(command: Sequence[str], folder: Path, cwd: Path) -> list[Call]:
    """Run it to its end; ``folder`` must be empty. Raises StraceMissingError."""
    if shutil.which("strace") is None:
        raise StraceMissingError
    trace = folder.with_name(f"{folder.name}.strace")
    watched = f"trace={_FOLLOWED},{_REFUSED}"
    strace = ["strace", "-f", "-xx", "-s", str(1 << 24), "-e", watched, "-e", "signal=none", "-o", str(trace)]
    subprocess.run([*strace, *command], cwd=cwd, check=True)
    with trace.open("rb") as lines:
        return list(_read(lines))


def _read(lines: Iterable[bytes]) -> Iterator[Call]:
    for line in lines:
        if b"<unfinished" in line:
            raise ValueError("the recorded program must do one thing after the other")
        found = _CALL.match(line)
        if found and int(found.group(3)) >= 0:
            yield Call(found.group(1).decode(), found.group(2), int(found.group(3)))


class Disk:
    """A folder as the calls have left it so far."""

    def __init__(self, folder: Path) -> None:
        self.root = Folder()
        self._path = str(folder)
        self._opened: dict[int, File | Folder] = {}
        self._places: dict[int, int] = {}
        self._steps: dict[str, Callable[[Call], None]] = {
            name: getattr(self, f"_{name}") for name in _FOLLOWED.split(",")
        }

    def take(self, call: Call) -> None:
        step = self._steps.get(call.name)
        if step is not None:
            step(call)
        elif any(self._path in text.decode(errors="replace") for text in call.texts) or (
            call.numbers[:1] and call.numbers[0] in self._opened
        ):
            raise ValueError(f"{call.name} is not followed")

    def _find(self, raw: bytes) -> tuple[Folder, str] | None:
        """Where a name stands; None outside of the folder."""
        path = raw.decode(errors="replace")
        if not path.startswith(f"{self._path}/"):
            return None
        *above, name = path.removeprefix(f"{self._path}/").split("/")
        folder = self.root
        for each in above:
            inner = folder.names[each]
            assert isinstance(inner, Folder)
            folder = inner
        return folder, name

    def _openat(self, call: Call) -> None:
        place = self._find(call.texts[0])
        if place is None:
            if call.texts[0].decode(errors="replace") == self._path:
                self._opened[call.result] = self.root
            return
        folder, name = place
        if name not in folder.names:
            folder.change({name: File()})
        node = self._opened[call.result] = folder.names[name]
        self._places[call.result] = 0
        if isinstance(node, File):
            if b"O_TRUNC" in call.arguments:
                node.pending.append((0, None))
            if b"O_APPEND" in call.arguments:
                self._places[call.result] = _length(node)

    def _close(self, call: Call) -> None:
        self._opened.pop(call.numbers[0], None)

    def _lseek(self, call: Call) -> None:
        self._places[call.numbers[0]] = call.result

    def _file(self, call: Call) -> File | None:
        node = self._opened.get(call.numbers[0])
        return node if isinstance(node, File) else None

    def _write(self, call: Call) -> None:
        file, number = self._file(call), call.numbers[0]
        if file is not None:
            file.pending.append((self._places[number], call.texts[0][: call.result]))
            self._places[number] += call.result

    def _pwrite64(self, call: Call) -> None:
        file = self._file(call)
        if file is not None:
            file.pending.append((call.numbers[-1], call.texts[0][: call.result]))

    def _ftruncate(self, call: Call) -> None:
        file = self._file(call)
        if file is not None:
            file.pending.append((call.numbers[1], None))

    def _fsync(self, call: Call) -> None:
        node = self._opened.get(call.numbers[0])
        if node is not None:
            node.flush()

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        source, target = (self._find(text) for text in call.texts)
        if source is None and target is None:
            return
        if source is None or target is None or source[0] is not target[0]:
            raise ValueError("a file was moved between folders")
        source[0].change({target[1]: source[0].names[source[1]], source[1]: None})

    def _unlink(self, call: Call) -> None:
        place = self._find(call.texts[0])
        if place is not None:
            place[0].change({place[1]: None})

    def _mkdir(self, call: Call) -> None:
        place = self._find(call.texts[0])
        if place is not None:
            place[0].change({place[1]: Folder()})


def _length(file: File) -> int:
    content = bytearray(file.durable)
    for change in file.pending:
        _apply(content, *change)
    return len(content)
