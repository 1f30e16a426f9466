"""Does the interface stay smooth while faces are analysed? A real window with the kiosk's camera view.

The window runs in a process of its own, as Qt wants it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from bench.table import Row

_LIMIT_SECONDS = 120
_CHILD = """
from ui.environment import prepare_environment
prepare_environment(offscreen=True)
from bench.face.window import main
main()
"""


def measure() -> list[Row]:
    """Rows without analysis, and with an embedding at every fifth frame."""
    process = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        text=True,
        timeout=_LIMIT_SECONDS,
        check=True,
    )
    idle, busy = json.loads(process.stdout)
    ticks, pictures = busy["ticks"], busy["pictures"]
    return [
        Row("interface interval p99, no analysis", (_p99(idle["ticks"]),), "ms"),
        Row("interface interval p99, embedding each 5th (target 40)", (_p99(ticks),), "ms"),
        Row("longest interface interval meanwhile", (max(ticks),), "ms"),
        Row("ticks over 100 ms (target 0)", (float(sum(tick > 100 for tick in ticks)),), "1"),
        Row("pictures shown a second (target 28)", (1000 * len(pictures) / sum(pictures),), "1/s"),
        Row("time between two pictures shown", tuple(pictures), "ms"),
        Row("720p analyses a second meanwhile (target 15)", (busy["analyses"],), "1/s"),
    ]


def _p99(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))]
