"""Counts, from outside, how often something lies in the writable memory of a process, used or freed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from mmap import PAGESIZE
from pathlib import Path
from struct import Struct

_BLOCK = 16 << 20
_ENTRY = Struct("<Q")  # of a page in /proc/…/pagemap
_SWAPPED = 62  # this bit, and the next: the page is in memory
_WRITABLE = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw")


def count_in_memory(pid: int, wanted: Mapping[str, bytes]) -> dict[str, int]:
    """By the name of what is wanted. The process should stand still. Raises OSError."""
    found = dict.fromkeys(wanted, 0)
    overlap = max(map(len, wanted.values())) - 1
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, end in _written(pid):
            kept = b""
            for start in range(first, end, _BLOCK):
                memory.seek(start)
                try:
                    block = kept + memory.read(min(_BLOCK, end - start))
                except OSError:  # given back in this very moment, or of a device
                    break
                for name, what in wanted.items():
                    found[name] += block.count(what) - kept.count(what)
                kept = block[-overlap:]
    return found


def _written(pid: int) -> Iterator[tuple[int, int]]:
    """Stretches of the writable areas whose pages are in memory or swapped out; nothing was ever written to
    the others.
    """
    with Path(f"/proc/{pid}/pagemap").open("rb", buffering=0) as pagemap:
        for first, end in _areas(pid):
            pagemap.seek(first // PAGESIZE * _ENTRY.size)
            pages = pagemap.read((end - first) // PAGESIZE * _ENTRY.size)
            place = first
            for written, stretch in groupby(entry >> _SWAPPED != 0 for (entry,) in _ENTRY.iter_unpack(pages)):
                begun, place = place, place + sum(1 for _ in stretch) * PAGESIZE
                if written:
                    yield begun, place


def _areas(pid: int) -> list[tuple[int, int]]:
    lines = Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines()
    return [(int(area[1], 16), int(area[2], 16)) for line in lines if (area := _WRITABLE.match(line))]
