"""The page of what a person has filed: how each stands, and the one that is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.language import Language
from kiosk.places import EndReason
from simulation.touch import shown
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.devices.records import refusal, result_paper
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.case_paper_vm import CasePaperVm
from ui.view_models.cases_vm import CasesVm


def plain(text: object) -> str:
    """Without what keeps words together."""
    return as_written(text)


def test_the_newest_is_open_and_another_opens_by_a_touch(walk: Walk) -> None:
    walk.cases()
    vm = walk.kiosk.vm.view_model(CasesVm)
    assert [row["name"] for row in vm._cases.rows()] != []
    returned = walk.wait_for("openCase")
    assert plain(returned.property("title")) == "Chờ ông/bà bổ sung"
    assert "còn thiếu giấy tờ" in plain(returned.property("text"))
    assert "HS26-4417-0932-0007-4" in [row["value"] for row in vm._lines.rows()]
    assert len(vm._stages.rows()) == 3
    assert walk.find("task.withdraw_case") is not None
    walk.wait_for_keys()
    walk.tap("case.1")
    walk.wait_until(lambda: len(vm._stages.rows()) == 4, "the other one")
    assert "TD26-4417-0932-0002-1" in [row["value"] for row in vm._lines.rows()]
    assert vm._tasks.rows() == ()  # it is settled
    walk.dress("en", 1.0)
    assert plain(walk.wait_for("openCase").property("title")) == "Settled"
    walk.tap("case.1")
    walk.wait_until(lambda: shown(vm, "openCase") == -1, "it to close")
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._told, vm._cases.rows(), vm._lines.rows(), vm._stages.rows()) == (None, (), (), ())


def test_one_is_withdrawn_after_asking_once_more(walk: Walk) -> None:
    walk.cases()
    walk.wait_for_keys()
    walk.tap("task.withdraw_case")
    walk.arrive("question")
    navigator = walk.parts.navigator
    assert navigator.facts()["case.chosen"] == "HS26-4417-0932-0007-4"
    assert navigator.step == "withdrawal"


def asked(walk: Walk, *questions: str) -> None:
    returned, done = walk.parts.records.cases
    walk.parts.records.cases = (done, returned.model_copy(update={"asked": questions}))


def test_what_is_missing_is_sent_at_once(walk: Walk) -> None:
    asked(walk, "contact.phone", "facility.new")
    walk.cases()
    told = plain(walk.wait_for("openCase").property("text"))  # not the newest: the one that waits
    assert "• Số điện thoại liên hệ" in told
    assert "• Nơi khám chữa bệnh ban đầu mới" in told
    assert plain(walk.wait_for("primary").property("text")) == "Bổ sung hồ sơ này"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("question")
    navigator = walk.parts.navigator
    assert navigator.step == "supplement"
    assert navigator.facts()["case.chosen"] == "HS26-4417-0932-0007-4"
    assert "Số điện thoại liên hệ" in plain(walk.wait_for("lead").property("text"))
    walk.dress("en", 1.0)
    assert "Phone number" in plain(walk.wait_for("lead").property("text"))


def test_another_that_is_opened_is_not_supplemented(walk: Walk) -> None:
    asked(walk, "contact.phone")
    walk.cases()
    walk.wait_for_keys()
    walk.tap("case.0")
    walk.wait_until(lambda: plain(walk.wait_for("primary").property("text")) == "Xong", "the settled one")
    assert walk.find("done") is None
    walk.tap("case.1")
    walk.wait_until(lambda: walk.find("done") is not None, "the one that waits")
    walk.wait_for_keys()
    walk.tap("done")
    walk.arrive("anything_else")


def test_what_this_kiosk_cannot_ask_for_is_brought_to_the_counter(walk: Walk) -> None:
    asked(walk, "question.of_tomorrow")
    walk.cases()
    walk.wait_for_keys()
    walk.tap("case.0")
    walk.tap("case.1")
    walk.wait_until(lambda: "mang đến quầy" in plain(walk.wait_for("openCase").property("text")), "the way")
    assert plain(walk.wait_for("primary").property("text")) == "Xong"


def test_who_has_filed_nothing_is_told_so(walk: Walk) -> None:
    walk.parts.records.cases = ()
    walk.cases()
    assert "Chưa có hồ sơ" in plain(walk.wait_for("noCases").property("text"))
    assert walk.find("case.0") is None


def test_what_one_came_to_is_read_printed_and_mailed_and_forgotten(
    open_walk: OpenWalk, tmp_path: Path
) -> None:
    printed = tmp_path / "printed"
    walk = open_walk(parts=TestParts(settings=settings_of(printer={"folder": printed})))
    walk.cases()
    walk.wait_for_keys()
    vm = walk.kiosk.vm.view_model(CasesVm)
    assert walk.find("showPaper") is None  # the one that waits for the person came to nothing yet
    walk.tap("case.1")
    walk.wait_until(lambda: bool(shown(vm, "hasPaper")), "the settled one")
    walk.tap("showPaper")
    walk.arrive("case_paper")
    assert len(walk.parts.records.officers) == 2  # central was asked for it with a proof of its own
    paper = walk.kiosk.vm.view_model(CasePaperVm)
    assert plain(shown(paper, "line")).startswith("Số TD26-4417-0932-0002-1/TB, ngày ")
    picture = walk.wait_for("page.0")
    walk.wait_until(lambda: round(picture.height() / picture.width(), 2) == 1.41, "the picture of an A4 page")
    assert picture.width() > 500
    walk.wait_for_keys()
    walk.tap("print")
    walk.wait_until(lambda: shown(paper, "paper.state") == "done", "the printed paper")
    assert walk.parts.records.printed == 1
    (file,) = printed.glob("*.pdf")
    assert file.read_bytes() == result_paper().pdf
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.wait_for_keys()
    walk.field("mail.address.text", "thu@example.vn")
    walk.tap("primary")
    walk.wait_for("mailed")
    assert walk.parts.mails.sent == [("thu@example.vn", Language.VIETNAMESE, result_paper().pdf)]
    assert walk.parts.records.mailed == 1
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (paper._told, shown(paper, "pages")) == (None, [])


def test_back_from_a_paper_leads_to_the_list_and_done_leaves_it(walk: Walk) -> None:
    walk.cases()
    walk.wait_for_keys()
    walk.tap("case.1")
    walk.wait_until(lambda: bool(shown(walk.kiosk.vm.view_model(CasesVm), "hasPaper")), "the settled one")
    walk.tap("showPaper")
    walk.arrive("case_paper")
    walk.wait_for_keys()
    navigator = walk.parts.navigator
    walk.tap("back")
    walk.arrive("cases")
    assert navigator.visit.wanted_paper is None
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")
    assert navigator.visit.paper is None


def test_a_paper_that_was_replaced_meanwhile_is_asked_for_anew(walk: Walk) -> None:
    walk.cases()
    walk.wait_for_keys()
    walk.tap("case.1")
    walk.parts.records.refusals = [refusal("result-unknown")]
    walk.wait_until(lambda: bool(shown(walk.kiosk.vm.view_model(CasesVm), "hasPaper")), "the settled one")
    walk.tap("showPaper")
    walk.wait_for("obstacle")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")
    assert walk.parts.navigator.visit.read is None


def test_each_is_read_aloud_by_name_and_state(qapp: QApplication) -> None:
    speech = RecordingSpeech()
    load_fonts()
    with open_kiosk(PORTRAIT, speech=speech) as walk:
        walk.cases()
        switch_on(walk)

        def told() -> str:
            return next((plain(said) for said in speech.words if "Hồ sơ của" in plain(said)), "")

        walk.wait_until(lambda: bool(told()), "the list")
        assert told().index("Chờ ông/bà bổ sung") < told().index("Đã giải quyết xong")
