"""An errand of the sync worker: how visits were found goes to central as counts, once each day is over, so
that no count comes beside an act of the person who gave it.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Protocol

from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.contract.visit_ratings import Face, RatingCount, RatingsSent, RatingsTaken
from kiosk.sync.errors import CentralRefusedError
from local_db.visit_ratings import VisitRatings

_NOT_THERE = frozenset(
    {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
)  # of a central older than ratings


class RatingLine(Protocol):
    """The part of CentralClient that is needed here; raises SyncError."""

    def send_ratings(self, ratings: RatingsSent, request_key: str) -> RatingsTaken: ...


class RatingErrand:
    def __init__(self, store: VisitRatings, line: RatingLine, clock: Clock) -> None:
        self._store = store
        self._line = line
        self._clock = clock

    def __call__(self) -> None:
        """Raises SyncError; then the same counts go under the same key the next time."""
        today = self._clock.now().astimezone(VIETNAM_TIME).date()
        taken = self._store.take(today)
        if taken is None:
            return
        batch, days = taken
        counts = tuple(
            RatingCount(on=each.on, task=each.task, face=Face(each.face), count=each.count) for each in days
        )
        try:
            self._line.send_ratings(RatingsSent(counts=counts), str(batch))
        except CentralRefusedError as refusal:
            if refusal.problem.status not in _NOT_THERE:
                raise
            return
        self._store.settle(batch)
