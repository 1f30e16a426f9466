"""How long a test waits for what has to come: only a failure waits so long, so it may be long anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds
PATIENCE_MS = 120_000


def until(holds: Callable[[], bool]) -> None:
    """Look again and again until it holds: for what another process does, which sends no signal to a test."""
    latest = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < latest, "it did not come to hold"
        time.sleep(0.01)


def until_none(left: Callable[[], int]) -> None:
    """Until nothing is left of what becomes less: a slow machine may take its time as long as it goes on."""
    last, latest = left(), time.monotonic() + PATIENCE
    while last:
        now = left()
        if now < last:
            last, latest = now, time.monotonic() + PATIENCE
        assert time.monotonic() < latest, f"{now} are left, and do not become less"
        time.sleep(0.01)
