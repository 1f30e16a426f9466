"""A whole visit through the screens, and how smoothly the camera picture runs while faces are analysed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.table import Row, print_table

RUNS = 3
_LIMIT_SECONDS = 180


def _play(folder: Path) -> dict[str, float]:
    command = [sys.executable, "main.py", "demo", "--offscreen", "--json", "--out", str(folder)]
    ended = subprocess.run(
        command, env=dict(os.environ), stdout=subprocess.PIPE, timeout=_LIMIT_SECONDS, check=True
    )
    summary = json.loads(ended.stdout)
    return {name: float(value) for name, value in summary.items() if isinstance(value, int | float)}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        runs = [_play(Path(folder) / str(number)) for number in range(RUNS)]

    def row(measure: str, name: str, unit: str) -> Row:
        return Row(measure, tuple(run[name] for run in runs), unit)

    print_table(
        "Visit",
        [
            row("a registration, no time to think (target 20 s)", "visit_seconds", "s"),
            row("camera preview during the face check (target 28)", "preview_fps", "fps"),
            row("longest interface gap in the face check (target 100)", "face_gap_ms", "ms"),
            row("longest interface gap in the visit", "longest_interface_gap_ms", "ms"),
        ],
    )


if __name__ == "__main__":
    main()
