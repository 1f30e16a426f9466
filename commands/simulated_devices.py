"""Card reader, cameras, issuer and printer that are programs, to look at all else of a machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_demo import trust_simulated_cards
from kiosk.devices.hardware import Hardware
from simulation.card.camera import CardSlotCamera
from simulation.card.reader import SimulatedReader
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson

if TYPE_CHECKING:
    from kiosk.settings import Settings


def with_simulated_devices(settings: Settings, folder: Path) -> tuple[Settings, Hardware]:
    """The settings with issuer and printer in ``folder``, and how the simulated devices are reached."""
    trust_simulated_cards(folder / "csca")
    card = settings.card.model_copy(update={"csca_folder": folder / "csca"})
    printer = settings.printer.model_copy(update={"folder": folder / "printed"})
    reader, camera = SimulatedReader(), SyntheticCamera(SyntheticPerson.ASTRONAUT)
    camera.prepare()
    hardware = Hardware(lambda: reader, lambda: CardSlotCamera(reader), lambda: camera)
    return settings.model_copy(update={"card": card, "printer": printer}), hardware
