"""A person's record on the screen: how it is asked for, each way in which it is not shown, and its pages."""

from __future__ import annotations

import gc
import weakref
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from ekyc.card.reading import IdentitySource
from ekyc.errors import EkycError
from kiosk.contract.grants import OfficerDecision
from kiosk.contract.records import Section
from kiosk.errors import KnownError
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.record_desk import Obstacle
from kiosk.records.telling import duration, tell_contributions
from kiosk.tasks.catalogue import load_catalogue
from kiosk.visit import identification
from simulation.hands import press_key
from tests.ui.as_written import as_written
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.records import ON, long_record, odd_record, refusal
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.record_vm import RecordVm


def _is_obstacle(vm: QObject, why: Obstacle) -> bool:
    return bool(vm.property("obstacle") == why)


def words_of(walk: Walk) -> str:
    """Title and lead of the page."""
    return " ".join(str(walk.wait_for(name).property("text")) for name in ("title", "lead"))


def ask(walk: Walk) -> None:
    """Somebody who was identified asks for their record; the test says what comes of it."""
    navigator = walk.parts.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("history")
    person = navigator.visit.person
    identification.take_card(person, card_reading())
    identification.confirm_identity(person)
    identification.agree_to_face(person, walk.parts.clock.now())
    identification.take_face(person, face_evidence(), walk.parts.policy)
    while navigator.screen != "record":
        navigator.next()


def test_the_record_comes_by_itself_while_the_card_lies_there(walk: Walk) -> None:
    ask(walk)
    walk.arrive("contributions")
    assert walk.parts.records.officers == [None]


def test_a_card_that_was_taken_away_is_asked_for(walk: Walk) -> None:
    walk.record()
    assert "Đặt lại thẻ" in words_of(walk)
    walk.parts.card.on_lying(True)
    walk.wait_until(lambda: "giữ yên thẻ" in words_of(walk), "word that the chip is read")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("central_unreachable", Obstacle.LINE),
        ("grant-limit-reached", Obstacle.WAIT),
        ("challenge-expired", Obstacle.AGAIN),
        ("officer-needed", Obstacle.OFFICER),
        ("officer-refused", Obstacle.OFFICER_WRONG),
        ("number-of-another", Obstacle.OTHER_CARD),
        ("issuer-not-trusted", Obstacle.NOT_PROVED),
        ("person-unknown", Obstacle.NOBODY),
        ("evidence-contradicts", Obstacle.KIOSK),
    ],
)
def test_every_refusal_has_words_and_a_way_on(walk: Walk, code: str, why: Obstacle) -> None:
    walk.parts.records.refusals.append(refusal(code, 150))
    ask(walk)
    walk.arrive("record")
    walk.wait_for("obstacle")
    vm = walk.kiosk.vm.view_model(RecordVm)
    assert vm.property("obstacle") == why
    told = words_of(walk)
    assert len(told) > 40
    if why is Obstacle.WAIT:
        assert "3 phút" in told
    walk.wait_for_keys()
    assert walk.find("callStaff") is not None
    if why.may_retry and not vm.property("mayVouch"):
        walk.tap("primary")
        walk.arrive("contributions")
    elif vm.property("mayVouch"):
        walk.tap("primary")
        walk.arrive("vouch")
    else:
        walk.tap("primary")
        walk.arrive("anything_else")


def test_a_reader_or_card_that_does_not_answer_is_told_and_noted(walk: Walk) -> None:
    walk.parts.card.answers = None
    ask(walk)
    walk.arrive("record")
    vm = walk.kiosk.vm.view_model(RecordVm)
    for code, why in (
        ("no_card", Obstacle.CARD),
        ("wrong_access_key", Obstacle.OTHER_CARD),
        ("no_reader", Obstacle.KIOSK),
    ):
        walk.wait_until(lambda: vm.property("state") == "chip", "the chip")
        walk.parts.card.on_answer_fault(EkycError(code, "no"))
        walk.wait_until(partial(_is_obstacle, vm, why), str(why))
        walk.wait_for_keys()
        walk.tap("primary")
    assert walk.parts.records.noted == ["no_card", "wrong_access_key", "no_reader"]


def test_without_its_chip_a_card_shows_no_record(walk: Walk) -> None:
    ask(walk)
    walk.arrive("contributions")
    navigator = walk.parts.navigator
    identification.take_card(navigator.visit.person, card_reading(source=IdentitySource.QR))
    identification.confirm_identity(navigator.visit.person)
    identification.decline_face(navigator.visit.person, walk.parts.policy, walk.parts.clock.now())
    navigator.visit.read = None
    navigator.choose("history")
    walk.arrive("record")
    assert "QR" in words_of(walk)
    assert walk.parts.records.noted == [Obstacle.NO_CHIP]
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")


def test_an_officer_vouches_with_number_and_code(walk: Walk) -> None:
    walk.vouch()
    walk.wait_for_keys()
    walk.type_digits("100001")
    walk.wait_until(lambda: "Bước 2/2" in words_of(walk), "the code to be asked for")
    walk.type_digits("24681")
    assert walk.parts.records.officers == [None]
    walk.type_digits("0")
    walk.arrive("contributions")
    assert walk.parts.records.officers == [None, OfficerDecision(account="100001", code="246810")]
    assert walk.parts.navigator.visit.vouching is None


def test_what_an_officer_typed_is_gone_when_the_page_is_left(walk: Walk) -> None:
    walk.vouch()
    walk.wait_for_keys()
    walk.type_digits("100001246")
    walk.parts.records.refusals.append(refusal("officer-needed"))
    walk.tap("back")
    walk.arrive("record")
    walk.wait_for("obstacle")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("vouch")
    assert "Bước 1/2" in words_of(walk)
    assert walk.wait_for("vouchBoxes").property("digits") == ""


def test_without_a_line_the_task_says_so_before_it_begins(walk: Walk) -> None:
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.home()
    walk.parts.navigator.open_group("record")
    walk.arrive("group")
    row = walk.wait_for("task.my_cases")
    assert row.property("available") is False
    assert "kết nối" in row.property("reason")


@pytest.mark.parametrize(
    "task_id", [task.id for task in load_catalogue() if task.record is not None and task.record.later]
)
def test_without_a_line_the_wish_for_the_record_is_left(walk: Walk, task_id: str) -> None:
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.home()
    shown = load_catalogue().get(task_id)
    walk.parts.navigator.open_group(shown.group)
    walk.arrive("group")
    assert "nhận bản này sau" in as_written(walk.wait_for(f"task.{task_id}").property("reason"))
    walk.tap(f"task.{task_id}")
    walk.arrive("card")
    assert walk.parts.navigator.task.act == "record.wish"
    assert shown.record is not None
    assert walk.parts.navigator.facts()["copy.wanted"] == shown.record.page


def test_where_the_line_breaks_the_wish_is_left_with_who_is_here(walk: Walk) -> None:
    walk.parts.records.refusals.append(refusal("central_unreachable"))
    ask(walk)
    walk.wait_for("obstacle")
    walk.tap("later")
    walk.arrive("copy")  # nobody is asked who they are once more
    assert walk.parts.navigator.task.act == "record.wish"
    assert walk.wait_for("wish.copy.contributions").property("chosen") is True


def test_the_page_says_what_the_record_comes_to(walk: Walk) -> None:
    record = walk.parts.records.record = odd_record()
    ask(walk)
    walk.arrive("contributions")
    release = walk.parts.navigator.visit.read
    assert release is not None
    told = tell_contributions(release.release, ON, "1900 9068")
    assert record.contributions
    assert told.history is not None
    total = duration(told.history.summary.months.total).vi
    assert as_written(walk.wait_for("headline").property("text")) == total
    for matter in told.matters:
        assert walk.find(f"matter.{matter.kind}") is not None


def test_months_come_by_a_touch_and_wages_only_when_asked_for(walk: Walk) -> None:
    walk.parts.records.record = odd_record()
    ask(walk)
    walk.arrive("contributions")
    vm = walk.kiosk.vm.view_model(ContributionsVm)
    year = vm._years.rows()[0]["year"]
    assert vm._months.rows() == ()
    walk.wait_for_keys()
    walk.tap(f"year.{year}")
    walk.wait_until(lambda: bool(vm._months.rows()), "the months")
    walk.wait_for("wage")
    reports = [cast("list[dict[str, object]]", row["reports"]) for row in vm._months.rows()]
    wages = [str(each["wage"]) for reported in reports for each in reported]
    assert any("000" in wage for wage in wages)
    assert walk.wait_for("wage").property("text") == "••••••"
    with walk.holding("hold"):
        assert walk.wait_for("wage").property("text") in wages
    assert walk.wait_for("wage").property("text") == "••••••"
    walk.tap(f"year.{year}")
    walk.wait_until(lambda: not vm._months.rows(), "the year to close")


def test_where_somebody_worked_comes_by_a_key_with_the_wage_covered(walk: Walk) -> None:
    walk.parts.records.record = odd_record()
    ask(walk)
    walk.arrive("contributions")
    vm = walk.kiosk.vm.view_model(ContributionsVm)
    assert walk.find("workplace.0") is None  # nothing of it is built before somebody wants it
    assert walk.find("hold") is None
    walk.wait_for_keys()
    window = walk.kiosk.window
    for _ in range(40):
        focused = window.activeFocusItem()
        if focused is not None and focused.objectName() == "workplaces.toggle":
            break
        press_key(window, Qt.Key.Key_Tab)
    press_key(window, Qt.Key.Key_Return)
    walk.wait_for("workplace.0")
    rows = vm._workplaces.rows()
    assert walk.find(f"workplace.{len(rows) - 1}") is not None
    wage = walk.wait_for("workplaceWage.value")
    assert wage.property("text") == "••••••"
    with walk.holding("hold"):
        assert wage.property("text") == rows[0]["wage"]
    assert wage.property("text") == "••••••"
    walk.dress("en", 1.0)
    assert "count" in str(vm._workplaces.rows()[0]["words"])


def test_the_picture_of_the_years_is_the_list_and_is_not_read(qapp: QApplication) -> None:
    speech = RecordingSpeech()
    load_fonts()
    with open_kiosk(PORTRAIT, speech=speech) as walk:
        walk.parts.records.record = odd_record()
        ask(walk)
        walk.arrive("contributions")
        vm = walk.kiosk.vm.view_model(ContributionsVm)
        assert vm._told is not None
        shares = [row["share"] for row in vm._columns.rows()]
        assert shares == [each.counted / 12 for each in reversed(vm._told.years)]
        assert [row["share"] for row in vm._years.rows()] == shares[::-1][: len(vm._years.rows())]
        assert walk.find("yearColumn") is not None
        switch_on(walk)
        walk.wait_for_keys()
        for _ in range(80):
            press_key(walk.kiosk.window, Qt.Key.Key_Down)
        assert any("Hết màn hình" in said for said in speech.words)
        heard = " ".join(speech.words)
        assert "Chạm vào một năm" in heard
        assert "cao nhất là 12 tháng" not in heard


def test_it_is_printed_once_noted(walk: Walk) -> None:
    walk.contributions()
    walk.wait_for_keys()
    walk.tap("print")
    walk.wait_for("printed")  # the test kiosk has no printer, and says so
    assert walk.parts.records.printed == 0


def test_of_who_is_kept_by_a_ministry_the_page_says_so(walk: Walk) -> None:
    walk.parts.records.withheld = (Section.CONTRIBUTIONS,)
    ask(walk)
    walk.arrive("contributions")
    assert walk.find("matter.withheld") is not None


def test_nothing_of_it_is_left_after_the_visit(walk: Walk) -> None:
    walk.parts.records.record = long_record()
    ask(walk)
    walk.arrive("contributions")
    read = walk.parts.navigator.visit.read
    assert read is not None
    release = weakref.ref(read.release)
    del read
    vm = walk.kiosk.vm.view_model(ContributionsVm)
    walk.wait_for_keys()
    walk.tap("moreYears")
    walk.wait_until(lambda: len(vm._years.rows()) >= 45, "all years")
    assert walk.find("moreYears") is None
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._told, vm._years.rows(), vm._figures.rows(), vm._matters.rows()) == (None, (), (), ())
    assert (vm._columns.rows(), vm._workplaces.rows()) == ((), ())
    gc.collect()
    assert release() is None  # nobody holds on to it


def test_a_store_that_takes_no_note_shows_nothing(walk: Walk) -> None:
    walk.parts.records.refusals.append(KnownError("disk_full", "no room for the line in the log"))
    ask(walk)
    walk.arrive("record")
    walk.wait_for("obstacle")
    assert walk.parts.navigator.visit.read is None


def test_in_english_too(walk: Walk) -> None:
    ask(walk)
    walk.arrive("contributions")
    walk.dress("en", 1.0)
    assert "Your contributions" in words_of(walk)
    assert "month" in str(walk.wait_for("headline").property("text"))


def test_it_is_read_aloud_total_first_then_what_to_look_at(qapp: QApplication) -> None:
    speech = RecordingSpeech()
    load_fonts()
    with open_kiosk(PORTRAIT, speech=speech) as walk:
        walk.parts.records.refusals.append(refusal("officer-needed"))
        ask(walk)
        walk.arrive("record")
        walk.wait_for("obstacle")
        switch_on(walk)
        walk.wait_until(lambda: any("Cần cán bộ xác nhận" in said for said in speech.words), "the refusal")
        walk.wait_for_keys()
        walk.tap("primary")
        walk.arrive("vouch")
        walk.wait_for_keys()
        walk.type_digits("100001246810")
        walk.arrive("contributions")

        def told() -> str:
            return next((said for said in speech.words if "Tổng thời gian" in said), "")

        walk.wait_until(lambda: bool(told()), "the total")
        assert told().index("Tổng thời gian") < told().index("chưa ghi nhận đóng")
