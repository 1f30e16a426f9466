"""Petitions by their tracking code: central alone knows how they stand, and nothing of them is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.contract.petitions import PetitionAnswer

if TYPE_CHECKING:
    from kiosk.ledger_desk import LedgerDesk


class Petitions:
    """Once the ledger is open."""

    def __init__(self, desk: LedgerDesk) -> None:
        self._desk = desk

    def find(self, code: str) -> PetitionAnswer:
        """Blocks. Raises `SyncError`; central says ``petition-unknown``, or ``petition-limit-reached``
        with how long to wait.
        """
        return self._desk.get().central.find_petition(code)
