"""Pages beside the way, from which back leads to where the person was, and the signing with a phone."""

from __future__ import annotations

from abc import ABC, abstractmethod

from kiosk.errors import BugError
from kiosk.places import ASIDE, OF_PHONES, EndReason, Place
from kiosk.tasks.way import CHECK_ANSWERS, RECORD, SIGN
from kiosk.whereabouts import Whereabouts


class Asides(Whereabouts, ABC):
    """The moves of a `Navigator` that leave the place on the way as it is, or lead back to it."""

    @abstractmethod
    def _show(self, place: Place | None) -> None:
        """None: what the way through the task shows."""

    @abstractmethod
    def end(self, reason: EndReason, *, keep_draft: bool = False) -> None:
        """The visit ends."""

    def ask_for_receipt(self) -> None:
        """The person goes on without the receipt's number: neither printed nor noted."""
        self._step_aside(Place.KEEP_RECEIPT)

    def ask_for_address(self) -> None:
        """The person wants the result by e-mail."""
        self._step_aside(Place.MAIL_RESULT)

    def ask_to_vouch(self) -> None:
        """Central wants an officer's word for the person; back leads to where the record is asked for."""
        self._step_aside(Place.VOUCH)

    def look_after_phone(self, place: Place) -> None:
        """From the list of the person's phones to what is done with one; back leads to the list."""
        if place not in OF_PHONES:
            raise BugError(f"{place} is no page of a phone")
        self._step_aside(place)

    def prove_anew(self) -> None:
        """What central granted has ended: it is asked for once more, with the card."""
        self._trail = []
        if self._place is None and self.run.current.id == SIGN:
            # what was read of the record has filled in answers: it stays
            self.journey.ended_grant = None if self.visit.read is None else self.visit.read.grant_id
            self.run.go_to(CHECK_ANSWERS)
        else:
            self.visit.read = None
            self.run.go_to(RECORD)
        self._show(None)

    def ask_to_sign(self, *, wanted: bool) -> None:
        """The person signs with their phone before they send, or after all does not."""
        self.journey.wants_to_sign = wanted
        self.run.go_to(CHECK_ANSWERS)
        self._show(None)

    def ask_to_leave(self) -> None:
        """The person wants to go. What would be lost by it is asked about first."""
        if self._run is not None and (self.task.act or self.journey.answers.any):
            self._step_aside(Place.LEAVE)
        else:
            self.end(EndReason.FINISHED if self.visit.done else EndReason.LEFT)

    def _step_aside(self, place: Place) -> None:
        trail = [*self._trail, self._place] if self._place in ASIDE else [self._place]
        self._trail = trail[: trail.index(place)] if place in trail else trail
        self._show(place)
