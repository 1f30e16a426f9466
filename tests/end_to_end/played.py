"""A world, a kiosk and a window around one played visit, taken down again whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal, Slot

from commands.demo.person import SimulatedPerson
from commands.demo.played_visit import ADDRESS, LANDSCAPE, PHONE, PORTRAIT, PlayedVisit
from commands.demo.world import World
from kiosk.app import Kiosk
from simulation.people import ADULT_WOMAN, SamplePerson
from tests.stepped_camera import step_by_frames
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
    *,
    landscape: bool = False,
    line_down: bool = False,
    person: SamplePerson = ADULT_WOMAN,
    phone: str = PHONE,
    address: str = ADDRESS,
) -> Iterator[tuple[World, Kiosk, PlayedVisit]]:
    world = World(folder, person=person)
    with pytest.MonkeyPatch.context() as patch:
        world.face_camera = step_by_frames(patch, before_frame=_interfaces_turn())
        world.start()
        kiosk = world.new_kiosk()
        window = KioskWindow(kiosk, size=LANDSCAPE if landscape else PORTRAIT)
        kiosk.start()
        SimulatedPerson(world, window)
        try:
            yield (
                world,
                kiosk,
                PlayedVisit(world, window, folder, line_down=line_down, phone=phone, address=address),
            )
        finally:
            window.close()
            kiosk.close()
            world.stop()
