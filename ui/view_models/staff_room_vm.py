"""What the pages of the staff room share: the room, and what went wrong in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kiosk.clock import day_text, moment_text
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.language import Bilingual
    from ui.view_models.background import Known
    from ui.view_models.ports.staff import StaffRoom


class StaffRoomVm(ScreenVm):
    """Base of their view-models. Nothing of them is kept when staff leave: the frame wipes them then."""

    _fault = ""

    @property
    def _room(self) -> StaffRoom:
        return self._parts.staff

    def _on_fault(self, error: Known) -> None:
        self._fault = error.code
        self.changed.emit()

    def wipe(self) -> None:
        self._fault = ""
        super().wipe()

    def _said(self, words: Bilingual | None) -> str:
        return "" if words is None else words.text(self._stage.language())


def moment(at: datetime | None) -> str:
    """For people; "" for a moment that is not known."""
    return "" if at is None else moment_text(at)


def day(on: date | None) -> str:
    return "" if on is None else day_text(on)
