"""Two ways to every figure: engine and restated articles agree on thousands of people, and it says why."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.kiosk.benefits.cases.drawing import Cases
from tests.kiosk.benefits.cases.every import CASES
from tests.kiosk.benefits.restatement.calculators import CALCULATORS, restate
from tests.kiosk.benefits.two_ways import answered_to, differences, unexplained

EXAMPLES = int(os.environ.get("BHXH_TEST_EXAMPLES", "150"))
STRATEGIES = [
    pytest.param(calculator, cases, id=f"{calculator}-{number}")
    for calculator, all_cases in CASES.items()
    for number, cases in enumerate(all_cases, 1)
]


@pytest.mark.parametrize(("calculator", "cases"), STRATEGIES)
def test_the_engine_agrees_with_the_articles_and_explains_itself(calculator: str, cases: Cases) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(cases)
    def agree(case: dict[str, object]) -> None:
        answered = answered_to(calculator, case)
        assert not differences(restate(calculator, case), answered)
        assert not unexplained(answered)

    agree()


def test_every_restated_calculator_is_compared() -> None:
    assert set(CASES) == set(CALCULATORS)
