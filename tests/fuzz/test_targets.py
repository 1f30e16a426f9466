"""A short run of every fuzz target; ``python -m tests.fuzz`` goes on as long as it is let."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import ALL_TARGETS
from tests.fuzz.targets import Target

EXAMPLES, COSTLY_EXAMPLES = 80, 8


@pytest.mark.parametrize("target", ALL_TARGETS, ids=lambda target: target.name)
def test_reads_or_names_the_fault(target: Target) -> None:
    @settings(
        max_examples=COSTLY_EXAMPLES if target.costly else EXAMPLES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def check(data: st.DataObject) -> None:
        target.check(data.draw(target.strategy))

    check()
