"""What holds on every screen, asked on one tour of them; how they look is asked by `test_layout.py`."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from tests.ui.conftest import OpenWalk
from tests.ui.dangerous_inputs import PASTED, faults_by_dangerous_inputs
from tests.ui.looks import settled_faults
from tests.ui.tour import tour
from tests.ui.walk import Walk
from ui.kiosk_lock import KioskLock

_LOW = ("page", "callStaff", "primary", "accessibility", "closeAccessibility", "stay")


@pytest.mark.long
def test_no_input_opens_or_changes_anything_and_all_fits_below_the_reach(open_walk: OpenWalk) -> None:
    """Below the reach in the largest letters, which have the least room."""
    walk = open_walk()
    lock = KioskLock(walk.kiosk.vm, walk.kiosk.window, closes=False)  # as where it fills the screen
    QGuiApplication.clipboard().setText(PASTED)
    faults: list[str] = []
    for state in tour(walk):
        _put_low(walk)
        found = faults_by_dangerous_inputs(walk) + _faults_below_the_reach(walk)
        faults += [f"{state}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert QGuiApplication.clipboard().text() == PASTED
    lock.open()


def _put_low(walk: Walk) -> None:
    """At the beginning, and after the end of a visit, which forgets it."""
    looks = walk.kiosk.vm.looks
    if not looks.property("lowReach"):
        looks.setLowReach(True)
        looks.setTextScale(1.5)
        looks.setReducedMotion(True)
        walk.let_run(0.1)


def _faults_below_the_reach(walk: Walk) -> list[str]:
    found = settled_faults(walk)
    top = walk.wait_for("outOfReach").height()
    for name in _LOW:
        item = walk.find(name)
        if item is not None and item.mapToScene(QPointF(0, 0)).y() < top:
            found.append(f"{name} is out of reach")
    return found
