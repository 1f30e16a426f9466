"""The demo on a screen: a person of flesh and blood touches the window, the rest is simulated."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt

from commands.central_demo import OFFICE
from commands.central_staff import prepare_demo
from commands.demo.person import SimulatedPerson
from commands.demo.plays import ALL, load_plays
from commands.demo.world import World, clock_for
from ui.app import KioskWindow, run_window

_CARD_AFTER_MS = 2500  # long enough to read what the card screen asks for
_SHARE_OF_SCREEN = 0.95  # leaves room for the window's frame


def show_window(out: Path, *, landscape: bool) -> int:
    """With the clocks at a time when every task can be done."""
    world = World(out, clock=clock_for(load_plays(ALL)))
    world.start()
    width, height = (1920, 1080) if landscape else (1080, 1920)
    settings = world.settings(screen={"full_screen": False, "width": width, "height": height}, idle={})
    kiosk = world.new_kiosk(settings)
    print(f"The clocks of kiosk and central say {world.clock.now():%d/%m/%Y}, when every task can be done.")
    print(f"One-time codes arrive at {world.central.url}/demo/mail")
    access = prepare_demo(world.central.central, OFFICE["code"]).access
    print(
        f"Staff: number {access.account}, PIN {access.pin}; codes to sign in, and to vouch for somebody whose"
        f" record is read, at {world.central.url}/demo/staff"
    )
    helper = world.hire_helper()
    print(
        f"Who helps at the kiosk (“Hỗ trợ người dân”): number {helper.account}, PIN {helper.pin}; codes to"
        f" sign in at {world.central.url}/demo/staff"
    )
    technician = world.hire_technician()
    print(
        f"Technician (“Máy”; hold the top left corner of the first page): number {technician.account}, PIN"
        f" {technician.pin}; codes to sign in at {world.central.url}/demo/staff"
    )
    print(f"Receipts are printed into {world.printed_folder}; close the window to end.", flush=True)

    def on_window(window: KioskWindow) -> None:
        SimulatedPerson(world, window, _CARD_AFTER_MS)
        _fit_screen(window)

    try:
        return run_window(kiosk, on_window)
    finally:
        world.stop()


def _fit_screen(kiosk: KioskWindow) -> None:
    """On a screen smaller than a kiosk's panel: the same picture, smaller."""
    window = kiosk.window
    room = window.screen().availableSize() * _SHARE_OF_SCREEN
    wanted = QSize(window.width(), window.height())
    if wanted.width() > room.width() or wanted.height() > room.height():
        window.resize(wanted.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
