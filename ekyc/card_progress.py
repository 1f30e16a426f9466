"""Where the reading of a card stands, as the interface is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CardPhase(StrEnum):
    """LOOKING_FOR_QR: the card lies ready, or no reader is there; the QR code or typed digits come next.

    PUT_CARD_BACK: the card was lifted while it was read; reading goes on where it stopped once it is back.
    LIFT_CARD: a card that lay there before must leave the reader first.
    """

    LIFT_CARD = "lift_card"
    WAITING_FOR_CARD = "waiting_for_card"
    LOOKING_FOR_QR = "looking_for_qr"
    OPENING_CHIP = "opening_chip"
    READING = "reading"
    VERIFYING = "verifying"
    PUT_CARD_BACK = "put_card_back"


@dataclass(frozen=True, slots=True)
class CardProgress:
    """Where the check stands and what of it is already done."""

    phase: CardPhase
    file: str | None = None  # e.g. "DG2", while reading
    fraction: float = 0.0  # of that file
    qr_done: bool = False
    chip_done: bool = False
    signature_done: bool = False
