"""How a petition stands, by its code alone; what is told for a wrong one; the code on a receipt."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.tour.another import leave_for_another
from tests.ui.walk import Walk


def petitions(walk: Walk) -> Iterator[str]:
    """From home and back there."""
    walk.petition()
    yield "petition"
    leave_for_another(walk)
    walk.petition_unknown()
    yield "petition unknown"
    leave_for_another(walk)
    walk.petition_receipt()
    yield "petition receipt"
    leave_for_another(walk)
