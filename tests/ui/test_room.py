"""A full disk: nobody begins, nobody who has begun is sent away, and there is a way on in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.places import EndReason
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.kiosk_vm import ROOM_LOOK_SECONDS


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        yield opened


def _look(walk: Walk) -> None:
    for timer in walk.timers(ROOM_LOOK_SECONDS):
        timer.timeout.emit()


def test_the_first_screen_says_that_the_kiosk_rests_and_comes_back_by_itself(walk: Walk) -> None:
    walk.attract()
    walk.parts.room.enough = False
    _look(walk)
    walk.arrive("out_of_service")
    assert walk.kiosk.vm.property("outOfServiceCode") == "disk_full"
    walk.tap("language")
    walk.wait_until(lambda: walk.kiosk.vm.current_language == "en", "English")
    walk.parts.room.enough = True
    _look(walk)
    walk.arrive("attract")


def test_too_much_that_waits_for_central_refuses_before_work_begins(walk: Walk) -> None:
    walk.attract()
    walk.parts.offline.open = False
    walk.tap("begin")
    walk.arrive("out_of_service")
    assert walk.kiosk.vm.property("outOfServiceCode") == "offline_limit"
    assert not walk.parts.navigator.in_visit
    walk.parts.offline.open = True
    _look(walk)
    walk.arrive("attract")


@pytest.mark.parametrize("button", ["begin", "callStaff"])
def test_a_touch_before_the_next_look_begins_nothing(walk: Walk, button: str) -> None:
    walk.attract()
    walk.parts.room.enough = False
    walk.tap(button)
    walk.arrive("out_of_service")
    assert not walk.parts.navigator.in_visit
    assert not walk.parts.audited


def test_who_has_begun_comes_to_the_end(walk: Walk) -> None:
    walk.phone()
    walk.parts.room.enough = False
    _look(walk)
    assert walk.kiosk.vm.property("screen") == "question"
    walk.parts.navigator.end(EndReason.FINISHED)
    walk.arrive("goodbye")  # and is told to take card and papers along
    _look(walk)
    assert walk.kiosk.vm.property("screen") == "goodbye"
    walk.kiosk.vm.rest()
    walk.arrive("out_of_service")
