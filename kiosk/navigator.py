"""Which screen is shown, and what leads from one to the next. Headless: the interface only follows it.

It alone knows both the catalogue of tasks and the run of the journey under way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pydantic import JsonValue

from kiosk.audit import AuditEvent
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.errors import BugError
from kiosk.flow.run import FlowRun
from kiosk.forms.context import Context
from kiosk.forms.form import Page, PageKind
from kiosk.language import Bilingual, Language
from kiosk.places import ASIDE, NOTHING_TO_LEAVE, OF_PHONES, OWN, STAFF_ROOM, EndReason, Place
from kiosk.sync.act import new_act_id
from kiosk.tasks.catalogue import Catalogue, Group
from kiosk.tasks.submission import due_day
from kiosk.tasks.task import Task
from kiosk.tasks.way import (
    CHECK_ANSWERS,
    OWN_PAPERS,
    RECEIPT,
    RECORD,
    SIGN,
    page_id_of,
    page_step_id,
    way_through,
)
from kiosk.visit.assistance import Assistance, Helper
from kiosk.visit.draft import Draft
from kiosk.visit.exits import UNFINISHED, find_exit
from kiosk.visit.facts import facts_of
from kiosk.visit.identification import forget_card
from kiosk.visit.journey import Journey
from kiosk.visit.keeping import DraftKeeper, Farewell, NoDrafts
from kiosk.visit.person import Assurance
from kiosk.visit.visit import Visit


class Surroundings(Protocol):
    """What the navigator needs of the kiosk around it."""

    def catalogue(self) -> Catalogue: ...

    def context(self, visit: Visit) -> Context:
        """Of now, in the language of the visit; ``known`` is empty."""
        ...


class Navigator:
    """Holds the present visit and the way through it.

    ``on_change`` is called after every move, ``on_begin`` when a visit has begun, ``on_end`` before it is
    forgotten, so that other parts let go of the person too.
    """

    def __init__(
        self,
        clock: Clock,
        around: Surroundings,
        on_audit: Callable[[AuditEvent], None],
        *,
        drafts: DraftKeeper | None = None,
        on_begin: Callable[[], None] = lambda: None,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._around = around
        self._on_audit = on_audit
        self._on_begin = on_begin
        self._on_end = on_end
        self._drafts = drafts or NoDrafts()
        self._visit: Visit | None = None
        self._run: FlowRun[Visit] | None = None
        self._place: Place | None = Place.ATTRACT
        self._trail: list[Place | None] = []  # where back leads to from a page aside, the nearest last
        self._origin = Place.HOME  # where the task was chosen
        self._group: Group | None = None
        self.farewell = Farewell()
        self.on_change: Callable[[], None] = lambda: None
        self._calling = False  # somebody waits for staff
        self.on_staff_called: Callable[[bool], None] = lambda _waiting: None  # and when they do no more
        self.staff_come: Callable[[], bool] = lambda: False  # somebody at central said so
        self.on_staff_left: Callable[[str], None] = lambda _reason: None  # by whatever way, before the move
        self.on_parting: Callable[[str], None] = lambda _reason: None  # whoever helps, from the person
        self._shown = self.screen

    # Where we are

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

    @property
    def kept_acts(self) -> frozenset[UUID]:
        """As the visit ends: of which journeys a draft stays, by the acts that they are for."""
        if self._visit is None or self.farewell.draft_until is None:
            return frozenset()
        waits_on = self._visit.draft
        return frozenset({self.journey.act_id if waits_on is None else waits_on.act_id})

    def facts(self) -> dict[str, JsonValue]:
        """What is known of the visit."""
        return facts_of(self.visit, self._around.context(self.visit))

    def context(self) -> Context:
        """What the questions of the present journey may look at."""
        context = self._around.context(self.visit)
        known: Mapping[str, JsonValue] = self.journey.relevant(facts_of(self.visit, context)).known
        return replace(context, known=known)

    # Moves

    def begin(self, language: Language) -> None:
        """Somebody touched the attract screen."""
        self._visit = Visit(visit_id=new_act_id(), started_at=self._clock.now(), language=language)
        self._on_begin()
        self._audit("visit.begun")
        self._show(Place.HOME)

    def open_group(self, group_id: str) -> None:
        """A tile of the home screen. A group with a single task begins it at once."""
        self._group = next((each for each in self.catalogue.groups if each.id == group_id), None)
        tasks = self.catalogue.of_group(self.group.id)
        if len(tasks) == 1 and tasks[0].is_offered:
            self.choose(tasks[0].id)
        else:
            self._show(Place.GROUP)

    def open_search(self) -> None:
        self._show(Place.SEARCH)

    def choose(self, task_id: str) -> None:
        """Begin a task. Raises `BugError` for one that cannot be done here."""
        task = self.catalogue.get(task_id)
        if not task.is_offered:
            raise BugError(f"task {task_id} cannot be done at this kiosk yet")
        follows = False
        if self._place is not None:
            self._origin = self._place
        elif self._run is not None:  # from the middle of another
            follows = self._leave_for_another()
            self._lay_aside()
        self._begin_journey(task)
        self.journey.follows = follows
        self._show(None)

    def _leave_for_another(self) -> bool:
        """What was left for something that a page told to do first is offered again afterwards. True where
        that page was about the person's own record.
        """
        page_id = page_id_of(self.run.current)
        if page_id is not None and self.journey.form.get_page(page_id).kind is PageKind.INFORMATION:
            self.visit.waiting = self.journey.task_id, self.run.current.id
        return self.task.record is not None and bool(self.task.record.stated)

    @property
    def waiting(self) -> Task | None:
        """What the person left for another task, and can go on with."""
        left = self.visit.waiting
        return None if left is None else self.catalogue.find(left[0])

    def take_up(self) -> None:
        """Go on behind the page at which it was left."""
        left, task = self.visit.waiting, self.waiting
        if left is None or task is None:
            raise BugError("nothing waits to be taken up")
        self._origin = Place.ANYTHING_ELSE
        self._begin_journey(task)
        if self.run.go_to(left[1]).id == left[1]:
            self.run.next()
        self._show(None)

    def next(self) -> None:
        if self.awaits_person:
            raise BugError(f"nobody but the person goes on from {self.run.current.id}")
        left = self.run.current.id
        if left == "identity":
            self.visit.note_owner()
            if self._offers_draft():
                self._show(Place.RESUME)
                return
        elif left == OWN_PAPERS:
            self.journey.papers_seen = self.journey.relevant(self.facts()).values
        if self.run.is_last and not self.task.act:
            self.leave_journey()  # a task that only informs: read to its end
            return
        self.run.next()
        self._show(None)

    def resume(self) -> None:
        """Take the cut-off journey up again where it was."""
        draft = self.visit.draft
        if draft is None:
            raise BugError("there is no draft to take up")
        self.visit.draft = None
        self._begin_journey(self.catalogue.get(draft.task_id), "journey.resumed")
        draft.restore(self.journey)
        if draft.recorded is not None:  # only the receipt was missing
            self.journey.due = due_day(self.task, self.context().reference, draft.recorded.occurred_at)
            self.visit.note_done()
        self.run.go_to(draft.step_id if draft.recorded is None else RECEIPT)
        self._show(None)

    def start_anew(self) -> None:
        """Leave the cut-off journey; what was chosen now goes on."""
        self.visit.draft = None
        self._drafts.discard(self.visit)
        self.run.next()
        self._show(None)

    def back(self) -> None:
        match self._place:
            case _ if self._place in ASIDE:
                self._show(self._trail.pop())
            case place if place is not None and place in STAFF_ROOM:
                self._back_in_staff_room(STAFF_ROOM[place])
            case Place.GROUP | Place.SEARCH:
                self._show(Place.HOME)
            case Place.HOME if self._is_known:
                self._show(Place.ANYTHING_ELSE)
            case Place.HOME:
                self.end(EndReason.LEFT)
            case _ if self.run.back() is None:
                self._lay_aside()
                self._show(self._origin)
            case _:
                self._show(None)

    def change(self, page_id: str) -> None:
        """From the check-answers page to the page of one answer."""
        self.run.change(page_step_id(page_id))
        self._show(None)

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
        """From the staff room to where the person was; where nobody was, a visit begins."""
        if not self.in_staff_room or self._place is Place.STAFF_SIGN_IN:
            raise BugError("nobody is in the staff room")
        self._sign_staff_out("assists")
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
        elif self._run is None and not self._is_known:
            self.end(EndReason.STAFF)
        else:
            self._show(Place.STAFF_CALLED)

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

    def leave_journey(self) -> None:
        """The journey cannot go on, or its receipt was taken: what would the person like to do now? What was
        entered without an act to show for it stays for the rest of the visit.
        """
        if self.journey.recorded is None:
            self._lay_aside()
        else:
            self._leave_journey()
        self._show(Place.ANYTHING_ELSE)

    def go_home(self) -> None:
        """Another task, by the same person."""
        self._show(Place.HOME)

    def end(self, reason: EndReason, *, keep_draft: bool = False) -> None:
        """End the visit for whatever reason: audit it without personal data, then forget the person."""
        self._sign_staff_out(reason.value)
        self.on_parting(reason.value)
        if self._visit is not None:
            self._note_unfinished(reason)
            self._audit(f"visit.ended.{reason.value}")
            self.farewell = self._part_with(self._visit, keep_draft=keep_draft)
            self._on_end()
            self._visit.wipe()
        self._visit = None
        self._run = None
        self._group = None
        self._show(Place.GOODBYE if reason in (EndReason.FINISHED, EndReason.LEFT) else Place.ATTRACT)

    def rest(self) -> None:
        """From the goodbye screen to the attract screen, ready for the next person."""
        self._show(Place.ATTRACT)

    def _begin_journey(self, task: Task, event: str = "journey.begun") -> None:
        visit = self.visit
        known = visit.person.card
        if task.assurance > Assurance.NONE and known and known.identity.document is not task.shows:
            forget_card(visit.person)  # it is the other document that this task goes by
        visit.begin(Journey(task.id, task.form, task.assurance, visit.person, self._clock.now()))
        self._run = FlowRun(way_through(task, lambda each: facts_of(each, self._around.context(each))), visit)
        self._audit(f"{event}.{task.family}")

    def _part_with(self, visit: Visit, *, keep_draft: bool) -> Farewell:
        until = self.draft_offered_until if keep_draft else None
        unsent = self._is_unsent
        if until is None or self._run is None:
            self._drafts.discard(visit)
        else:
            if visit.draft is None:  # otherwise the one of before was offered, and waits on
                self._drafts.keep(visit, self._run.goal.id)
            self._drafts.hand_over(visit)
        return Farewell(len(visit.done), unsent, until)

    @property
    def _is_unsent(self) -> bool:
        """What the person asked for was not recorded."""
        return self._run is not None and bool(self.task.act) and self.visit.journey.recorded is None

    def _note_unfinished(self, reason: EndReason) -> None:
        """Where it ended, and nothing of the person: offices see what people fail at."""
        if not self._is_unsent:
            return
        step, today = self.run.current, self._clock.now().astimezone(VIETNAM_TIME).date()
        code = find_exit(step.group, step.shown_by, today, fault=reason is EndReason.FAULT)
        if code is not None:
            self._audit(f"{UNFINISHED}.{code}")

    def _step_aside(self, place: Place) -> None:
        trail = [*self._trail, self._place] if self._place in ASIDE else [self._place]
        self._trail = trail[: trail.index(place)] if place in trail else trail
        self._show(place)

    def _leave_journey(self) -> None:
        self._drafts.discard(self.visit)
        self.visit.leave_journey()
        self._run = None

    def _lay_aside(self) -> None:
        self._drafts.discard(self.visit)
        self.visit.lay_aside()
        self._run = None

    def _offers_draft(self) -> bool:
        """A draft of a form that has changed since, or is no longer offered, is never taken up."""
        draft: Draft | None = self.visit.draft
        task = None if draft is None else self.catalogue.find(draft.task_id)
        if draft is None or task is None or not task.is_offered or not draft.fits(task.form):
            self.visit.draft = None
        return self.visit.draft is not None

    def _sign_staff_out(self, reason: str) -> None:
        if self.in_staff_room:
            self.on_staff_left(reason)

    def _show(self, place: Place | None) -> None:
        if place not in STAFF_ROOM:
            self._sign_staff_out("left")
        self._place = place
        self._shown = self.screen
        if self._calling and place not in (Place.STAFF_CALLED, Place.STAFF_SIGN_IN):
            self._calling = False
            self.on_staff_called(False)
        self._keep_draft()
        self.on_change()

    def _keep_draft(self) -> None:
        visit = self._visit
        if self._place is not None or visit is None or self._run is None:
            return
        if self._run.current.final:
            self._drafts.discard(visit)
        elif self._keeps_drafts:
            self._drafts.keep(visit, self._run.goal.id)

    def _audit(self, what: str) -> None:
        self._on_audit(AuditEvent(what=what, visit_id=self.visit.visit_id, at=self._clock.now()))
