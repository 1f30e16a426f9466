"""In which order tests run: drawn by chance, then the long ones before the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Test = TypeVar("Test")


def long_first(long: Sequence[Test], others: Sequence[Test], workers: int) -> list[Test]:
    """All of them in one list, the long ones dealt out to the heads of the workers' parts.

    xdist cuts the list into parts of equal length, one for each worker, before they take from each other.
    """
    total = len(long) + len(others)
    ends = [total * (worker + 1) // workers for worker in range(workers)]
    heads = [list(long[worker::workers]) for worker in range(workers)]
    ordered: list[Test] = []
    rest = iter(others)
    for head, end in zip(heads, ends, strict=True):
        ordered += head
        ordered += [test for _, test in zip(range(end - len(ordered)), rest, strict=False)]
    return ordered
