"""The restatement against the worked examples: it stands on its own feet before it judges the engine."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.kiosk.benefits.restatement.calculators import restate
from tests.kiosk.benefits.restatement.common import years_for_amount

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "data/examples.json").read_text("utf-8"), parse_float=Decimal
)


@pytest.mark.parametrize("calculator", EXAMPLES)
def test_the_articles_give_the_published_figures(calculator: str) -> None:
    """To the đồng but for the official answer that was cut off instead of rounded."""
    for row in EXAMPLES[calculator]:
        answer = restate(calculator, row["input"])
        assert answer.outcome == row["outcome"], row["id"]
        for name, amount in row.get("amounts", {}).items():
            assert abs(answer.amounts[name] - amount) <= (1 if row["id"] == "P1" else 0), row["id"]
        for name, value in row.get("values", {}).items():
            restated = answer.values[name]
            assert restated == (Fraction(value) if isinstance(restated, Fraction) else value), row["id"]


def test_odd_months_count_half_a_year_or_a_year() -> None:
    halves = [years_for_amount(months) for months in range(25)]
    assert halves == [0, *[Fraction(1, 2)] * 6, *[1] * 6, *[Fraction(3, 2)] * 6, *[2] * 6]
