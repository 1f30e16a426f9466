"""Faults are written down durably, without anything of a person, until central has them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from kiosk.audit import AuditEvent
from kiosk.contract.kiosk_state import FaultKind, FaultsSent, FaultsTaken, HealthTaken, KioskHealth
from kiosk.contract.wire import PROBLEM_TYPE_BASE, Problem
from kiosk.errors import BugError
from kiosk.forms.form import EMPTY_FORM
from kiosk.self_watch.fault_book import FaultBook, place_of
from kiosk.self_watch.faults import Faults
from kiosk.self_watch.run_mark import RunMark
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.kiosk_state import FaultErrand
from tests.manual_clock import ManualClock

SECRET = "Nguyễn Văn Thử 001099000017"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def book(tmp_path: Path, clock: ManualClock) -> FaultBook:
    return FaultBook(tmp_path / "faults", clock)


class Line:
    def __init__(self) -> None:
        self.fault: SyncError | None = None
        self.sent: list[FaultsSent] = []

    def report_faults(self, faults: FaultsSent) -> FaultsTaken:
        if self.fault is not None:
            raise self.fault
        self.sent.append(faults)
        return FaultsTaken(taken=len(faults.faults))

    def report_health(self, health: KioskHealth) -> HealthTaken:
        raise NotImplementedError


def test_a_bug_is_told_by_class_and_place_and_never_by_its_text(book: FaultBook, clock: ManualClock) -> None:
    audited: list[AuditEvent] = []
    faults = Faults(book, clock, audited.append)
    try:
        EMPTY_FORM.get_page(SECRET)
    except BugError:
        kind, _, trace = sys.exc_info()
        assert kind is not None
        faults.bug("1a2b3c4d", kind, trace)
    (report,) = book.waiting()
    assert (report.reference, report.kind, report.error) == ("1a2b3c4d", FaultKind.BUG, "BugError")
    assert re.fullmatch(r"kiosk/forms/form\.py:\d+", report.place or "")
    assert SECRET not in report.model_dump_json()
    assert [(each.what, each.outcome) for each in audited] == [("kiosk.fault.bug", "fault-1a2b3c4d")]


def test_the_same_again_within_the_hour_is_one_report(book: FaultBook, clock: ManualClock) -> None:
    faults = Faults(book, clock, lambda _event: None)
    for _ in range(3):
        faults.worker("sync-worker", KeyError())
        faults.device("reader", "no_reader")
    faults.worker("sync-worker", ValueError())
    assert sorted(each.error or "" for each in book.waiting()) == ["KeyError", "ValueError", "no_reader"]
    clock.advance(3601)
    faults.worker("sync-worker", KeyError())
    assert len(book.waiting()) == 4


def test_code_of_others_has_no_place_of_ours() -> None:
    with pytest.raises(ValueError, match="property name") as raised:
        json.loads("{")
    assert place_of(raised.value.__traceback__) is None


def test_what_waits_outlives_the_program_and_goes_once(
    book: FaultBook, clock: ManualClock, tmp_path: Path
) -> None:
    first = book.report(FaultKind.ENDED)
    clock.advance(1)
    second = book.report(FaultKind.DEVICE, part="reader", error="no_reader")
    line, again = Line(), FaultBook(tmp_path / "faults", clock)
    errand = FaultErrand(again, line)
    line.fault = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "")
    with pytest.raises(SyncError):
        errand()
    line.fault = None
    errand()
    errand()
    assert [[each.reference for each in sent.faults] for sent in line.sent] == [[first, second]]
    assert not again.waiting()


def test_an_older_central_is_not_told_and_they_wait_on(book: FaultBook) -> None:
    book.report(FaultKind.POWER)
    line = Line()
    unknown = Problem(type=PROBLEM_TYPE_BASE + "unknown-path", title="", status=404)
    line.fault = CentralRefusedError(unknown, None)
    FaultErrand(book, line)()
    assert len(book.waiting()) == 1


def test_a_file_that_is_not_whole_is_thrown_away(book: FaultBook, tmp_path: Path) -> None:
    reference = book.report(FaultKind.ENDED)
    file = tmp_path / "faults" / f"{reference}.json"
    file.write_bytes(file.read_bytes()[:-3])
    assert book.waiting() == ()
    assert not file.exists()


@pytest.mark.expects_log("could not be written down")
def test_a_fault_that_cannot_be_kept_ends_nothing(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "faults").write_text("a file where the folder should be")
    assert FaultBook(tmp_path / "faults", clock).report(FaultKind.ENDED)


def test_how_the_run_before_ended_is_known(tmp_path: Path, clock: ManualClock) -> None:
    mark = tmp_path / "data" / "running"
    assert RunMark(mark).begin(clock.now(), "boot-1") is None
    assert RunMark(mark).begin(clock.now(), "boot-1") is FaultKind.ENDED
    assert RunMark(mark).begin(clock.now(), "boot-2") is FaultKind.POWER
    RunMark(mark).end()
    assert RunMark(mark).begin(clock.now(), "boot-2") is None
    mark.write_bytes(b"\0")
    assert RunMark(mark).begin(clock.now(), "boot-2") is FaultKind.POWER
