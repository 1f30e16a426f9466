"""A real kiosk whose data lie on a small disk that fills up and is emptied, run as a process of its own: who
starts it has mounted the disk, which holds 64 MB.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from commands.demo.world import World
from kiosk.app import Kiosk
from kiosk.forms.form import PageKind
from kiosk.visit import identification
from kiosk.visit.channel_codes import put_off
from simulation.touch import Touch
from tests.kiosk.visits import REGISTRATION
from tests.patience import PATIENCE
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from ui.app import KioskWindow, load_fonts

BEGIN, RECORD = 24, 8  # MB that must be free
_MEGABYTE = 1 << 20


class SmallDisk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def leave(self, megabytes: float) -> None:
        """Fill the disk up to so much room."""
        self._ballast.unlink(missing_ok=True)
        size = shutil.disk_usage(self.folder).free - round(megabytes * _MEGABYTE)
        self._ballast.write_bytes(bytes(max(0, size)))

    def empty(self) -> None:
        self._ballast.unlink()


def main(folder: Path, disk: SmallDisk) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    _application = QGuiApplication(["kiosk"])
    load_fonts()
    world = World(folder)
    world.start()
    settings = world.settings(
        data_folder=disk.folder / "data",
        storage={"free_to_begin_megabytes": BEGIN, "free_to_record_megabytes": RECORD},
    )
    kiosk = world.new_kiosk(settings)
    disk.leave(0)  # as it is when the machine is switched on
    window = KioskWindow(kiosk, size=QSize(1080, 1920))
    kiosk.start()
    touch = Touch(window.window, patience=PATIENCE)
    try:
        _nobody_can_begin(touch, window, kiosk)
        disk.empty()
        touch.wait_for("begin")
        disk.leave(BEGIN + 4)
        touch.tap("begin")
        touch.wait_until(lambda: kiosk.navigator.in_visit, "a visit")
        disk.leave(RECORD + 4)  # too little for the next visit, enough for this one
        _answer_everything(kiosk)
        touch.wait_until(lambda: window.vm.property("screen") == "check_answers", "the check page")
        disk.leave(RECORD - 4)
        touch.tap("primary")
        touch.wait_for("retry")
        assert kiosk.navigator.journey.recorded is None
        disk.leave(RECORD + 4)
        touch.tap("retry")
        touch.wait_until(lambda: window.vm.property("screen") == "receipt", "the receipt")
        kiosk.navigator.leave_journey()
        window.vm.end()
        touch.wait_until(lambda: window.vm.property("screen") == "goodbye", "the goodbye")
        window.vm.rest()
        _nobody_can_begin(touch, window, kiosk)
        disk.empty()
        touch.wait_for("begin")
    finally:
        window.close()
        kiosk.close()
        world.stop()


def _nobody_can_begin(touch: Touch, window: KioskWindow, kiosk: Kiosk) -> None:
    touch.wait_until(lambda: window.vm.property("screen") == "out_of_service", "the end of service")
    assert window.vm.property("outOfServiceCode") == "disk_full"
    window.vm.begin()
    window.vm.callStaff()
    assert not kiosk.navigator.in_visit


def _answer_everything(kiosk: Kiosk) -> None:
    """A registration without an e-mail address, up to the check page."""
    navigator = kiosk.navigator
    navigator.choose("register")
    person, now = navigator.visit.person, kiosk.clock.now()
    while navigator.screen != "check_answers":
        match navigator.screen:
            case "card":
                identification.take_card(person, card_reading())
            case "identity":
                identification.confirm_identity(person)
            case "face_prepare":
                identification.agree_to_face(person, now)
            case "face_check":
                identification.take_face(person, face_evidence(), kiosk.policy)
            case "question":
                assert navigator.page.kind is PageKind.QUESTIONS
                answers = navigator.journey.answers
                for question in navigator.page.questions:
                    if question.kind.name == "email":
                        answers.decline(question.id)
                    elif question.prefill is None:
                        answers.type(question.id, REGISTRATION[question.id])
                assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
            case "code":
                put_off(navigator.visit, navigator.page.channel)
            case "record":
                navigator.journey.unlooked = True
            case _:
                pass
        navigator.next()


if __name__ == "__main__":
    main(Path(sys.argv[1]), SmallDisk(Path(sys.argv[2])))
