"""Visit: all that is known about the person now at the kiosk. It lives in memory only and is wiped."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.visit.journey import Journey
from kiosk.visit.person import Person

if TYPE_CHECKING:
    from kiosk.sync.act import RecordedAct
    from kiosk.visit.draft import Draft


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was finished in this visit."""

    task_id: str
    recorded: RecordedAct


@dataclass(slots=True)
class Visit:
    """One person's time at the kiosk; journeys come one after the other."""

    visit_id: UUID
    started_at: datetime
    language: Language = Language.VIETNAMESE
    person: Person = field(default_factory=Person)
    journey_or_none: Journey | None = None
    done: list[Done] = field(default_factory=list)
    draft: Draft | None = field(default=None, repr=False)  # of a journey cut off, found for this card

    @property
    def journey(self) -> Journey:
        if self.journey_or_none is None:
            raise BugError("no journey has begun")
        return self.journey_or_none

    def begin(self, journey: Journey) -> None:
        """The journey before, finished or not, is forgotten; its receipt stays in ``done``."""
        self.leave_journey()
        self.journey_or_none = journey

    def leave_journey(self) -> None:
        journey, self.journey_or_none = self.journey_or_none, None
        if journey is not None:
            journey.wipe()

    def note_done(self) -> None:
        """The journey has its act: remember that for the rest of the visit."""
        journey = self.journey
        if journey.recorded is not None and all(d.recorded != journey.recorded for d in self.done):
            self.done.append(Done(journey.task_id, journey.recorded))

    def wipe(self) -> None:
        """Forget the person. The object stays usable only as an empty one."""
        self.leave_journey()
        self.person.wipe()
        self.done.clear()
        self.draft = None
        self.language = Language.VIETNAMESE
