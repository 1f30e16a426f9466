"""A member of staff beside the person: who has the screen, and when it was staff who had it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import Clock
from kiosk.contract.wire import MAX_HELP, Help

HELPING = "assists"  # why staff left their room: they go on at the person's pages


@dataclass(frozen=True, slots=True)
class Helper:
    account: str
    name: str

    @property
    def actor(self) -> str:
        """As the audit log names them."""
        return f"staff:{self.account}"


class Assistance:
    """Begins with the screen in the hands of staff, who signed in for it. From then on it goes to and fro."""

    def __init__(self, helper: Helper, clock: Clock) -> None:
        self.helper = helper
        self._clock = clock
        self._since: datetime | None = clock.now()
        self._handed_back = 0.0

    @property
    def has_screen(self) -> bool:
        """Staff do what is done now, in the person's place."""
        return self._since is not None

    @property
    def beside_seconds(self) -> float:
        """How long the person has had the screen since staff handed it back; 0 while staff have it."""
        return 0.0 if self.has_screen else self._clock.monotonic() - self._handed_back

    def take_again(self) -> None:
        if self._since is None:
            self._since = self._clock.now()

    def hand_back(self) -> Help | None:
        """The stretch that ends by it; None where the person has the screen already."""
        stretch, self._since = self.stretch(), None
        if stretch is not None:
            self._handed_back = self._clock.monotonic()
        return stretch

    def stretch(self) -> Help | None:
        """The one under way, up to now. A clock that was set back makes none that ends before it begins."""
        if self._since is None:
            return None
        until = max(self._since, self._clock.now())
        return Help(account=self.helper.account, since=self._since, until=until)


def fitting(stretches: tuple[Help, ...]) -> tuple[Help, ...]:
    """As many as an act may name: the first, and the latest."""
    if len(stretches) <= MAX_HELP:
        return stretches
    return stretches[0], *stretches[1 - MAX_HELP :]
