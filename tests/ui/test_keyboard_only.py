"""The whole registration with Tab, Enter and typed characters alone: no touch, no mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.visit.proofs import ProofState
from kiosk.visit.visit import Visit
from simulation.hands import press_key
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.walk import Walk, reach

MOST_STOPS = 40


def _go_to(walk: Walk, name: str) -> None:
    """Tab until the item with this name has the focus."""
    walk.wait_for(name)
    walk.wait_for_keys()
    window = walk.kiosk.window
    for _ in range(MOST_STOPS):
        item = window.activeFocusItem()
        if item is not None and item.objectName() == name:
            return
        press_key(window, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached by the keyboard")


def _press(walk: Walk, name: str) -> None:
    _go_to(walk, name)
    press_key(walk.kiosk.window, Qt.Key.Key_Return)


def test_a_registration_without_touching_the_screen(walk: Walk) -> None:
    walk.attract()
    _press(walk, "begin")
    walk.arrive("home")
    _press(walk, "home.account")
    walk.arrive("group")
    _press(walk, "task.register")
    walk.arrive("card")
    walk.parts.card.on_done(card_reading())
    walk.arrive("identity")
    _press(walk, "primary")
    walk.arrive("face_prepare")
    _press(walk, "primary")
    walk.arrive("face_check")
    walk.parts.face.on_done(face_evidence())
    walk.arrive("face_result")
    _press(walk, "primary")
    walk.arrive("phone")
    walk.type_text("0912345678")
    _press(walk, "primary")
    walk.arrive("email")
    walk.type_text("lan@example.vn")
    _press(walk, "primary")
    walk.arrive("address")
    _press(walk, "primary")
    for page in ("phone_code", "email_code"):
        walk.arrive(page)
        walk.wait_until(lambda: walk.kiosk.window.activeFocusItem() is not None, "a focus")
        walk.wait_for("codeBoxes")
        walk.type_text("246810")
    walk.arrive("consent")
    for purpose in ("registration", "population_check"):
        _press(walk, f"consent.{purpose}.tick")
    _press(walk, "primary")
    walk.arrive("own_papers")
    walk.wait_for("page.0")
    _press(walk, "primary")
    walk.arrive("check_answers")
    _expect_what_was_entered(walk.parts.navigator.visit)
    _see_all(walk)
    _press(walk, "primary")
    walk.arrive("receipt")
    _press(walk, "primary")
    walk.arrive("keep_receipt")
    _press(walk, "noted")
    walk.arrive("anything_else")
    _press(walk, "primary")
    walk.arrive("goodbye")
    _press(walk, "rest")
    walk.arrive("attract")


def _see_all(walk: Walk) -> None:
    """What is sent is looked at first, down to the last row. Tab shows what it comes to, also the last."""
    walk.wait_for_keys()
    window = walk.kiosk.window
    for _ in range(MOST_STOPS):
        if walk.find("scrollDown") is None:
            break
        item = window.activeFocusItem()
        on_it = item is not None and item.objectName() == "scrollDown"
        press_key(window, Qt.Key.Key_Return if on_it else Qt.Key.Key_Tab)
        walk.let_stand_still()
    walk.wait_until(lambda: walk.wait_for("primary").property("available") is True, "the way to send")


def _expect_what_was_entered(visit: Visit) -> None:
    assert visit.person.identity_confirmed
    assert visit.person.face_consent is not None
    assert visit.person.face_consent.given
    answers = visit.journey.answers
    assert answers.value("contact.phone") == "0912345678"
    assert answers.value("contact.email") == "lan@example.vn"
    assert visit.journey.proof_of("contact.email").state is ProofState.VERIFIED
    assert "Hòa Bình" in answers.value("contact.address").show()
    given = {
        name: answers.value(f"consent.{name}").given
        for name in ("registration", "population_check", "notices")
    }
    assert given == {"registration": True, "population_check": True, "notices": False}


def test_help_and_accessibility_are_reached_by_the_keyboard(walk: Walk) -> None:
    walk.home()
    _press(walk, "accessibility")
    walk.wait_for("closeAccessibility")
    _press(walk, "textScale150")
    assert walk.wait_for("textScale150").property("kind") == "primary"
    press_key(walk.kiosk.window, Qt.Key.Key_Escape)
    walk.wait_until(lambda: walk.find("closeAccessibility") is None, "the panel to close")
    _press(walk, "callStaff")
    walk.arrive("staff_called")


@pytest.mark.parametrize("screen", ["home", "group", "card", "identity", "face_prepare", "receipt"])
def test_the_first_tab_on_a_page_leads_into_it_or_on(walk: Walk, screen: str) -> None:
    reach(walk, screen)
    walk.wait_for_keys()
    window = walk.kiosk.window
    press_key(window, Qt.Key.Key_Tab)
    walk.let_run(0.02)
    item = window.activeFocusItem()
    assert walk.wait_for("page").isAncestorOf(item) or item.objectName() == "primary"
    assert (item.objectName() == "primary") is (screen == "receipt")
