"""A finger that slips presses; one that goes on scrolls, and presses nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QGuiApplication

from simulation.hands import move, press, release
from tests.ui.conftest import OpenWalk
from tests.ui.walk import Walk

_PIXELS_PER_MM = 2202.9 / (27 * 25.4)  # 1080 by 1920 on 27 inches


def _slip(walk: Walk, name: str, millimetres: float) -> None:
    """Down in the middle, up in steps of half a millimetre, and off the glass there."""
    item = walk.wait_for(name)
    at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    press(walk.kiosk.window, at)
    far = at
    for step in range(1, round(2 * millimetres) + 1):
        far = at - QPoint(0, round(step / 2 * _PIXELS_PER_MM))
        move(walk.kiosk.window, far)
        walk.let_run(0.005)
    release(walk.kiosk.window, far)


def _first_tile(walk: Walk) -> str:
    walk.home()
    walk.wait_for_keys()
    assert walk.find("scrollDown") is not None  # there is something to scroll
    return "home.services"


def test_a_finger_that_slips_by_six_millimetres_presses(walk: Walk) -> None:
    _slip(walk, _first_tile(walk), 6)
    walk.arrive("group")


def test_a_finger_that_goes_on_scrolls_and_presses_nothing(walk: Walk) -> None:
    tile = _first_tile(walk)
    before = walk.wait_for(tile).mapToScene(QPointF(0, 0)).y()
    _slip(walk, tile, 30)
    walk.let_stand_still()
    assert walk.kiosk.vm.property("screen") == "home"
    assert walk.wait_for(tile).mapToScene(QPointF(0, 0)).y() < before


def test_it_is_the_same_way_on_the_glass_of_every_panel(open_walk: OpenWalk) -> None:
    open_walk(QSize(2160, 3840), screen={"full_screen": False, "diagonal_inches": 32.0, "slip_mm": 5.0})
    assert QGuiApplication.styleHints().startDragDistance() == round(5 * 4405.8 / (32 * 25.4))
