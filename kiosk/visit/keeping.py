"""What outlives a visit: its draft, and what is said at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.visit.visit import Visit


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is said at the end of a visit; nothing of the person."""

    sent: int = 0  # acts that were received in the visit
    unsent: bool = False  # a task was left before its act
    draft_until: datetime | None = None  # what was entered waits for the same card until then
    fault: str = ""  # a fault of the program ended it; what staff find it by in the log


class DraftKeeper(Protocol):
    """Keeps the journey under way for the case that the power goes. Neither call blocks."""

    def keep(self, visit: Visit, step_id: str) -> None: ...

    def discard(self, visit: Visit) -> None:
        """The journey came to an end of its own: nothing of it may stay."""
        ...

    def hand_over(self, visit: Visit) -> None:
        """The visit ends, and its draft stays for the same card."""
        ...

    def kept_until(self, visit: Visit) -> datetime | None:
        """Until when what is kept now would stay; None where nothing can be kept."""
        ...


class NoDrafts:
    """Nothing outlives the visit."""

    def keep(self, visit: Visit, step_id: str) -> None:
        del visit, step_id

    def discard(self, visit: Visit) -> None:
        del visit

    def hand_over(self, visit: Visit) -> None:
        del visit

    def kept_until(self, visit: Visit) -> datetime | None:
        del visit
        return None
