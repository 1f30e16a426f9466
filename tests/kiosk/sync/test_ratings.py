"""How visits were found: counted durably, sent once the day is over, and once only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.clock import VIETNAM_TIME
from kiosk.contract.visit_ratings import Face, RatingsSent, RatingsTaken
from kiosk.contract.wire import PROBLEM_TYPE_BASE, Problem
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.ratings import RatingErrand
from local_db.visit_ratings import VisitRatings
from tests.manual_clock import ManualClock
from tests.sync_parts import Station


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


class Line:
    def __init__(self) -> None:
        self.fault: SyncError | None = None
        self.sent: list[tuple[str, RatingsSent]] = []

    def send_ratings(self, ratings: RatingsSent, request_key: str) -> RatingsTaken:
        self.sent.append((request_key, ratings))
        if self.fault is not None:
            raise self.fault
        return RatingsTaken(taken=sum(each.count for each in ratings.counts))


def test_counts_of_days_that_are_over_go_once_under_one_key(station: Station, clock: ManualClock) -> None:
    store, line = VisitRatings(station.database), Line()
    errand = RatingErrand(store, line, clock)
    today = clock.now().astimezone(VIETNAM_TIME).date()
    for face in (Face.GOOD, Face.GOOD, Face.BAD):
        store.add(today, "register", int(face))
    errand()
    assert line.sent == []  # beside no act of the day
    clock.advance(86400)
    line.fault = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "")
    with pytest.raises(SyncError):
        errand()
    store.add(today, "register", int(Face.FAIR))  # a clock that went back: not into what is being sent
    line.fault = None
    errand()
    assert line.sent[0] == line.sent[1]
    assert [(each.face, each.count) for each in line.sent[1][1].counts] == [(Face.BAD, 1), (Face.GOOD, 2)]
    errand()
    assert [each.count for each in line.sent[2][1].counts] == [1]
    assert line.sent[2][0] != line.sent[1][0]
    errand()
    assert len(line.sent) == 3
    assert store.take(today + timedelta(days=9)) is None


def test_a_central_that_knows_none_yet_is_asked_again(station: Station, clock: ManualClock) -> None:
    store, line = VisitRatings(station.database), Line()
    store.add(clock.now().date() - timedelta(days=2), "9.2", int(Face.GOOD))
    line.fault = CentralRefusedError(
        Problem(type=f"{PROBLEM_TYPE_BASE}not-http", title="", status=404), retry_after=None
    )
    RatingErrand(store, line, clock)()
    line.fault = None
    RatingErrand(store, line, clock)()
    assert len(line.sent) == 2
