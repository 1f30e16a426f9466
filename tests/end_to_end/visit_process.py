"""A process that plays one visit of a person who is easy to find, and stands still where it is told to.

It says a line when it stands, and goes on with each line that it is sent: in the midst of the visit, and after
its end, when card, person and central, which are the world outside, have been taken away.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path


def stand(kiosk_parts: dict[str, object]) -> None:
    print(json.dumps(kiosk_parts), flush=True)
    sys.stdin.readline()


def play(folder: Path) -> None:
    from PySide6.QtGui import QGuiApplication

    from commands.demo.plays import load_plays
    from tests.end_to_end.canary import a_person, marked_portrait, telltale
    from tests.end_to_end.interrupted_kiosk import settle
    from tests.end_to_end.played import visit_in
    from simulation.card.chip import SimulatedCard
    from simulation.people import ADULT_MAN
    from simulation.face.person import SyntheticPerson
    from simulation.face.portrait import reference_portrait
    from ui.app import load_fonts

    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    (script,) = (telltale(each) for each in load_plays("register"))
    with visit_in(folder, (script,)) as (world, kiosk, visit):
        world.card = SimulatedCard(a_person(), marked_portrait())
        visit.wait_until(lambda: kiosk.is_warm, "a kiosk that has loaded everything")
        worker = kiosk.face._worker
        assert worker is not None
        stand({"at": "before", "worker": worker.process_id})
        visit.play_until("check_answers", script)
        stand({"at": "within"})
        visit.go_on_to_end(script)
        settle(kiosk)
        del script
        world.remove_card()
        world.card = SimulatedCard(ADULT_MAN, reference_portrait(SyntheticPerson.HOPPER))
        world.central.stop()
        gc.collect()
        application.processEvents()
        stand({"at": "after"})


if __name__ == "__main__":
    from ui.environment import prepare_environment

    prepare_environment(offscreen=True)
    play(Path(sys.argv[1]))
