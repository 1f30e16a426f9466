"""A world, a kiosk and a window around one played visit, taken down again whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands.demo.person import SimulatedPerson
from commands.demo.played_visit import ADDRESS, LANDSCAPE, PHONE, PORTRAIT, PlayedVisit
from commands.demo.world import World
from kiosk.app import Kiosk
from simulation.people import ADULT_WOMAN, SamplePerson
from ui.app import KioskWindow


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
