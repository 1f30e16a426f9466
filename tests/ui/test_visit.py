"""Whole visits through the real screens: what the core gets, and that nothing of the person stays."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.errors import KnownError
from kiosk.places import Place
from tests.ui.conftest import OpenWalk
from tests.ui.devices.card import NAME, NUMBER, card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.devices.machine import TestLineState
from tests.ui.texts_held import texts_held
from tests.ui.walk import Walk

HOUR = 3600.0
PERSONAL = (NAME, NUMBER, "0901234567", "0901 234 567", "lan@example.vn", "Hòa Bình", "079••••••345")


def test_nothing_of_the_person_stays_in_view_models_or_on_the_screen(walk: Walk) -> None:
    walk.receipt()
    walk.tap("primary")
    walk.arrive("keep_receipt")
    walk.tap("noted")
    walk.arrive("anything_else")
    walk.tap("primary")
    walk.arrive("goodbye")
    held = [text for text in texts_held(walk) if any(word in text for word in PERSONAL)]
    assert not held
    assert walk.parts.audited[-1] == "visit.ended.finished"


def test_the_person_is_forgotten_when_nobody_answers_the_warning(walk: Walk) -> None:
    walk.identity()
    walk.parts.clock.advance(91)
    walk.wait_for("stay")
    walk.parts.clock.advance(31)
    walk.arrive("attract")
    assert not [text for text in texts_held(walk) if any(word in text for word in PERSONAL)]
    assert walk.parts.audited[-1] == "visit.ended.idle"
    assert not walk.parts.navigator.in_visit


def test_staying_closes_the_warning_and_keeps_everything(walk: Walk) -> None:
    walk.identity()
    walk.parts.clock.advance(91)
    walk.tap("stay")
    walk.wait_until(lambda: walk.find("stay") is None, "the warning to close")
    assert walk.parts.navigator.visit.person.card is not None
    walk.tap("primary")
    walk.arrive("face_prepare")


def test_the_receipt_turns_to_sent_while_it_is_shown(walk: Walk) -> None:
    walk.receipt()
    walk.wait_for("stateWaiting")
    act_id = walk.parts.navigator.journey.act_id
    assert act_id is not None
    walk.parts.line.on_sent(act_id, "DK26-4417-0932-0123-2")
    walk.wait_for("stateSent")


def test_losing_the_line_is_said_on_every_screen(walk: Walk) -> None:
    walk.home()
    assert walk.find("offlineStrip") is None
    walk.parts.line.tell_from_thread(TestLineState(False, 3))
    walk.wait_for("offlineStrip")
    walk.parts.line.tell_from_thread(TestLineState(True, 0))
    walk.wait_until(lambda: walk.find("offlineStrip") is None, "the strip to go")


def test_changing_one_answer_leads_straight_back(walk: Walk) -> None:
    walk.check_answers()
    walk.tap("answer.contact.phone.change")
    walk.arrive("phone")
    walk.field("contact.phone.text", "0387654321")
    walk.tap("primary")
    walk.arrive("phone_code")  # what was proved is the other number
    walk.tap("withoutCode")
    walk.arrive("own_papers")  # with the new number on it
    walk.wait_for("page.0")
    walk.tap("primary")
    walk.arrive("check_answers")
    assert walk.parts.navigator.journey.answers.value("contact.phone") == "0387654321"


def test_text_size_and_language_last_for_one_visit(walk: Walk) -> None:
    walk.home()
    walk.tap("language")
    walk.wait_until(lambda: walk.wait_for("title").property("text").startswith("What"), "English")
    walk.kiosk.vm.looks.setTextScale(1.5)
    walk.tap("back")
    walk.arrive("goodbye")
    assert walk.kiosk.vm.current_language == "en"  # thanks are said in the language of the visit
    walk.tap("rest")
    walk.arrive("attract")
    assert walk.kiosk.vm.current_language == "vi"
    assert walk.kiosk.vm.looks.property("textScale") == 1.0


def test_a_language_chosen_on_the_first_screen_and_left_there_falls_back(open_walk: OpenWalk) -> None:
    walk = open_walk(idle={"attract_seconds": HOUR})
    walk.attract()
    walk.tap("accessibility")
    walk.tap("textScale150")
    walk.wait_until(lambda: not walk.kiosk.vm.looks.is_usual, "large letters")
    walk.run_out(HOUR)
    assert walk.kiosk.vm.looks.is_usual
    walk.wait_until(lambda: walk.find("closeAccessibility") is None, "the panel to close")
    walk.tap("languageEn")
    walk.wait_until(lambda: walk.kiosk.vm.current_language == "en", "English")
    walk.run_out(HOUR)
    assert walk.kiosk.vm.current_language == "vi"


def test_a_language_chosen_on_the_first_screen_holds_for_the_visit_that_begins(open_walk: OpenWalk) -> None:
    walk = open_walk(idle={"attract_seconds": HOUR})
    walk.attract()
    walk.tap("languageEn")
    walk.wait_until(lambda: bool(walk.timers(HOUR)), "the time to run")
    walk.tap("begin")
    walk.arrive("home")
    walk.run_out(HOUR)
    walk.let_run(0.03)
    assert walk.kiosk.vm.current_language == "en"


def _names_staff(title: QQuickItem) -> bool:
    return "Cán bộ" in str(title.property("text"))


def test_going_on_without_the_face_from_every_face_page(open_walk: OpenWalk) -> None:
    for page in ("face_prepare", "face_check", "face_fault", "face_retry"):
        walk = open_walk()
        getattr(walk, page)()
        walk.tap("goOnWithoutFace" if page == "face_fault" else "declineFace")
        walk.arrive("face_result")
        title = walk.wait_for("resultTitle")
        walk.wait_until(
            partial(_names_staff, title),
            f"staff review after {page}",
        )
        walk.tap("primary")
        walk.arrive("phone")
        person = walk.parts.navigator.visit.person
        assert person.face_declined
        given = [each.given for each in person.face_consents]
        assert given == ([False] if page == "face_prepare" else [True, False])


def test_a_bug_in_a_callback_ends_the_visit_and_logs_no_personal_data(walk: Walk) -> None:
    walk.identity()
    walk.kiosk.vm.end_after_fault("1a2b3c4d")
    walk.arrive("goodbye")
    assert walk.parts.audited[-1] == "visit.ended.fault"
    assert "visit.fault" in walk.parts.audited
    assert walk.wait_for("fault").property("text") == "Mã lỗi: 1A2B-3C4D. Xin đọc mã này cho cán bộ."
    assert not walk.parts.navigator.in_visit
    walk.tap("rest")
    walk.arrive("attract")
    walk.kiosk.vm.end_after_fault("5e6f7a8b")  # with nobody there nobody is told
    assert walk.parts.navigator.screen == Place.ATTRACT


def test_what_arrives_after_the_visit_is_dropped(walk: Walk) -> None:
    walk.card()
    late = walk.parts.card.on_done
    walk.tap("end")
    walk.arrive("leave")
    walk.tap("leave")
    walk.arrive("goodbye")
    late(card_reading())
    walk.let_run(0.05)
    assert not walk.parts.navigator.in_visit
    assert walk.parts.navigator.screen == Place.GOODBYE


def test_a_face_result_of_the_page_before_is_dropped(walk: Walk) -> None:
    walk.face_check()
    late = walk.parts.face.on_done
    walk.tap("back")
    walk.arrive("face_prepare")
    late(face_evidence())
    walk.let_run(0.05)
    assert walk.parts.navigator.screen == "face_prepare"
    assert walk.parts.navigator.visit.person.face is None


@pytest.mark.parametrize("screen", ["home", "face_check", "email", "check_answers", "receipt"])
def test_help_and_language_are_on_every_screen(walk: Walk, screen: str) -> None:
    getattr(walk, screen)()
    for name in ("language", "accessibility", "callStaff"):
        assert walk.find(name) is not None, name
    if screen not in ("home", "receipt"):
        assert walk.find("end") is not None


def test_a_kiosk_that_cannot_keep_acts_serves_nobody_and_says_why_to_staff(walk: Walk) -> None:
    walk.attract()
    walk.parts.line.on_failed(KnownError("database_key_wrong", "for a test"))
    walk.arrive("out_of_service")
    assert walk.kiosk.vm.property("outOfServiceCode") == "database_key_wrong"
    walk.tap("language")
    walk.wait_until(lambda: walk.kiosk.vm.current_language == "en", "English")
