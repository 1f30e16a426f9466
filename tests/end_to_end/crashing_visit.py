"""A process that plays one visit of a person who is easy to find, and is ended by a signal at a page of it.

``python -m tests.end_to_end.crashing_visit FOLDER SCREEN SIGNAL``; it begins as the kiosk does. At
``staff_act`` the visit is over, and a member of staff writes a note about it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from private_process import keep_private


def crash(folder: Path, screen: str, signal: int) -> None:
    from PySide6.QtGui import QGuiApplication

    from commands.demo.plays import load_plays
    from simulation.card.chip import SimulatedCard
    from tests.end_to_end.canary import a_person, marked_portrait, telltale
    from tests.end_to_end.played import kiosk_in, world_in
    from tests.end_to_end.staff_round import ACT, StaffRound, hire, leave_work_for_staff
    from tests.end_to_end.visit_process import both
    from ui.app import load_fonts

    _application = QGuiApplication(sys.argv[:1])
    load_fonts()
    scripts = tuple(telltale(each) for each in load_plays("register"))
    with world_in(folder, scripts) as world:
        access = hire(world)
        with kiosk_in(world) as (kiosk, visit):
            world.card = SimulatedCard(a_person(), marked_portrait())
            visit.wait_until(lambda: kiosk.is_warm, "a kiosk that has loaded everything")

            def end() -> None:
                os.kill(os.getpid(), signal)

            def end_here() -> None:
                if kiosk.navigator.screen == screen != ACT:
                    end()

            kiosk.navigator.on_change = both(kiosk.navigator.on_change, end_here)
            visit.play(scripts)
            leave_work_for_staff(world, kiosk)
            staff = StaffRound(visit, kiosk, world)
            staff.sign_in(access)
            staff.go_through(end)


if __name__ == "__main__":
    from ui.environment import prepare_environment

    keep_private()
    prepare_environment(offscreen=True)
    crash(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
