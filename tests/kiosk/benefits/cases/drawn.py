"""Cases of every kind drawn once, with what the restated articles give for them."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from tests.kiosk.benefits.cases.drawing import Cases
from tests.kiosk.benefits.cases.every import CASES
from tests.kiosk.benefits.restatement.calculators import restate
from tests.kiosk.benefits.restatement.common import Answer

Asked = tuple[str, dict[str, Any], Answer]


def drawn(examples: int) -> list[Asked]:
    """The same ones each time, ``examples`` of each kind."""
    found: list[Asked] = []

    def draw(calculator: str, cases: Cases) -> None:
        @settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(cases)
        def each(case: dict[str, Any]) -> None:
            found.append((calculator, case, restate(calculator, case)))

        each()

    for calculator, all_cases in CASES.items():
        for cases in all_cases:
            draw(calculator, cases)
    return found
