"""Somebody at the kiosk calls staff, and the office knows: the kiosk's own parts, a line and a central."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.central_demo import OFFICE
from commands.demo.world import World
from kiosk.app import Kiosk
from kiosk.language import Language
from kiosk.places import Place
from tests.patience import until


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    world.start()
    yield world
    world.stop()


@pytest.fixture
def kiosk(world: World) -> Iterator[Kiosk]:
    """At which somebody has just called staff."""
    kiosk = world.new_kiosk()
    kiosk.start()
    kiosk.navigator.begin(Language.VIETNAMESE)
    kiosk.navigator.call_staff()
    yield kiosk
    kiosk.close()


def test_a_call_reaches_the_office_and_is_over_when_somebody_signs_in(world: World, kiosk: Kiosk) -> None:
    calls, navigator = world.central.central.staff_calls, kiosk.navigator

    def calling() -> list[str]:
        return [each.kiosk_id for each in calls.waiting(OFFICE["code"])]

    until(lambda: calling() == [kiosk.settings.kiosk_id])
    navigator.open_staff_room()
    navigator.go_in_staff_room(Place.STAFF_MENU)
    until(lambda: calling() == [])


def test_who_waits_hears_that_somebody_at_the_office_comes(world: World, kiosk: Kiosk) -> None:
    calls, navigator = world.central.central.staff_calls, kiosk.navigator
    until(lambda: bool(calls.waiting(OFFICE["code"])))
    assert not navigator.staff_come()
    (waiting,) = calls.waiting(OFFICE["code"])
    calls.answer(waiting.call_id, "104201")
    kiosk.line.get().sync.wake()
    until(navigator.staff_come)
