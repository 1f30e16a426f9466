"""The demo on a screen: a person of flesh and blood touches the window, the rest is simulated."""

from __future__ import annotations

from pathlib import Path

from commands.demo.person import SimulatedPerson
from commands.demo.world import World
from ui.app import KioskWindow, run_window

_CARD_AFTER_MS = 2500  # long enough to read what the card screen asks for


def show_window(out: Path, *, landscape: bool) -> int:
    world = World(out)
    world.start()
    width, height = (1920, 1080) if landscape else (1080, 1920)
    settings = world.settings(screen={"full_screen": False, "width": width, "height": height})
    kiosk = world.new_kiosk(settings)
    print(f"One-time codes arrive at {world.central.url}/demo/mail")
    print(f"Receipts are printed into {out / 'printed'}; close the window to end.")

    def on_window(window: KioskWindow) -> None:
        SimulatedPerson(world, window, _CARD_AFTER_MS)

    try:
        return run_window(kiosk, on_window)
    finally:
        world.stop()
