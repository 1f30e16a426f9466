"""Staff are called, come to their room and leave it, or go on for the person from there."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from kiosk.asides import Asides
from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.places import STAFF_ROOM, EndReason, Place
from kiosk.visit.assistance import HELPING, Assistance, Helper
from kiosk.visit.keeping import DraftKeeper
from kiosk.whereabouts import Surroundings


class StaffDoor(Asides):
    """The moves of a `Navigator` that staff make, or that lead to them."""

    def __init__(
        self,
        clock: Clock,
        around: Surroundings,
        on_audit: Callable[[AuditEvent], None],
        drafts: DraftKeeper | None,
    ) -> None:
        super().__init__(clock, around, on_audit, drafts)
        self.on_change: Callable[[], None] = lambda: None
        self._calling = False  # somebody waits for staff
        self.on_staff_called: Callable[[bool], None] = lambda _waiting: None  # and when they do no more
        self.staff_come: Callable[[], bool] = lambda: False  # somebody at central said so
        self.on_staff_left: Callable[[str], None] = lambda _reason: None  # by whatever way, before the move
        self.on_parting: Callable[[str], None] = lambda _reason: None  # whoever helps, from the person
        self._shown = self.screen

    @abstractmethod
    def begin(self, language: Language) -> None:
        """A visit begins."""

    def call_staff(self) -> None:
        """A person asked for help; nothing that was entered is lost. It leads out of the staff room."""
        if self.in_staff_room:
            self.leave_staff_room()
            return
        self._audit("staff.called")
        self._calling = True
        self.on_staff_called(True)
        self._step_aside(Place.STAFF_CALLED)

    def open_staff_room(self) -> None:
        """A member of staff wants in, from the page of who called for help or while nobody is here."""
        if self._place not in (Place.ATTRACT, Place.STAFF_CALLED):
            raise BugError("the staff room has no door here")
        self.on_parting("room")
        self._show(Place.STAFF_SIGN_IN)

    def leave_to_help(self, helper: Helper, language: Language) -> None:
        """From the staff room, or its door, to where the person was; where nobody was, a visit begins."""
        if not self.in_staff_room:
            raise BugError("nobody is in the staff room, or at its door")
        self._sign_staff_out(HELPING)
        if self._visit is None:
            self._place = Place.ATTRACT
            self.begin(language)
        else:
            self._place = self._trail.pop()
        self.visit.assistance = Assistance(helper, self._clock)
        self._show(self._place)

    def show_whose_turn(self) -> None:
        """The screen went from staff to the person, or back: where that makes it another page, show it."""
        if self.screen != self._shown:
            self._shown = self.screen
            self.on_change()

    def go_in_staff_room(self, place: Place) -> None:
        if not self.in_staff_room or place not in STAFF_ROOM:
            raise BugError("nobody is in the staff room")
        self._show(place)

    def _back_in_staff_room(self, place: Place | None) -> None:
        if place is None:
            self.leave_staff_room()
        else:
            self._show(place)

    def leave_staff_room(self) -> None:
        """Whoever called for help goes on where they were; where nobody had begun anything the visit ends."""
        self._sign_staff_out("left")
        if self._visit is None:
            self._show(Place.ATTRACT)
        elif not self.somebody_waits:
            self.end(EndReason.STAFF)
        else:
            self._show(Place.STAFF_CALLED)

    def _sign_staff_out(self, reason: str) -> None:
        if self.in_staff_room:
            self.on_staff_left(reason)

    def _end_call(self, place: Place | None) -> None:
        """Whoever waited for staff goes elsewhere than to them."""
        if self._calling and place not in (Place.STAFF_CALLED, Place.STAFF_SIGN_IN):
            self._calling = False
            self.on_staff_called(False)
