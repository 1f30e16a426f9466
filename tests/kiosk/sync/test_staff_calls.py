"""Central hears of a call with the next exchange; what was over before is told to nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from kiosk.contract.staff_calls import StaffCall, StaffCallTaken
from kiosk.contract.wire import PROBLEM_TYPE_BASE, Problem, Retry
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.staff_calls import StaffCalls


class Line:
    """``fault`` is what the next call meets."""

    def __init__(self) -> None:
        self.told: list[StaffCall] = []
        self.fault: SyncError | None = None
        self.answered_at: datetime | None = None

    def call_staff(self, call: StaffCall) -> StaffCallTaken:
        if self.fault is not None:
            raise self.fault
        self.told.append(call)
        return StaffCallTaken(answered_at=self.answered_at)

    @property
    def waiting(self) -> list[bool]:
        return [each.waiting for each in self.told]


def refused(status: int) -> CentralRefusedError:
    problem = Problem(type=f"{PROBLEM_TYPE_BASE}refused", title="refused", status=status, retry=Retry.NEVER)
    return CentralRefusedError(problem, None)


def test_each_change_is_told_once() -> None:
    line, woken = Line(), []
    calls = StaffCalls(line)
    calls.on_change = lambda: woken.append(len(line.told))
    calls()
    assert line.told == []
    line.answered_at = datetime(2026, 3, 2, tzinfo=UTC)
    calls.call()
    calls()
    calls()
    calls.end()
    calls.end()
    calls()
    calls()
    assert line.waiting == [True, False]
    assert len({each.call_id for each in line.told}) == 1
    assert woken == [0, 1]


def test_a_call_without_a_line_is_told_when_it_is_there_again() -> None:
    line = Line()
    calls = StaffCalls(line)
    calls.call()
    line.fault = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "no line")
    with pytest.raises(SyncError):
        calls()
    line.fault = None
    calls()
    assert line.waiting == [True]


def test_what_was_over_before_it_was_told_is_told_to_nobody() -> None:
    line = Line()
    calls = StaffCalls(line)
    calls.call()
    calls.end()
    calls()
    assert line.told == []


def test_what_is_over_while_it_is_told_is_told_to_be_over() -> None:
    line = Line()
    calls = StaffCalls(line)
    calls.call()
    line.fault = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "the answer was lost")
    with pytest.raises(SyncError):
        calls()
    calls.end()
    line.fault = None
    calls()
    assert line.waiting == [False]


def test_each_call_is_one_of_its_own() -> None:
    line = Line()
    calls = StaffCalls(line)
    for _ in range(2):
        calls.call()
        calls()
    assert line.waiting == [True, True]
    assert len({each.call_id for each in line.told}) == 2


def test_an_older_central_knows_no_calls() -> None:
    line = Line()
    line.fault = refused(HTTPStatus.NOT_FOUND)
    calls = StaffCalls(line)
    calls.call()
    calls()
    line.fault = refused(HTTPStatus.SERVICE_UNAVAILABLE)
    calls.call()
    with pytest.raises(CentralRefusedError):
        calls()


def test_who_waits_hears_that_somebody_comes() -> None:
    line = Line()
    calls = StaffCalls(line)

    def heard() -> bool:
        return calls.is_answered

    calls.call()
    calls()
    assert not heard()
    line.answered_at = datetime(2026, 3, 2, tzinfo=UTC)
    calls()
    assert heard()
    calls()  # nothing more to ask
    assert line.waiting == [True, True]
    calls.call()
    assert not heard()  # another call
    calls()
    calls.end()
    assert not heard()
