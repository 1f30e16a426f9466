"""A process that plays one visit of a person who is easy to find, and stands still where it is told to.

It says a line when it stands, and goes on with each line that it is sent: before the visit, in the midst of
it, and after its end, when card, person and central, which are the world outside, have been taken away.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path


def stand(where: str) -> None:
    print(where, flush=True)
    sys.stdin.readline()


def both(first: Callable[[], None], then: Callable[[], None]) -> Callable[[], None]:
    def call() -> None:
        first()
        then()

    return call


def play(folder: Path) -> None:
    from PySide6.QtGui import QGuiApplication

    from commands.demo.plays import load_plays
    from simulation.card.chip import SimulatedCard
    from simulation.face.person import SyntheticPerson
    from simulation.face.portrait import reference_portrait
    from simulation.people import ADULT_MAN
    from tests.end_to_end.canary import a_person, marked_portrait, telltale
    from tests.end_to_end.interrupted_kiosk import settle
    from tests.end_to_end.played import visit_in
    from ui.app import load_fonts

    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    scripts = tuple(telltale(each) for each in load_plays("register"))
    with visit_in(folder, scripts) as (world, kiosk, visit):
        world.card = SimulatedCard(a_person(), marked_portrait())
        visit.wait_until(lambda: kiosk.is_warm, "a kiosk that has loaded everything")
        stand("before")

        def stand_within() -> None:
            if kiosk.navigator.screen == "check_answers":
                stand("within")

        kiosk.navigator.on_change = both(kiosk.navigator.on_change, stand_within)
        visit.play(scripts)
        settle(kiosk)
        del scripts
        world.remove_card()
        world.card = SimulatedCard(ADULT_MAN, reference_portrait(SyntheticPerson.HOPPER))
        world.central.stop()
        gc.collect()
        application.processEvents()
        stand("after")


if __name__ == "__main__":
    from ui.environment import prepare_environment

    prepare_environment(offscreen=True)
    play(Path(sys.argv[1]))
