"""A kiosk that central has revoked serves nobody and tells staff why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.kiosk_vm import ROOM_LOOK_SECONDS


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        yield opened


def _is_told(walk: Walk) -> bool:
    return walk.find("revoked") is not None  # of what is in sight


def _look(walk: Walk) -> None:
    for timer in walk.timers(ROOM_LOOK_SECONDS):
        timer.timeout.emit()


def test_nobody_begins_at_a_revoked_kiosk_until_it_is_enrolled_anew(walk: Walk) -> None:
    walk.attract()
    walk.parts.central_watch.is_revoked = True
    _look(walk)
    walk.arrive("out_of_service")
    assert walk.kiosk.vm.property("outOfServiceCode") == "device_revoked"
    assert _is_told(walk)
    walk.parts.central_watch.is_revoked = False
    _look(walk)
    walk.arrive("attract")


def test_nobody_begins_at_a_kiosk_whose_program_is_too_old_until_it_is_renewed(walk: Walk) -> None:
    walk.attract()
    walk.parts.central_watch.is_too_old = True
    _look(walk)
    walk.arrive("out_of_service")
    assert walk.kiosk.vm.property("outOfServiceCode") == "program_too_old"
    assert walk.find("tooOld") is not None
    assert not _is_told(walk)
    walk.parts.central_watch.is_too_old = False
    _look(walk)
    walk.arrive("attract")


def test_a_touch_before_the_next_look_begins_nothing(walk: Walk) -> None:
    walk.attract()
    walk.parts.central_watch.is_revoked = True
    walk.tap("begin")
    walk.arrive("out_of_service")
    assert not walk.parts.navigator.in_visit


def test_on_a_full_disk_nothing_is_said_of_a_revocation(walk: Walk) -> None:
    walk.attract()
    walk.parts.room.enough = False
    _look(walk)
    walk.arrive("out_of_service")
    assert not _is_told(walk)
