"""A whole kiosk with its window, as the service manager starts it. The first run has a person who fills in a
form, and then stands still or is gone; the next tells what it shows, and waits.

``python -m tests.end_to_end.watched_kiosk FOLDER URL freeze|kill``
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickItem

    from kiosk.app import Kiosk
    from ui.app import KioskWindow

BROKEN, SHOWN = "broken", "shown.json"


def run(folder: Path, url: str, how: str) -> int:
    from PySide6.QtCore import Qt, QTimer

    from commands.settings_argument import FONTS_FOLDER
    from kiosk.app import Kiosk
    from kiosk.clock import SystemClock
    from kiosk.devices.hardware import Hardware
    from simulation.card.reader import SimulatedReader
    from simulation.face.camera import SyntheticCamera
    from simulation.face.person import SyntheticPerson
    from tests.end_to_end.interrupted_kiosk import settings_in
    from ui.app import run_window

    settings = settings_in(folder, url)
    screen = settings.screen.model_copy(update={"full_screen": False})
    hardware = Hardware(SimulatedReader, lambda: None, lambda: SyntheticCamera(SyntheticPerson.ASTRONAUT))
    kiosk = Kiosk(settings.model_copy(update={"screen": screen}), hardware, SystemClock(), FONTS_FOLDER)
    timer = QTimer(singleShot=True, interval=0)

    def on_window(window: KioskWindow) -> None:
        second = (folder / BROKEN).exists()
        then = (lambda: tell(folder, kiosk, window)) if second else (lambda: break_off(folder, kiosk, how))
        timer.timeout.connect(then)
        # Behind what the window does with its first picture, which is to say that it is ready.
        window.window.frameSwapped.connect(timer.start, Qt.ConnectionType.SingleShotConnection)

    return run_window(kiosk, on_window)


def break_off(folder: Path, kiosk: Kiosk, how: str) -> None:
    """In the midst of a form, and with an act of another person that waits for central."""
    from tests.end_to_end.interrupted_kiosk import Applicant, settle
    from tests.sync_parts import sample_act

    kiosk.line.get().recorder.record(sample_act())
    applicant = Applicant(kiosk)
    applicant.identify()
    applicant.show_face()
    applicant.go_on()
    settle(kiosk)
    (folder / BROKEN).write_text(applicant.place, "utf-8")
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(3600)  # the event loop stands still


def tell(folder: Path, kiosk: Kiosk, window: KioskWindow) -> None:
    """Screen and texts as they stand with the first picture, and whether the same card finds its draft."""
    from tests.end_to_end.interrupted_kiosk import Applicant

    shown: dict[str, Any] = {"screen": window.vm.current_screen, "texts": sorted(texts_of(window))}
    kiosk.line.get()
    applicant = Applicant(kiosk)
    applicant.identify()
    shown["with_card"] = applicant.navigator.screen
    kiosk.navigator.resume()
    shown["answers"] = applicant.report()["answers"]
    temporary = folder / f".{SHOWN}"
    temporary.write_text(json.dumps(shown), "utf-8")
    temporary.replace(folder / SHOWN)


def texts_of(window: KioskWindow) -> set[str]:
    def below(item: QQuickItem) -> Iterator[str]:
        text = item.property("text")
        if isinstance(text, str) and text and item.isVisible():
            yield text
        for child in item.childItems():
            yield from below(child)

    return set(below(window.window.contentItem()))


if __name__ == "__main__":
    from ui.environment import prepare_environment

    prepare_environment(offscreen=True)
    sys.exit(run(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
