"""The whole registration with Tab, Enter and typed characters alone: no touch, no mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.visit import EmailConfirmation, Visit
from tests.ui.devices import card_reading, face_evidence
from tests.ui.walk import Walk

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
        QTest.keyClick(window, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached by the keyboard")


def _press(walk: Walk, name: str) -> None:
    _go_to(walk, name)
    QTest.keyClick(walk.kiosk.window, Qt.Key.Key_Return)


def test_a_registration_without_touching_the_screen(walk: Walk) -> None:
    walk.attract()
    _press(walk, "begin")
    walk.arrive("home")
    _press(walk, "home.register_account")
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
    walk.arrive("email_code")
    walk.wait_until(lambda: walk.kiosk.window.activeFocusItem() is not None, "a focus")
    walk.wait_for("codeBoxes")
    walk.type_text("246810")
    walk.arrive("address")
    _press(walk, "primary")
    walk.arrive("consent")
    for purpose in ("registration", "population_check"):
        _press(walk, f"consent.{purpose}")
    _press(walk, "primary")
    walk.arrive("check_answers")
    _expect_what_was_entered(walk.parts.navigator.visit)
    _press(walk, "primary")
    walk.arrive("receipt")
    _press(walk, "primary")
    walk.arrive("goodbye")
    _press(walk, "rest")
    walk.arrive("attract")


def _expect_what_was_entered(visit: Visit) -> None:
    assert visit.identity_confirmed
    assert visit.contact.phone == "0912345678"
    assert visit.contact.email == "lan@example.vn"
    assert visit.contact.email_confirmation is EmailConfirmation.VERIFIED
    assert visit.contact.address is not None
    assert "Hòa Bình" in visit.contact.address
    given = {purpose: answer.given for purpose, answer in visit.consents.items()}
    assert given == {"face": True, "registration": True, "population_check": True, "notices": False}


def test_help_and_accessibility_are_reached_by_the_keyboard(walk: Walk) -> None:
    walk.home()
    _press(walk, "accessibility")
    walk.wait_for("closeAccessibility")
    _press(walk, "textScale150")
    assert walk.wait_for("textScale150").property("kind") == "primary"
    QTest.keyClick(walk.kiosk.window, Qt.Key.Key_Escape)
    walk.wait_until(lambda: walk.find("closeAccessibility") is None, "the panel to close")
    _press(walk, "callStaff")
    walk.arrive("staff_called")
