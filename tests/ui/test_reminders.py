"""A reminder in the real scene: noted by touch, told, printed, mailed, and gone with the visit."""

from __future__ import annotations

from pathlib import Path

import pytest
import vobject
from PySide6.QtCore import QSize

from kiosk.places import EndReason
from simulation.form_filling import FormFilling
from simulation.touch import shown
from tests.manual_clock import ManualClock
from tests.ui.as_written import as_written
from tests.ui.calculating import answer_page, reach_page, reach_question
from tests.ui.conftest import OpenWalk
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.scene_checks import faults_of
from tests.ui.tour.reminders import PLAYS
from tests.ui.walk import LANDSCAPE, Walk
from ui.view_models.reminded_vm import RemindedVm

VISIT = PLAYS["reminder_visit"]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def opened(open_walk: OpenWalk, papers: Path, size: QSize | None = None) -> Walk:
    assert VISIT.at is not None
    parts = TestParts(settings_of(printer={"folder": papers}), ManualClock(VISIT.at))
    return open_walk(parts=parts) if size is None else open_walk(size, parts=parts)


def noted(walk: Walk, name: str) -> RemindedVm:
    play = PLAYS[name]
    walk.home()
    reach_question(walk, play, "remind.what")
    reach_page(walk, play, "reminded")
    return walk.kiosk.vm.view_model(RemindedVm)


def test_an_appointment_is_noted_printed_mailed_and_forgotten(open_walk: OpenWalk, papers: Path) -> None:
    walk = opened(open_walk, papers)
    vm = noted(walk, "reminder_visit")
    assert as_written(vm.property("title")) == "Đi khám"
    assert [as_written(row["value"]) for row in shown(vm, "lines").rows()] == [
        "08:30, Thứ tư 02/12/2026",
        "Bệnh viện huyện, khoa Mắt",
        "trước 1 ngày; trước 2 giờ",
    ]
    assert vm.property("isEvent") is True
    walk.tap("print")
    walk.wait_until(lambda: shown(vm, "paper.state") == "done", "the slip")
    assert len(list(papers.glob("*.pdf"))) == 1
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.wait_for_keys()
    walk.field("mail.address.text", "hoa@example.vn")
    walk.tap("primary")
    walk.wait_for("mailed")
    ((address, _language, _pdf),) = walk.parts.mails.sent
    (calendar,) = walk.parts.mails.calendars
    assert address == "hoa@example.vn"
    assert vobject.readOne(calendar.decode()).vevent.summary.value == "Đi khám"
    walk.parts.navigator.end(EndReason.FINISHED)
    walk.arrive("goodbye")
    assert (vm.property("title"), shown(vm, "lines").rows(), vm.property("told")) == ("", (), [])
    assert vm.property("qrSource") == ""


def test_what_repeats_is_told_as_words_for_the_phone(open_walk: OpenWalk, papers: Path) -> None:
    walk = opened(open_walk, papers, LANDSCAPE)
    vm = noted(walk, "reminder_medicine")
    assert vm.property("isEvent") is False
    assert "xin gửi thư" in as_written(walk.wait_for("codeWords").property("text"))
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.wait_until(lambda: walk.wait_for("mail").property("available") is False, "a mail that cannot go")
    assert faults_of(walk.kiosk.window.contentItem()) == []


def test_an_hour_is_answered_by_touch(open_walk: OpenWalk, papers: Path) -> None:
    walk = opened(open_walk, papers)
    walk.home()
    reach_question(walk, VISIT, "remind.visit_hour")
    for _ in range(2):
        answer_page(walk, FormFilling(walk), VISIT.answers)
    walk.arrive("visit_where")
