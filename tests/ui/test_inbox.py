"""Notices on the screen: by topic, unread first, opened, read, answered, denied, and taken along."""

from __future__ import annotations

import gc
import logging
import weakref
from pathlib import Path

import pytest
from PySide6.QtQml import QQmlProperty, qmlContext

from kiosk.contract.records import Section
from kiosk.places import EndReason
from tests.kiosk.documents.receipts import text_of
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.devices.records import refusal
from tests.ui.printing import print_and_read
from tests.ui.walk import Walk
from ui.view_models.anything_else_vm import AnythingElseVm
from ui.view_models.inbox_vm import InboxVm


def names(walk: Walk) -> list[str]:
    return [as_written(str(row["name"])) for row in walk.kiosk.vm.view_model(InboxVm)._notices.rows()]


def open_inbox(walk: Walk) -> InboxVm:
    walk._go_through("inbox", task="my_notices")
    return walk.kiosk.vm.view_model(InboxVm)


def test_unread_ones_come_first_and_each_topic_has_its_tab(walk: Walk) -> None:
    vm = open_inbox(walk)
    assert walk.parts.records.sections == [frozenset({Section.NOTICES})]
    care = "Khám chữa bệnh: chạm để xem"
    assert names(walk) == [
        care,
        "Kết quả đóng tháng 01/2026",
        "Thẻ BHYT còn 21 ngày",
        "Đã chuyển tiền lương hưu",
    ]
    words = [str(row["words"]) for row in vm._notices.rows()]
    assert [each.startswith("Chưa đọc") for each in words] == [True, True, True, False]
    assert [row["kind"] for row in vm._notices.rows()] == ["warn", "info", "danger", "info"]
    assert ["Gấp" in each for each in words] == [False, False, True, False]  # not by colour alone
    assert [row["words"] for row in vm._tabs.rows()] == [
        "Tất cả (4)", "Đóng BHXH (1)", "BHYT, khám bệnh (2)", "Tiền, chế độ (1)",
    ]  # fmt: skip
    walk.tap("tab.health")
    walk.wait_until(lambda: names(walk) == [care, "Thẻ BHYT còn 21 ngày"], "its notices")


def test_who_opens_one_has_read_it_and_nothing_moves_meanwhile(walk: Walk) -> None:
    vm = open_inbox(walk)
    before = names(walk)
    walk.tap("notice.1")
    walk.wait_until(lambda: len(walk.parts.records.marked) == 1, "central to hear of it")
    assert walk.parts.records.marked[0].int == 1
    assert names(walk) == before
    assert not str(vm._notices.rows()[1]["words"]).startswith("Chưa đọc")
    assert "Công ty Thí Dụ" in str(walk.wait_for("noticeText").property("text"))
    assert walk.wait_for("noticeLines.1").property("value") == "Luật 41/2024/QH15, Điều 10"
    walk.tap("notice.1")  # closed, and opened once more
    walk.tap("notice.1")
    walk.wait_for("noticeText")
    assert len(walk.parts.records.marked) == 1
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.parts.navigator.choose("my_notices")
    walk.arrive("inbox")
    # what was read here stands behind the others, though central was not asked anew
    assert names(walk) == [before[0], before[2], before[3], before[1]]
    assert len(walk.parts.records.sections) == 1


def test_a_line_that_fails_is_nobodys_business_here(walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    open_inbox(walk)
    walk.parts.records.fault = refusal("grant-expired")
    with caplog.at_level(logging.WARNING):
        walk.tap("notice.1")
        walk.wait_until(lambda: "central did not hear" in caplog.text, "the line in the log")
    assert "grant-expired" in caplog.text
    assert "Thí Dụ" not in caplog.text
    assert walk.wait_for("noticeText").isVisible()
    assert walk.find("failed") is None
    caplog.clear()


def test_it_leads_to_the_task_that_answers_it_with_what_is_known(walk: Walk) -> None:
    open_inbox(walk)
    walk.tap("notice.2")
    assert walk.wait_for("doNow").property("text").startswith("Làm ngay: ")
    walk.tap("doNow")
    walk.wait_until(lambda: walk.parts.navigator.journey.task_id == "9.2", "the task")
    navigator = walk.parts.navigator
    journey = navigator.journey
    question = journey.form.get_question("facility.new")
    assert journey.answers.typed(question, navigator.facts(), navigator.context()) != {}
    assert navigator.visit.filled == {"9.2": {"facility.new": "01902"}}


def test_what_was_entered_about_something_else_is_forgotten(walk: Walk) -> None:
    walk._go_through("inbox", task="my_notices")
    navigator = walk.parts.navigator
    navigator.choose("change_contact", {"contact.phone": "0901234567"})
    question = navigator.journey.form.get_question("contact.phone")

    def stands() -> object:
        return navigator.journey.answers.typed(question, navigator.facts(), navigator.context())["text"]

    assert stands() == "0901234567"
    navigator.journey.answers.type("contact.phone", {"text": "0911"})
    navigator.back()
    navigator.choose("change_contact", {"contact.phone": "0901234567"})
    assert stands() == "0911"  # it is there still
    navigator.back()
    navigator.choose("change_contact", {"contact.phone": "0907654321", "of.another.version": "1"})
    assert stands() == "0907654321"


def test_a_strange_treatment_is_told_of_from_its_notice(walk: Walk) -> None:
    walk.inbox()
    assert walk.find("doNow") is None  # the button below says it better
    text = walk.wait_for("noticeText")
    assert "Bệnh viện Thí Dụ" in str(text.property("text"))
    walk.tap("notMine")
    walk.arrive("disputed")
    facts = walk.parts.navigator.facts()
    assert (facts["care.reference"], facts["care.day"]) == ("01025260212017", "2026-02-12")
    assert facts["care.facility"] == "Bệnh viện Thí Dụ"


def test_the_open_one_or_all_go_out_on_paper_and_by_mail(open_walk: OpenWalk, tmp_path: Path) -> None:
    folder = tmp_path / "printed"
    walk = open_walk(parts=TestParts(settings=settings_of(printer={"folder": folder})))
    open_inbox(walk)
    assert "Đã chuyển tiền lương hưu" in print_and_read(walk, folder)
    assert walk.parts.records.printed == 1
    walk.tap("notice.1")
    walk.wait_until(lambda: walk.wait_for("print").property("text") == "In thông báo này", "the other button")
    paper = print_and_read(walk, folder, before=1)
    assert "Kết quả đóng tháng" in paper
    assert "lương hưu" not in paper
    walk.parts.line.on_state(TestLineState(True, 0))
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.field("mail.address.text", "lan@example.vn")
    walk.tap("primary")
    walk.wait_for("mailed")
    assert walk.parts.records.mailed == 1
    assert "lương hưu" not in text_of(walk.parts.mails.sent[0][2])


def test_what_is_private_is_read_aloud_only_where_the_person_wants_it(walk: Walk) -> None:
    walk.inbox()
    text = walk.wait_for("noticeText")
    context = qmlContext(text)
    assert context is not None

    def heard() -> str:
        return str(QQmlProperty(text, "Accessible.name", context).read())

    assert heard() == "Đã che"
    walk.kiosk.vm.looks.setUncovered(True)
    assert "Bệnh viện Thí Dụ" in heard()


def test_an_empty_inbox_says_so(walk: Walk) -> None:
    records = walk.parts.records
    records.notices = records.notices.model_copy(update={"inbox": ()})
    open_inbox(walk)
    assert as_written(walk.wait_for("none").property("text")) == "Ông/bà không có thông báo nào."
    assert walk.find("tabs") is None
    assert walk.find("mail") is None
    assert walk.wait_for("print").property("available") is False


def test_nothing_of_it_is_left_after_the_visit(walk: Walk) -> None:
    walk.inbox()
    visit = walk.parts.navigator.visit
    assert visit.read is not None
    release = weakref.ref(visit.read.release)
    vm = walk.kiosk.vm.view_model(InboxVm)
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._told, vm._notices.rows(), vm._lines.rows(), vm._tabs.rows()) == (None, (), (), ())
    assert (visit.opened_notices, visit.shown_notices, visit.filled) == (set(), (), {})
    gc.collect()
    assert release() is None  # nobody holds on to it


def test_it_is_offered_afterwards_to_who_was_identified_and_says_nothing_of_them(walk: Walk) -> None:
    vm = walk.kiosk.vm.view_model(AnythingElseVm)
    walk.home()
    walk.parts.navigator.choose("unemployment_benefit")
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    assert vm._tasks.rows() == ()  # nobody has shown who they are
    walk._go_through("contributions", task="history")
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    (row,) = vm._tasks.rows()
    task = walk.parts.navigator.catalogue.get(str(row["task"]))
    assert (as_written(str(row["name"])), as_written(str(row["summary"]))) == (task.name.vi, task.summary.vi)
    walk.tap(f"task.{task.id}")
    walk.arrive("inbox")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")
    assert vm._tasks.rows() == ()
