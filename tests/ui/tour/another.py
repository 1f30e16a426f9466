"""From one task to the next."""

from __future__ import annotations

from tests.ui.walk import Walk


def leave_for_another(walk: Walk) -> None:
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")
