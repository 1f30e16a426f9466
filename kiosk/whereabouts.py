"""Where the present visit stands: what is shown, of whom and what is known, and what leads back or out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.errors import BugError
from kiosk.flow.run import FlowRun
from kiosk.forms.context import Context
from kiosk.forms.form import Page
from kiosk.language import Bilingual
from kiosk.places import ASIDE, NOTHING_TO_LEAVE, OWN, STAFF_ROOM, Place
from kiosk.tasks.catalogue import Catalogue, Group
from kiosk.tasks.task import Task
from kiosk.tasks.way import page_id_of
from kiosk.visit.facts import facts_of
from kiosk.visit.journey import Journey
from kiosk.visit.keeping import DraftKeeper, NoDrafts
from kiosk.visit.person import Assurance
from kiosk.visit.visit import Visit


class Surroundings(Protocol):
    """What the navigator needs of the kiosk around it."""

    def catalogue(self) -> Catalogue: ...

    def context(self, visit: Visit) -> Context:
        """Of now, in the language of the visit; ``known`` is empty."""
        ...


class Whereabouts:
    """The present visit and the place on the way through it, to be looked at. `Navigator` moves it."""

    def __init__(
        self,
        clock: Clock,
        around: Surroundings,
        on_audit: Callable[[AuditEvent], None],
        drafts: DraftKeeper | None,
    ) -> None:
        self._clock = clock
        self._around = around
        self._on_audit = on_audit
        self._drafts = drafts or NoDrafts()
        self._visit: Visit | None = None
        self._run: FlowRun[Visit] | None = None
        self._place: Place | None = Place.ATTRACT
        self._trail: list[Place | None] = []  # where back leads to from a page aside, the nearest last
        self._origin = Place.HOME  # where the task was chosen
        self._group: Group | None = None

    @property
    def screen(self) -> str:
        if self.awaits_person:
            return Place.YOUR_TURN.value
        return self._place.value if self._place is not None else self.run.current.shown_by

    @property
    def step(self) -> str:
        """The screen, or the page of the form that it shows."""
        page_id = None if self._place is not None or self.awaits_person else page_id_of(self.run.current)
        return self.screen if page_id is None else page_id

    @property
    def own(self) -> str:
        """What only the person may do here, "" for nothing."""
        if self._place is not None:
            return OWN.get(self._place, "")
        return self.run.current.own

    @property
    def awaits_person(self) -> bool:
        """Staff have the screen, and what comes now is for the person alone."""
        assistance = None if self._visit is None else self._visit.assistance
        return assistance is not None and assistance.has_screen and self.own != ""

    @property
    def visit(self) -> Visit:
        if self._visit is None:
            raise BugError("no visit has begun")
        return self._visit

    @property
    def in_visit(self) -> bool:
        return self._visit is not None

    @property
    def in_staff_room(self) -> bool:
        return self._place in STAFF_ROOM

    @property
    def in_journey(self) -> bool:
        return self._run is not None

    @property
    def somebody_waits(self) -> bool:
        """A person has begun something in this visit, or has shown who they are."""
        return self._visit is not None and (self._run is not None or self._is_known)

    @property
    def journey(self) -> Journey:
        return self.visit.journey

    @property
    def task(self) -> Task:
        """What the journey under way is about."""
        return self.catalogue.get(self.journey.task_id)

    @property
    def catalogue(self) -> Catalogue:
        return self._around.catalogue()

    @property
    def group(self) -> Group:
        """The group whose tasks are listed."""
        if self._group is None:
            raise BugError("no group of tasks was opened")
        return self._group

    @property
    def run(self) -> FlowRun[Visit]:
        if self._run is None:
            raise BugError("no journey has begun")
        return self._run

    @property
    def page(self) -> Page:
        """The page of the form that is shown now."""
        page_id = page_id_of(self.run.current)
        if page_id is None:
            raise BugError(f"the step {self.run.current.id} shows no page of a form")
        return self.journey.form.get_page(page_id)

    @property
    def progress(self) -> tuple[int, int]:
        """Group number and count of the present flow, (0, 0) outside one."""
        return self.run.progress if self._place is None else (0, 0)

    @property
    def part_name(self) -> Bilingual | None:
        """The name of the present part of the form, where the form gives one."""
        if self._place is not None:
            return None
        return self.journey.form.groups.get(self.run.current.group)

    @property
    def can_go_back(self) -> bool:
        match self._place:
            case None:
                return self.run.can_go_back
            case Place.HOME | Place.GROUP | Place.SEARCH:
                return True
            case _:
                return self._place in ASIDE or (self.in_staff_room and self._place is not Place.STAFF_MENU)

    @property
    def can_end(self) -> bool:
        """There is something that the person may want to be forgotten."""
        if self._visit is None or self.in_staff_room or self.screen in NOTHING_TO_LEAVE:
            return False
        return self._place is not Place.HOME or self._is_known

    @property
    def draft_offered_until(self) -> datetime | None:
        """Until when what was entered could wait for the person; None where it cannot."""
        if self._run is None or not self._keeps_drafts:
            return None
        return self._drafts.kept_until(self.visit)

    @property
    def _keeps_drafts(self) -> bool:
        return (
            self._run is not None
            and bool(self.journey.form.pages)  # where nothing is entered, nothing can be lost
            and not self._run.current.final
            and self.visit.person.assurance >= Assurance.CARD
        )

    @property
    def _is_known(self) -> bool:
        return self.visit.person.card is not None or bool(self.visit.done)

    def facts(self) -> dict[str, JsonValue]:
        """What is known of the visit."""
        return facts_of(self.visit, self._around.context(self.visit))

    def context(self) -> Context:
        """What the questions of the present journey may look at."""
        context = self._around.context(self.visit)
        known: Mapping[str, JsonValue] = self.journey.relevant(facts_of(self.visit, context)).known
        return replace(context, known=known)

    def _audit(self, what: str, outcome: str = "ok") -> None:
        event = AuditEvent(what=what, visit_id=self.visit.visit_id, at=self._clock.now(), outcome=outcome)
        self._on_audit(event)
