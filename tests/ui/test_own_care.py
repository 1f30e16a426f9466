"""Health card, treatments and benefits on the screen: confirmed first, covered until a button is held."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from ekyc.card.health_card_qr import parse_health_card_qr
from kiosk.contract.records import HealthParticipation, Section
from kiosk.places import EndReason
from kiosk.records.care import DisputedCare
from simulation.hands import hold_key, let_key_go
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.parts import USUAL_SCREEN
from tests.ui.devices.records import TestRecords, treated_record
from tests.ui.walk import Walk
from ui.panels import PANELS
from ui.view_models.care_vm import CareVm
from ui.view_models.insurance_card_vm import InsuranceCardVm
from ui.view_models.received_vm import ReceivedVm

CARE = frozenset({Section.CARE, Section.DOCUMENTS})
_GREY = QImage.Format.Format_Grayscale8


@pytest.fixture
def records(walk: Walk) -> TestRecords:
    walk.parts.records.record = treated_record()
    return walk.parts.records


def words(walk: Walk, name: str) -> str:
    """Of a row: what stands there, and what is said of it."""
    row = walk.wait_for(name)
    return f"{row.property('seen')} {row.property('heard')}"


def scene(item: QQuickItem) -> Iterator[str]:
    """Whatever a visible item shows, or would be said to be by name."""
    if item.isVisible():
        text = item.property("text")
        if isinstance(text, str):
            yield text
        for child in item.childItems():
            yield from scene(child)


def test_nothing_is_asked_for_before_it_is_confirmed(walk: Walk, records: TestRecords) -> None:
    walk.confirm_record()
    assert records.sections == []
    assert walk.find("shown.2") is not None
    walk.wait_for_keys()
    walk.tap("notNow")
    walk.arrive("anything_else")
    assert records.sections == []
    walk.parts.navigator.choose("care_history")
    walk.arrive("confirm_record")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("care")
    assert records.sections == [CARE]
    walk.parts.navigator.choose("benefits_received")
    walk.arrive("confirm_record")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("received")
    assert records.sections == [CARE, frozenset({Section.BENEFITS, Section.PAYMENTS})]


def test_what_is_secret_shows_while_the_button_is_held(walk: Walk, records: TestRecords) -> None:
    del records
    walk.care()
    illness = treated_record().care
    assert illness is not None
    newest = max(illness, key=lambda each: each.admitted_on)

    def seen() -> str:
        return as_written(" ".join(scene(walk.kiosk.window.contentItem())))

    assert newest.disease not in seen()
    assert "đồng" not in seen()
    row = walk.wait_for("eventLines.3")
    height = row.height()
    assert (row.property("seen"), row.property("heard")) == (
        f"{newest.disease} ({newest.disease_code})",
        "Đã che",
    )
    with walk.holding("hold"):
        walk.let_run(0.03)
        assert newest.disease in seen()
        assert "đồng" in seen()
        assert row.property("heard") == "Đã che"  # who holds looks; the room listens
        assert row.height() == height  # nothing moves under the eye
    walk.let_run(0.03)
    assert newest.disease not in seen()
    hold = walk.wait_for("hold")
    hold.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        hold_key(walk.kiosk.window, key)
        walk.let_run(0.03)
        assert newest.disease in seen()
        let_key_go(walk.kiosk.window, key)
        walk.let_run(0.03)
        assert newest.disease not in seen()
    walk.kiosk.vm.looks.setUncovered(True)
    walk.let_run(0.03)
    assert newest.disease in seen()
    assert newest.disease in row.property("heard")
    walk.tap("hold")  # covers it again
    walk.let_run(0.03)
    assert newest.disease not in seen()
    assert walk.kiosk.vm.looks.property("uncovered") is False
    hold_key(walk.kiosk.window, Qt.Key.Key_Space)
    walk.let_run(0.03)
    assert newest.disease in seen()
    walk.parts.navigator.back()  # with the key still down
    walk.arrive("confirm_record")
    walk.parts.navigator.next()
    walk.arrive("care")
    walk.tap("event.0")
    walk.wait_for("notMine")
    assert newest.disease not in seen()


def test_costs_stand_line_by_line_behind_a_touch_and_a_strange_treatment_is_told_of(
    walk: Walk, records: TestRecords
) -> None:
    del records
    walk.care()
    vm = walk.kiosk.vm.view_model(CareVm)
    assert vm._cost_lines.rows() == ()
    walk.tap("costLines")
    walk.wait_for("costLine.0")
    event = vm._event
    assert event is not None
    walk.tap("notMine")
    walk.arrive("disputed")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("wrong")
    facts = walk.parts.navigator.facts()
    assert facts["care.reference"] == event.event.id
    relevant = walk.parts.navigator.journey.relevant(facts)
    assert relevant.values["disputed.facility"] == event.facility
    assert walk.parts.navigator.journey.answers.is_locked(
        walk.parts.navigator.journey.form.get_question("disputed.day")
    )


def test_the_code_of_the_card_stands_there_only_while_it_is_uncovered(
    walk: Walk, records: TestRecords
) -> None:
    card = (treated_record().health_cards or ())[1]
    walk.insurance_card()
    assert walk.find("cardCode") is None
    assert as_written(walk.wait_for("said.ending").property("title")) == "Thẻ còn 21 ngày"
    walk.kiosk.vm.looks.setUncovered(True)
    assert walk.wait_for("cardCode").property("source")
    size = QSize(460, 460)
    picture = walk.kiosk.vm.stage.qr_codes.requestImage("", QSize(), size).convertToFormat(_GREY)
    image = Image.frombytes("L", (picture.bytesPerLine(), picture.height()), bytes(picture.constBits()))
    (read,) = zxingcpp.read_barcodes(image)
    found = parse_health_card_qr(read.bytes)
    assert (found.code, found.valid_to) == (card.code, card.valid_to)
    assert walk.kiosk.vm.view_model(InsuranceCardVm)._renewal.rows() == ()  # the fund renews it
    paid = HealthParticipation(
        object_code=card.object_code, from_day=card.valid_from, to_day=card.valid_to, payer="household"
    )
    records.record = treated_record().model_copy(update={"health_participation": (paid,)})
    walk.parts.navigator.visit.read = None
    walk.parts.navigator.choose("health_card")
    walk.arrive("insurance_card")
    walk.tap("task.household_card")
    assert walk.parts.navigator.journey.task_id == "household_card"


def test_the_card_goes_out_by_mail_as_other_papers_do(walk: Walk, records: TestRecords) -> None:
    walk.insurance_card()
    walk.parts.line.on_state(TestLineState(True, 0))
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.field("mail.address.text", "lan@example.vn")
    walk.tap("primary")
    walk.wait_for("mailed")
    assert records.mailed == 1


def test_of_who_is_kept_by_a_ministry_each_page_says_what_is_withheld(
    walk: Walk, records: TestRecords
) -> None:
    records.withheld = (Section.CARE, Section.DOCUMENTS, Section.BENEFITS)
    walk._go_through("care", task="care_history")
    assert "Bộ Quốc phòng" in walk.wait_for("withheld").property("text")
    assert walk.find("noDocuments") is None
    walk.received()
    assert "Bộ Quốc phòng" in walk.wait_for("withheld").property("text")


def test_nothing_of_it_is_left_after_the_visit(walk: Walk, records: TestRecords) -> None:
    del records
    walk.care()
    walk.kiosk.vm.looks.setUncovered(True)
    walk.parts.navigator.visit.dispute(DisputedCare.of((treated_record().care or ())[0]), "not_my_care")
    read = walk.parts.navigator.visit.read
    assert read is not None
    release = weakref.ref(read.release)
    del read
    vm = walk.kiosk.vm.view_model(CareVm)
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._told, vm._events.rows(), vm._lines.rows(), vm._costs.rows()) == (None, (), (), ())
    assert walk.kiosk.vm.looks.property("uncovered") is False
    gc.collect()
    assert release() is None  # nobody holds on to it


def test_each_benefit_stands_in_its_part_with_its_decision(walk: Walk, records: TestRecords) -> None:
    del records
    walk.received()
    rows = walk.kiosk.vm.view_model(ReceivedVm)._list.rows()
    assert [row["heading"] for row in rows if row["heading"]] == [
        "Một lần", "Ốm đau, thai sản", "Hằng tháng", "Thất nghiệp",
    ]  # fmt: skip
    walk.tap("benefit.0")
    assert words(walk, "benefitLines.2") != ""
    assert walk.wait_for("benefitLines.2").property("heard") == "Đã che"


def test_in_english_with_large_letters_the_button_stays_in_sight(walk: Walk, records: TestRecords) -> None:
    del records
    walk.care()
    walk.dress("en", 1.5, high_contrast=True)
    hold = walk.wait_for("hold")
    assert hold.property("text") == "Hold this to see what is covered"
    bottom = hold.mapToScene(QPointF(0, hold.height())).y()
    assert bottom <= walk.kiosk.window.height()


def test_where_there_is_little_room_another_way_is_told_once_the_button_was_tried(
    open_walk: OpenWalk,
) -> None:
    panel = PANELS["15.6"]
    screen = {**USUAL_SCREEN, "diagonal_inches": panel.diagonal}
    walk = open_walk(panel.size("portrait"), screen=screen)
    walk.parts.records.record = treated_record()
    walk.care()
    walk.dress("vi", 1.5)

    def told() -> bool:
        return "Không giữ được nút?" in " ".join(scene(walk.kiosk.window.contentItem()))

    walk.wait_until(lambda: not told(), "the page for itself")
    walk.tap("hold")
    walk.wait_until(told, "the other way")
