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
from kiosk.benefits.registry import CALCULATORS

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
_BIRTH = {"birth_on": "2026-09-20", "children": 2, "average": 9_000_000}
_WITHOUT_EXAMPLE: dict[str, dict[str, Any]] = {
    "compulsory_contribution": {"paid_on": "2026-11-22", "wage": 5_500_000, "region": "III"},
    "averaging_years": {"wage_kind": "state", "first_joined": "2010-03-01"},
    "adoption": {
        "handed_over_on": "2026-10-05",
        "child_born_on": "2026-08-01",
        "average": 7_200_000,
        "months_in_last_12": 8,
    },
    "prenatal_visits": {"average": 9_000_000, "days": 3},
    "voluntary_maternity": {
        "children": 1,
        "months_in_last_12": 7,
        "birth_on": "2026-09-20",
        "asked_on": "2026-11-22",
    },
    "surrogacy": {
        **_BIRTH,
        "role": "intended_mother",
        "handed_over_on": "2026-09-22",
        "months_in_last_12": 9,
    },
    "carer_leave": {**_BIRTH, "from": "2026-10-11", "mother_entitled": True},
}
_LONG: dict[str, dict[str, Any]] = {
    "pension": {"sex": "male", "decided_on": "2026-11-22", "contributions": _RECORD},
    "lump_sum": _LUMP_SUM,
    "keep_or_take": {**_LUMP_SUM, "sex": "male", "born": "1962-05-05"},
}


def _inputs() -> dict[str, dict[str, Any]]:
    """One input for every calculator, the long records where it takes them."""
    examples = json.loads(_EXAMPLES.read_text("utf-8"))
    inputs = {name: rows[0]["input"] for name, rows in examples.items()} | _WITHOUT_EXAMPLE | _LONG
    if inputs.keys() != CALCULATORS.keys():
        raise ValueError(f"not measured: {', '.join(CALCULATORS.keys() - inputs.keys())}")
    return inputs


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
