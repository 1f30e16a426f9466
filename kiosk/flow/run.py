"""One person's way through a flow: where they are, and where next and back lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic

from kiosk.errors import BugError
from kiosk.flow.steps import Flow, Step, Subject


class StepNotDoneError(BugError):
    """The screen asked for the next step although this one has no answer yet."""


class FlowRun(Generic[Subject]):
    def __init__(self, flow: Flow[Subject], subject: Subject) -> None:
        """Begins at the first step that applies. Raises `BugError` when none does."""
        self._flow = flow
        self._subject = subject
        self._return_to: Step[Subject] | None = None  # the check step, while one answer is being changed
        self._changing: Step[Subject] | None = None
        self._known: frozenset[str] | None = None  # while a draft is taken up: the steps done before
        first = next((step for step in flow.steps if step.applies(subject)), None)
        if first is None:
            raise BugError(f"flow {flow.id} has no step for this person")
        self._current = first

    @property
    def flow(self) -> Flow[Subject]:
        return self._flow

    @property
    def current(self) -> Step[Subject]:
        return self._current

    @property
    def goal(self) -> Step[Subject]:
        """Where a draft of now is to be taken up: not at what only had to be done again on the way there."""
        return self._current if self._return_to is None or self._changing is not None else self._return_to

    @property
    def groups(self) -> tuple[str, ...]:
        """The parts of the way that this person meets, in order."""
        return tuple(dict.fromkeys(step.group for step in self._flow.steps if step.applies(self._subject)))

    @property
    def progress(self) -> tuple[int, int]:
        """The number of the present group, counted from 1, and how many groups there are."""
        groups = self.groups
        if self._current.group not in groups:  # what made it apply was taken back on this very page
            return 1, max(1, len(groups))
        return groups.index(self._current.group) + 1, len(groups)

    @property
    def can_go_back(self) -> bool:
        return not self._current.final

    @property
    def is_last(self) -> bool:
        """Nothing comes after the present step for this person."""
        return not any(step.applies(self._subject) for step in self._after(self._current))

    def ahead(self) -> Iterator[Step[Subject]]:
        """What comes after the present step, as things stand."""
        return (step for step in self._after(self._current) if step.applies(self._subject))

    def next(self) -> Step[Subject]:
        """Go on. After a change asked for on the check page only what became open comes in between."""
        if not self._current.done(self._subject):
            raise StepNotDoneError(f"step {self._current.id} is not done")
        if self._return_to is not None and not self._return_to.applies(self._subject):
            self._return_to = self._known = None  # what was changed has made it needless
        goal = self._return_to
        for step in self._after(self._current):
            if not step.applies(self._subject):
                continue
            if goal is None or step is goal or not self._may_be_passed(step):
                if step is goal:
                    self._return_to = self._known = None
                self._current = step
                return step
        raise BugError(f"flow {self._flow.id} has nothing after {self._current.id}")

    def back(self) -> Step[Subject] | None:
        """The step before, or None when this is the first: the person leaves the flow.

        From the question that was opened on the check page, back gives the change up.
        """
        if self._current.final:
            raise BugError(f"no way back from {self._current.id}")
        if self._return_to is not None and self._current is self._changing:
            self._current = self._first_open_before(self._return_to) or self._return_to
            if self._current is self._return_to:
                self._return_to = None
            return self._current
        earlier = [step for step in self._before(self._current) if step.applies(self._subject)]
        if not earlier:
            return None
        self._current = earlier[-1]
        return self._current

    def change(self, step_id: str) -> Step[Subject]:
        """From the present step (the check page, or that of a code) straight to a question; ``next`` then
        leads back here. Who is on such a way already is led back to where that began.
        """
        step = self._flow.get(step_id)
        if not step.changeable or not step.applies(self._subject):
            raise BugError(f"step {step_id} cannot be changed now")
        self._return_to = self._return_to or self._current
        self._changing, self._current, self._known = step, step, None
        return step

    def go_to(self, step_id: str) -> Step[Subject]:
        """Take a draft up again at ``step_id``. Steps before it that are open come first, and only those."""
        goal = self._flow.get(step_id)
        open_before = self._first_open_before(goal)
        self._changing = None
        self._return_to = None if open_before is None else goal
        self._known = frozenset(step.id for step in self._before(goal) if step.done(self._subject))
        self._current = open_before or goal
        return self._current

    def _may_be_passed(self, step: Step[Subject]) -> bool:
        """On the way back to where the person was: what is done, and was so when the way began."""
        return step.done(self._subject) and (self._known is None or step.id in self._known)

    def _after(self, step: Step[Subject]) -> Iterator[Step[Subject]]:
        return iter(self._flow.steps[self._flow.place(step.id) + 1 :])

    def _before(self, step: Step[Subject]) -> Iterator[Step[Subject]]:
        return iter(self._flow.steps[: self._flow.place(step.id)])

    def _first_open_before(self, goal: Step[Subject]) -> Step[Subject] | None:
        before = self._before(goal)
        return next((s for s in before if s.applies(self._subject) and not s.done(self._subject)), None)
