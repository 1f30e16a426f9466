"""One tap at the end of a visit: how it was. Counted by day and task; nobody can say whose it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.contract.visit_ratings import Face
from kiosk.visit.visit import Visit

if TYPE_CHECKING:
    from kiosk.ledger_desk import LedgerDesk


class Ratings:
    def __init__(self, desk: LedgerDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def rate(self, visit: Visit, face: Face) -> None:
        """Of the task that was done last. Once in a visit; returns at once."""
        if visit.rated or visit.last_task is None:
            return
        visit.rated = True
        task, today = visit.last_task, self._clock.now().astimezone(VIETNAM_TIME).date()
        self._desk.do(lambda ledger: ledger.ratings.add(today, task, int(face)))
