"""Two ways to every figure: engine and restated articles agree on thousands of people, and it says why.

Fifty of each kind of case in ``make test``, five hundred new ones in ``make fuzz``.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kiosk.benefits.cases.drawing import Cases
from tests.kiosk.benefits.cases.every import CASES
from tests.kiosk.benefits.restatement.calculators import CALCULATORS, restate
from tests.kiosk.benefits.two_ways import answered_to, differences, unexplained

STRATEGIES = [
    pytest.param(calculator, cases, id=f"{calculator}-{number}")
    for calculator, all_cases in CASES.items()
    for number, cases in enumerate(all_cases, 1)
]


@pytest.mark.parametrize(("calculator", "cases"), STRATEGIES)
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
@given(st.data())
def test_the_engine_agrees_with_the_articles_and_explains_itself(
    calculator: str, cases: Cases, data: st.DataObject
) -> None:
    case = data.draw(cases, label="case")
    answered = answered_to(calculator, case)
    assert not differences(restate(calculator, case), answered)
    assert answered["calculator"] == calculator
    assert not unexplained(answered)


def test_every_restated_calculator_is_compared() -> None:
    assert set(CASES) == set(CALCULATORS)
