"""A world, a kiosk and a window around one played visit, taken down again whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal, Slot

from commands.demo.person import SimulatedPerson
from commands.demo.played.visit import LANDSCAPE, PORTRAIT, PlayedVisit
from commands.demo.plays import Play
from commands.demo.world import World, clock_for
from kiosk.app import Kiosk
from simulation.people import ADULT_WOMAN, SamplePerson
from tests.ready_made import central_folder
from tests.stepped_camera import step_by_frames
from tests.ui.meta_objects import with_types_of_their_own
from ui.app import KioskWindow

_TURN_SECONDS = 1.0  # the interface may just be waiting for the check to end


class InterfacesTurn(QObject):
    """Lets the interface show all that it was told, so that the person hears it before the next frame."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def __call__(self) -> None:
        done = threading.Event()
        self.asked.emit(done)
        done.wait(_TURN_SECONDS)

    @Slot(object)
    def _answer(self, done: threading.Event) -> None:
        done.set()


@cache
def _interfaces_turn() -> InterfacesTurn:
    """Never given up: the last to let go of it might be a thread that is not the interface's."""
    return InterfacesTurn()


@contextmanager
def visit_in(
    folder: Path,
    plays: tuple[Play, ...],
    *,
    landscape: bool = False,
    line_down: bool = False,
    person: SamplePerson = ADULT_WOMAN,
    pictures: bool = False,
) -> Iterator[tuple[World, Kiosk, PlayedVisit]]:
    """A world and one run of its kiosk; the visit itself is the test's to begin. ``pictures`` of its pages
    are a quarter of the work.
    """
    with (
        world_in(folder, plays, person=person) as world,
        kiosk_in(world, landscape=landscape, line_down=line_down, pictures=pictures) as (kiosk, visit),
    ):
        del plays  # what a person will say is looked for in memory
        yield world, kiosk, visit


@contextmanager
def world_in(folder: Path, plays: tuple[Play, ...], *, person: SamplePerson = ADULT_WOMAN) -> Iterator[World]:
    """At a time when ``plays`` can be done."""
    central_folder(folder / "central")
    world = World(folder, person=person, clock=clock_for(plays))
    del plays
    with pytest.MonkeyPatch.context() as patch:
        world.face_camera = step_by_frames(patch, before_frame=_interfaces_turn())
        try:
            world.start()
            yield world
        finally:
            world.stop()


@contextmanager
def kiosk_in(
    world: World, *, landscape: bool = False, line_down: bool = False, pictures: bool = False
) -> Iterator[tuple[Kiosk, PlayedVisit]]:
    """One run of the kiosk; it ends where it is, as when the power goes."""
    with ExitStack() as ends:
        kiosk = world.new_kiosk()
        ends.callback(kiosk.close)
        window = KioskWindow(kiosk, size=LANDSCAPE if landscape else PORTRAIT)
        ends.callback(window.close)
        kiosk.start()
        SimulatedPerson(world, window)
        visit = PlayedVisit(world, kiosk, window, world.folder, line_down=line_down, pictures=pictures)
        ends.callback(visit.close)
        yield kiosk, visit
        assert with_types_of_their_own(window, window.window) == []
