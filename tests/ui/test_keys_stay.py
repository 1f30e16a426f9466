"""Keys that are pressed one after the other stay under the finger, whatever is said above them meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QSize

from simulation.hands import click
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import USUAL_SCREEN
from tests.ui.looks import settled_faults
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk
from ui.panels import PANELS

_CARD = "079160012345"  # what it says about the person appears while it is typed
_TWICE = "135790864213"  # two parts of six digits, said by two sentences


def _card(walk: Walk) -> None:
    walk.card()
    walk.tap("typeNumber")


def _wrong(walk: Walk) -> None:
    """What is said to be wrong goes with the first digit that is typed anew."""
    walk.staff_sign_in()
    walk.wait_for_keys()
    walk.type_digits(_TWICE + _TWICE[:6])
    walk.wait_for("signInOutcome")


_PAGES = {
    "card": (_card, _CARD),
    "vouch": (Walk.vouch, _TWICE),
    "staff": (Walk.staff_sign_in, _TWICE + _TWICE[:6]),
    "wrong": (_wrong, _TWICE),
    "sign": (Walk.sign_code, _TWICE),
    "add_phone": (Walk.add_phone_pin, _TWICE),
    "check_phone": (Walk.check_phone, _TWICE),
}


@pytest.mark.parametrize("page", _PAGES)
@pytest.mark.parametrize(
    ("size", "scale", "low"),
    [(PORTRAIT, 1.0, False), (PORTRAIT, 1.0, True), (PORTRAIT, 1.5, True), (LANDSCAPE, 1.5, True)],
    ids=["usual", "low", "low-large", "landscape-low-large"],
)
def test_no_key_moves_while_digits_are_typed(
    open_walk: OpenWalk, page: str, size: QSize, scale: float, low: bool
) -> None:
    walk = open_walk(size)
    go, digits = _PAGES[page]
    looks = walk.kiosk.vm.looks
    looks.setReducedMotion(True)
    go(walk)
    looks.setTextScale(scale)
    looks.setLowReach(low)
    walk.tap(f"key{digits[0]}")
    places = [_place(walk)]
    for digit in digits[1:-1]:  # the last one leads elsewhere
        walk.press(f"key{digit}")
        walk.let_run(0.02)
        places.append(_place(walk))
    assert set(places) == {places[0]}


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_reason_that_goes_after_a_while_moves_no_key(walk: Walk, scale: float) -> None:
    """It was told when the button was tapped too early, and takes room from the page."""
    walk.kiosk.vm.looks.setReducedMotion(True)
    _card(walk)
    walk.kiosk.vm.looks.setTextScale(scale)
    walk.type_digits(_CARD[:3])
    at = walk.wait_for("primary")
    click(walk.kiosk.window, at.mapToScene(QPointF(at.width() / 2, at.height() / 2)).toPoint())
    strip = walk.wait_for("reasonStrip")
    walk.tap(f"key{_CARD[3]}")
    before = _place(walk)
    reasons = walk.singleton("Reasons")
    assert reasons.setProperty("text", "")
    walk.wait_until(lambda: not strip.isVisible(), "the reason to go")
    walk.let_run(0.05)
    assert _place(walk) == before


def test_what_is_wrong_is_told_all_the_same(open_walk: OpenWalk) -> None:
    """In the largest letters on the smallest panel lying the notice has no room above the keys."""
    smallest = PANELS["15.6"]
    screen = {**USUAL_SCREEN, "diagonal_inches": smallest.diagonal}
    walk = open_walk(smallest.size("landscape"), screen=screen)
    walk.kiosk.vm.looks.setReducedMotion(True)
    _card(walk)
    walk.kiosk.vm.looks.setTextScale(1.5)
    walk.type_digits("079299")  # of somebody not born yet
    walk.wait_for("alarm")
    assert settled_faults(walk) == []


def test_number_of_a_card_is_asked_with_its_heading_in_sight(walk: Walk) -> None:
    """Nothing of the page before keeps its room."""
    _card(walk)
    walk.wait_for("key1")
    walk.let_run(0.1)
    assert walk.find("scrollStrip") is None
    assert 0 < _place(walk, "title")[1] < walk.kiosk.window.height() / 4


def _place(walk: Walk, name: str = "key5") -> tuple[float, float]:
    at = walk.wait_for(name).mapToScene(QPointF(0, 0))
    return at.x(), at.y()
