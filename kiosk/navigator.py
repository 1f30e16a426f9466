"""Which screen is shown, and what leads from one to the next. Headless: the interface only follows it.

With what it is made of (`Whereabouts`, `Asides`, `StaffDoor`) it alone knows both the catalogue of tasks and
the run of the journey under way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from pydantic import JsonValue

from kiosk.audit import AuditEvent
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.errors import BugError
from kiosk.flow.run import FlowRun
from kiosk.forms.form import Page, PageKind
from kiosk.language import Language
from kiosk.places import ASIDE, STAFF_ROOM, EndReason, Place
from kiosk.staff_door import StaffDoor
from kiosk.sync.act import new_act_id
from kiosk.tasks.submission import due_day
from kiosk.tasks.task import Task
from kiosk.tasks.way import OWN_PAPERS, RECEIPT, page_id_of, page_step_id, way_through
from kiosk.visit.draft import Draft
from kiosk.visit.exits import UNFINISHED, find_exit
from kiosk.visit.facts import facts_of
from kiosk.visit.identification import forget_card
from kiosk.visit.journey import Journey
from kiosk.visit.keeping import DraftKeeper, Farewell
from kiosk.visit.person import Assurance
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings


class Navigator(StaffDoor):
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
        super().__init__(clock, around, on_audit, drafts)
        self._on_begin = on_begin
        self._on_end = on_end
        self.farewell = Farewell()

    @property
    def kept_acts(self) -> frozenset[UUID]:
        """As the visit ends: of which journeys a draft stays, by the acts that they are for."""
        if self._visit is None or self.farewell.draft_until is None:
            return frozenset()
        waits_on = self._visit.draft
        return frozenset({self.journey.act_id if waits_on is None else waits_on.act_id})

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

    def choose(self, task_id: str, filled: Mapping[str, JsonValue] | None = None) -> None:
        """Begin a task. ``filled``: answers that stand in its fields beforehand; what the person entered
        there about something else is forgotten. Raises `BugError` for one that cannot be done here.
        """
        task = self.catalogue.get(task_id)
        if not task.is_offered:
            raise BugError(f"task {task_id} cannot be done at this kiosk yet")
        follows = False
        if self._place is not None:
            self._origin = self._place
        elif self._run is not None:  # from the middle of another
            follows = self._leave_for_another()
            self._lay_aside()
        fills = bool(filled) and not self.visit.turn_to_filled(filled or {}, task_id)
        self._begin_journey(task)
        if fills:
            self.journey.answers.fill(filled or {}, self.context())
        self.journey.follows = follows
        self._show(None)

    def choose_later(self, task: Task) -> None:
        """Begin the one by which a copy of what ``task`` shows is asked for while there is no line."""
        record = task.record
        if record is None or not record.later:
            raise BugError(f"nothing of task {task.id} can be had later")
        self.visit.turn_to_copy(record.page, record.later)
        self.choose(record.later)

    def _leave_for_another(self) -> bool:
        """What was left for something that a page told to do first is offered again afterwards. True where
        that page was about the person's own record.
        """
        page_id = page_id_of(self.run.current)
        reads = page_id is not None and self.journey.form.get_page(page_id).kind is PageKind.INFORMATION
        if reads and not self.run.is_last:
            self.visit.waiting = self.journey.task_id, self.run.current.id
        record = self.task.record
        return record is not None and bool(record.stated or record.page)

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

    def codes_ahead(self, page: Page) -> tuple[str, ...]:
        """The questions of ``page``, just answered, whose address a later page proves by a code, but not the
        page that stands now: such a code can be on its way meanwhile.
        """
        proving = {
            page_step_id(each.id): each.channel
            for each in self.journey.form.pages
            if each.kind is PageKind.CODE and self.journey.form.page_of(each.channel) == page
        }
        open_steps = [step.id for step in self.run.ahead() if not step.done(self.visit)]
        return tuple(proving[each] for each in open_steps if each in proving)

    def change(self, page_id: str) -> None:
        """From the check-answers page, or that of a code, to the page of one answer."""
        self.run.change(page_step_id(page_id))
        self._show(None)

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

    def end_after_fault(self, reference: str) -> None:
        """A bug ends the visit. What was entered waits for the same card, as after a crash; ``reference``
        stands in the log, in the audit and on the last page.
        """
        if self._visit is not None:
            self._audit("visit.fault", outcome=f"fault-{reference}")
        self.end(EndReason.FAULT, keep_draft=True, fault=reference)

    def end(self, reason: EndReason, *, keep_draft: bool = False, fault: str = "") -> None:
        """End the visit for whatever reason: audit it without personal data, then forget the person."""
        told = reason in (EndReason.FINISHED, EndReason.LEFT) or (self._visit is not None and bool(fault))
        self._sign_staff_out(reason.value)
        self.on_parting(reason.value)
        if self._visit is not None:
            self._note_unfinished(reason)
            self._audit(f"visit.ended.{reason.value}")
            self.farewell = self._part_with(self._visit, keep_draft=keep_draft, fault=fault)
            self._on_end()
            self._visit.wipe()
        self._visit = None
        self._run = None
        self._group = None
        self._show(Place.GOODBYE if told else Place.ATTRACT)

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

    def _part_with(self, visit: Visit, *, keep_draft: bool, fault: str) -> Farewell:
        until = self.draft_offered_until if keep_draft else None
        unsent = self._is_unsent
        if until is None or self._run is None:
            self._drafts.discard(visit)
        else:
            if visit.draft is None:  # otherwise the one of before was offered, and waits on
                self._drafts.keep(visit, self._run.goal.id)
            self._drafts.hand_over(visit)
        return Farewell(len(visit.done), unsent, until, fault)

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

    def _show(self, place: Place | None) -> None:
        if place not in STAFF_ROOM:
            self._sign_staff_out("left")
        self._place = place
        self._shown = self.screen
        self._end_call(place)
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
