"""Who of the staff has signed in fully at this kiosk and helps people since: by the PIN alone, for a while.

One at a time, and in memory only. It opens no page of staff and decides nothing (docs/decisions/108).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.policy import ShiftPolicy

_WRONG_PINS = 2  # then the code is asked for as well: a stranger who guesses gets no further than that


@dataclass(slots=True)
class _OnShift:
    account: str
    signed_in_at: float  # s, monotonic
    helped_at: float
    wrong: int = 0


class Shift:
    def __init__(self, clock: Clock, policy: Callable[[], ShiftPolicy] = ShiftPolicy) -> None:
        self._clock = clock
        self._policy = policy
        self._on: _OnShift | None = None

    @property
    def account(self) -> str | None:
        """Whose PIN is enough now."""
        on, policy, now = self._on, self._policy(), self._clock.monotonic()
        if on is None:
            return None
        is_over = (
            now - on.helped_at >= policy.pin_minutes * 60 or now - on.signed_in_at >= policy.full_hours * 3600
        )
        return None if is_over or on.wrong >= _WRONG_PINS else on.account

    def begin(self, account: str) -> None:
        """They signed in fully, and go to help."""
        now = self._clock.monotonic()
        self._on = _OnShift(account, now, now)

    def go_on(self) -> None:
        """They help once more."""
        if self._on is not None:
            self._on.helped_at, self._on.wrong = self._clock.monotonic(), 0

    def note_wrong(self) -> None:
        if self._on is not None:
            self._on.wrong += 1

    def end(self) -> None:
        self._on = None
