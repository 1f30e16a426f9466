"""Which screen is shown, and what leads from one to the next. Headless: the interface only follows it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.errors import BugError
from kiosk.flow.run import FlowRun
from kiosk.language import Language
from kiosk.sync.act import new_act_id
from kiosk.tasks import get_task
from kiosk.visit import Visit


class Place(StrEnum):
    """Screens outside a flow. Inside one the screen is named by the step."""

    ATTRACT = "attract"
    HOME = "home"
    STAFF_CALLED = "staff_called"
    GOODBYE = "goodbye"


class EndReason(StrEnum):
    FINISHED = "finished"
    LEFT = "left"
    IDLE = "idle"
    FAULT = "fault"


class Navigator:
    """Holds the present visit and the way through it.

    ``on_change`` is called after every move, ``on_end`` before a visit is forgotten, so that other parts let
    go of the person too.
    """

    def __init__(
        self,
        clock: Clock,
        on_audit: Callable[[AuditEvent], None],
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._on_audit = on_audit
        self._on_end = on_end
        self._visit: Visit | None = None
        self._run: FlowRun[Visit] | None = None
        self._place: Place | None = Place.ATTRACT
        self.on_change: Callable[[], None] = lambda: None

    @property
    def screen(self) -> str:
        if self._place is not None:
            return self._place.value
        return self.run.current.id

    @property
    def visit(self) -> Visit:
        if self._visit is None:
            raise BugError("no visit has begun")
        return self._visit

    @property
    def in_visit(self) -> bool:
        return self._visit is not None

    @property
    def run(self) -> FlowRun[Visit]:
        if self._run is None:
            raise BugError("no flow has begun")
        return self._run

    @property
    def progress(self) -> tuple[int, int]:
        """Group number and count of the present flow, (0, 0) outside one."""
        return self._run.progress if self._run is not None and self._place is None else (0, 0)

    @property
    def can_go_back(self) -> bool:
        if self._place is Place.HOME or self._place is Place.STAFF_CALLED:
            return True
        return self._place is None and self.run.can_go_back

    def begin(self, language: Language) -> None:
        """Somebody touched the attract screen."""
        self._visit = Visit(visit_id=new_act_id(), started_at=self._clock.now(), language=language)
        self._audit("visit.begun")
        self._show(Place.HOME)

    def choose(self, task_id: str) -> None:
        flow = get_task(task_id).flow
        if flow is None:
            raise BugError(f"task {task_id} has no flow yet")
        self._run = FlowRun(flow, self.visit)
        self._audit(f"flow.begun.{flow.id}")
        self._show(None)

    def next(self) -> None:
        self.run.next()
        self._show(None)

    def back(self) -> None:
        if self._place is Place.STAFF_CALLED:
            self._show(None if self._run is not None else Place.HOME)
        elif self._place is Place.HOME:
            self.end(EndReason.LEFT)
        elif self.run.back() is None:
            self._run = None
            self._show(Place.HOME)
        else:
            self._show(None)

    def change(self, step_id: str) -> None:
        self.run.change(step_id)
        self._show(None)

    def call_staff(self) -> None:
        """A person asked for help; nothing that was entered is lost."""
        self._audit("staff.called")
        self._show(Place.STAFF_CALLED)

    def end(self, reason: EndReason) -> None:
        """End the visit for whatever reason: audit it without personal data, then forget the person."""
        if self._visit is not None:
            self._audit(f"visit.ended.{reason.value}")
            self._on_end()
            self._visit.wipe()
        self._visit = None
        self._run = None
        self._show(Place.GOODBYE if reason in (EndReason.FINISHED, EndReason.LEFT) else Place.ATTRACT)

    def rest(self) -> None:
        """From the goodbye screen to the attract screen, ready for the next person."""
        self._show(Place.ATTRACT)

    def _show(self, place: Place | None) -> None:
        self._place = place
        self.on_change()

    def _audit(self, what: str) -> None:
        self._on_audit(AuditEvent(what=what, visit_id=self.visit.visit_id, at=self._clock.now()))
