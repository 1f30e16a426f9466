"""Worked examples, official answers among them: within one đồng, with every value as written."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.kiosk.benefits.asking import ask

_EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "data/examples.json").read_text("utf-8"), parse_float=Decimal
)
_ROWS = [(name, row) for name, rows in _EXAMPLES.items() for row in rows]
TOLERANCE_DONG = 1  # the agency itself truncates somewhere


@pytest.mark.parametrize(("name", "row"), _ROWS, ids=[f"{name}-{row['id']}" for name, row in _ROWS])
def test_an_example_comes_out_as_published(name: str, row: dict[str, Any]) -> None:
    answer = ask(name, **row["input"]).as_json()
    assert answer["outcome"] == row["outcome"]
    amounts, values = answer["amounts"], answer["values"]
    assert isinstance(amounts, dict)
    assert isinstance(values, dict)
    for key, expected in row.get("amounts", {}).items():
        assert abs(amounts[key] - expected) <= TOLERANCE_DONG, key
    assert {key: values[key] for key in row.get("values", {})} == row.get("values", {})


def test_all_examples_are_there() -> None:
    assert len(_ROWS) == 102
