"""The flow engine: a flow is data (steps with their conditions), a run is one person's way through it.

It knows nothing of screens or hardware, so every way through a flow is tested without them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.errors import BugError
from kiosk.visit import Visit

Condition = Callable[[Visit], bool]


def always(_visit: Visit) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One question or one device action.

    ``done`` tells whether the visit holds what this step asks for; ``applies`` whether this person meets the
    step at all; ``group`` is the part of the flow that the progress bar counts; ``changeable`` steps can be
    reached from the check-answers page; after a ``final`` step nothing before it can be reached again.
    """

    id: str
    group: str
    done: Condition
    applies: Condition = always
    changeable: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        if not ids or len(set(ids)) != len(ids):
            raise BugError(f"flow {self.id} needs steps with distinct ids")

    def get(self, step_id: str) -> Step:
        for step in self.steps:
            if step.id == step_id:
                return step
        raise BugError(f"flow {self.id} has no step {step_id}")

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.group for step in self.steps))


class StepNotDoneError(BugError):
    """The screen asked for the next step although this one has no answer yet."""


class FlowRun:
    """One person's way through a flow: where they are, and where next and back lead."""

    def __init__(self, flow: Flow, visit: Visit) -> None:
        self._flow = flow
        self._visit = visit
        self._current = flow.steps[0]
        self._return_to: Step | None = None  # the check step, while one answer is being changed
        self._changing: Step | None = None

    @property
    def current(self) -> Step:
        return self._current

    @property
    def progress(self) -> tuple[int, int]:
        """The number of the present group, counted from 1, and how many groups there are."""
        groups = self._flow.groups
        return groups.index(self._current.group) + 1, len(groups)

    @property
    def can_go_back(self) -> bool:
        return not self._current.final

    def next(self) -> Step:
        """Go on. After a change asked for on the check page only what became open comes in between."""
        if not self._current.done(self._visit):
            raise StepNotDoneError(f"step {self._current.id} is not done")
        goal = self._return_to
        for step in self._after(self._current):
            if not step.applies(self._visit):
                continue
            if goal is None or step is goal or not step.done(self._visit):
                if step is goal:
                    self._return_to = None
                self._current = step
                return step
        raise BugError(f"flow {self._flow.id} has nothing after {self._current.id}")

    def back(self) -> Step | None:
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
        earlier = [step for step in self._before(self._current) if step.applies(self._visit)]
        if not earlier:
            return None
        self._current = earlier[-1]
        return self._current

    def change(self, step_id: str) -> Step:
        """From the present (check) step straight to a question; ``next`` then leads back here."""
        step = self._flow.get(step_id)
        if not step.changeable or not step.applies(self._visit):
            raise BugError(f"step {step_id} cannot be changed now")
        self._return_to, self._changing, self._current = self._current, step, step
        return step

    def _after(self, step: Step) -> tuple[Step, ...]:
        return self._flow.steps[self._flow.steps.index(step) + 1 :]

    def _before(self, step: Step) -> tuple[Step, ...]:
        return self._flow.steps[: self._flow.steps.index(step)]

    def _first_open_before(self, goal: Step) -> Step | None:
        before = self._before(goal)
        return next((s for s in before if s.applies(self._visit) and not s.done(self._visit)), None)
