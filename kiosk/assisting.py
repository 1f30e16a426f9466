"""Staff help with the visit under way: they do what is typed, scanned and chosen, and the person the rest.

Another thing than the sign-in of their room: it opens no page of staff, and ends with the visit, by silence,
when somebody opens the staff room, or when they say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.visit.assistance import Assistance, Helper


@dataclass(frozen=True, slots=True)
class AssistLimits:
    """Seconds. ``silence``: staff have the screen, and nobody touches it; ``beside``: the person has it, and
    staff can still take it again.
    """

    silence: float = 60.0
    beside: float = 300.0


class Assisting:
    """``on_change`` is called after every change of who has the screen; does not block."""

    def __init__(
        self,
        navigator: Navigator,
        clock: Clock,
        on_audit: Callable[[AuditEvent], None],
        limits: AssistLimits | None = None,
    ) -> None:
        self._navigator = navigator
        self._clock = clock
        self._on_audit = on_audit
        self._limits = limits or AssistLimits()
        self.on_change: Callable[[], None] = lambda: None
        navigator.on_parting = self.end

    @property
    def present(self) -> Assistance | None:
        """None where nobody of the staff helps."""
        navigator = self._navigator
        return navigator.visit.assistance if navigator.in_visit else None

    def begin(self, helper: Helper, language: Language) -> None:
        """From the staff room, which ends the sign-in there. ``language``: of a visit that begins with it."""
        self._navigator.leave_to_help(helper, language)
        self._audit("started")
        self.on_change()

    def hand_back(self) -> None:
        """The person goes on; staff stay beside them."""
        assistance = self.present
        if assistance is None or not assistance.has_screen:
            return
        self._close_stretch(assistance)
        self._audit("handed_back")
        self._tell()

    def take_again(self) -> None:
        """Staff beside the person go on for them."""
        assistance = self.present
        if assistance is None or assistance.has_screen:
            return
        assistance.take_again()
        self._audit("taken_again")
        self._tell()

    def end(self, reason: str = "done") -> None:
        assistance = self.present
        if assistance is None:
            return
        self._close_stretch(assistance)
        self._audit("ended", reason)
        self._navigator.visit.assistance = None
        self._tell()

    def mind(self, silent_seconds: float) -> None:
        """From time to time: who is not there any more helps nobody. ``silent_seconds``: since the last
        touch.
        """
        assistance = self.present
        if assistance is None:
            return
        if assistance.has_screen and silent_seconds >= self._limits.silence:
            self.end("silence")
        elif assistance.beside_seconds >= self._limits.beside:
            self.end("not-needed")

    def _close_stretch(self, assistance: Assistance) -> None:
        stretch = assistance.hand_back()
        if stretch is not None:
            self._navigator.visit.helped.append(stretch)

    def _tell(self) -> None:
        self._navigator.show_whose_turn()
        self.on_change()

    def _audit(self, what: str, outcome: str = "ok") -> None:
        visit, assistance = self._navigator.visit, self.present
        if assistance is not None:
            self._on_audit(
                AuditEvent(
                    f"assist.{what}",
                    self._clock.now(),
                    visit_id=visit.visit_id,
                    actor=assistance.helper.actor,
                    outcome=outcome,
                )
            )
