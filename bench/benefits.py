"""The calculators: each with 45 years of months where it takes them, and the start of the command."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench.table import Row, print_table, timed
from kiosk.benefits.engine import calculate

RUNS = 30
STARTS = 7
TODAY = date(2026, 11, 26)
_EXAMPLES = Path(__file__).parents[1] / "tests/kiosk/benefits/data/examples.json"

# 45 years in which wage, kind and scheme change every year.
_RECORD = [
    {
        "from": f"{year}-01",
        "to": f"{year}-12",
        "scheme": "voluntary" if year % 9 == 8 else "compulsory",
        "wage": 1_000_000 + 50_000 * (year - 1980),
        "wage_kind": "state" if year % 3 else "employer",
    }
    for year in range(1981, 2026)
]
_LUMP_SUM = {
    "asked_on": "2026-11-22",
    "decided_on": "2026-11-30",
    "contributions": _RECORD,
    "ground": "emigration",
}
_LONG: dict[str, dict[str, Any]] = {
    "pension": {"sex": "male", "decided_on": "2026-11-22", "contributions": _RECORD},
    "lump_sum": _LUMP_SUM,
    "keep_or_take": {**_LUMP_SUM, "sex": "male", "born": "1962-05-05"},
}


def _inputs() -> dict[str, dict[str, Any]]:
    """One input for every calculator of the worked examples, and the long records."""
    examples = json.loads(_EXAMPLES.read_text("utf-8"))
    return {name: rows[0]["input"] for name, rows in examples.items()} | _LONG


def _answer(name: str, data: dict[str, Any]) -> None:
    json.dumps(calculate(name, data, TODAY).as_json())


def _start_seconds() -> float:
    started = time.perf_counter()
    command = [sys.executable, "main.py", "benefits", "retirement_age", "--input", "-"]
    given = b'{"sex": "male", "born": "1965"}'
    subprocess.run(command, input=given, capture_output=True, check=True, cwd=_EXAMPLES.parents[4])
    return time.perf_counter() - started


def main() -> None:
    rows = [
        timed(f"{name}{', 540 months' if name in _LONG else ''}", partial(_answer, name, data), RUNS)
        for name, data in _inputs().items()
    ]
    _start_seconds()
    rows.append(
        Row("start of the command (target 0.4 s)", tuple(_start_seconds() for _ in range(STARTS)), "s")
    )
    print_table("Benefits (target 20 ms each)", rows)
