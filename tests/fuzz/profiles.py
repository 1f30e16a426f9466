"""How hypothesis draws: the same for ``make test``, twenty-four times as many for ``make losses``, new
ones for ``make fuzz``.

``pytest --hypothesis-profile=histories`` picks the second, ``explore`` the third.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

REPEATABLE = "repeatable"
HISTORIES = "histories"
EXPLORE = "explore"

# No deadline and no check of how long drawing takes: neither may depend on the speed of the machine.
settings.register_profile(
    REPEATABLE,
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    EXPLORE,
    derandomize=False,
    deadline=None,
    max_examples=500,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(HISTORIES, parent=settings.get_profile(REPEATABLE), max_examples=1200)


def load(profile: str) -> None:
    """Call before the first property test is imported: what a test asks for beyond it is added to it then."""
    settings.load_profile(profile)
    if profile != EXPLORE:
        _draw_no_constants_of_our_code()


def _draw_no_constants_of_our_code() -> None:
    """Hypothesis likes to draw numbers and texts that stand in the modules imported so far.

    Which these are depends on the tests that ran before, so that the order of tests would change examples.
    """
    providers._get_local_constants = Constants
