"""The camera over the card slot: it sees the QR of whatever card lies on the simulated reader, or the data
page of a passport.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.card.chip import SimulatedCard
from simulation.card.passport_picture import passport_frame
from simulation.card.personalisation import Holder
from simulation.card.qr_picture import qr_frame
from simulation.card.reader import SimulatedReader
from simulation.people import SamplePerson

_WIDTH, _HEIGHT = 1280, 720


class CardSlotCamera:
    """A frame source. Without a card it shows the empty slot."""

    name = "simulated card camera"
    live = True

    def __init__(self, reader: SimulatedReader) -> None:
        self._reader = reader
        self._shown: tuple[Holder, NDArray[np.uint8]] | None = None

    def open(self) -> None:
        """Nothing to open: the slot is always in view."""

    def read(self) -> NDArray[np.uint8]:
        """A BGR frame (720, 1280, 3)."""
        card = self._reader.card
        if not isinstance(card, SimulatedCard):
            self._shown = None
            return np.full((_HEIGHT, _WIDTH, 3), 70, dtype=np.uint8)
        if self._shown is None or self._shown[0] is not card.person:
            self._shown = (card.person, _frame_of(card))
        return self._shown[1]

    def close(self) -> None:
        self._shown = None


def _frame_of(card: SimulatedCard) -> NDArray[np.uint8]:
    if isinstance(card.person, SamplePerson):
        return qr_frame(card.person, (_WIDTH, _HEIGHT))
    return passport_frame(card.person, card.portrait)
