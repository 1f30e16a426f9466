"""One way to print measurements: median and 90th percentile; single figures of a busy machine say little."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    measure: str
    samples: tuple[float, ...]
    unit: str


def timed(measure: str, work: Callable[[], object], runs: int, unit: str = "ms", warm_up: int = 1) -> Row:
    """Wall time of ``work`` in milliseconds (or ``unit="s"``), after ``warm_up`` uncounted runs."""
    scale = {"ms": 1000.0, "s": 1.0}[unit]
    for _ in range(warm_up):
        work()
    samples = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * scale)
    return Row(measure, tuple(samples), unit)


def share(measure: str, holds: Sequence[bool]) -> Row:
    """The percentage of the trials in which something held; their number stands in the measure's name."""
    return Row(f"{measure}, n={len(holds)}", (100 * sum(holds) / len(holds),), "%")


def print_table(title: str, rows: Sequence[Row]) -> None:
    print(f"\n{title}")
    print(f"{'measure':<52}{'median':>10}{'p90':>10}  {'unit':<6}{'n':>4}")
    for row in rows:
        ordered = sorted(row.samples)
        p90 = ordered[min(len(ordered) - 1, round(0.9 * (len(ordered) - 1)))]
        median = statistics.median(ordered)
        print(f"{row.measure:<52}{median:>10.2f}{p90:>10.2f}  {row.unit:<6}{len(ordered):>4}")
