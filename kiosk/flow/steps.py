"""A flow is data: steps in one order, each with its conditions. Conditions skip steps, they never reorder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from kiosk.errors import BugError

Subject = TypeVar("Subject")  # what the conditions look at: the visit, in this program
Condition: TypeAlias = Callable[[Subject], bool]


def always(_subject: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step(Generic[Subject]):
    """One page or one device action.

    ``screen`` shows it; ``done`` tells whether what it asks for is there; ``applies`` whether this person
    meets it at all; ``group`` is the part of the flow that the progress bar counts; ``changeable`` steps can
    be reached from the check-answers page; after a ``final`` step nothing before it can be reached again.
    ``own`` names what the person alone does here, "" for what others may do in their place.
    """

    id: str
    group: str
    done: Condition[Subject]
    applies: Condition[Subject] = always
    screen: str = ""
    changeable: bool = False
    final: bool = False
    own: str = ""

    @property
    def shown_by(self) -> str:
        return self.screen or self.id


@dataclass(frozen=True, slots=True)
class Flow(Generic[Subject]):
    id: str
    steps: tuple[Step[Subject], ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {step.id: place for place, step in enumerate(self.steps)}
        if not places or len(places) != len(self.steps):
            raise BugError(f"flow {self.id} needs steps with distinct ids")
        object.__setattr__(self, "_places", places)

    def get(self, step_id: str) -> Step[Subject]:
        return self.steps[self.place(step_id)]

    def place(self, step_id: str) -> int:
        """Where the step stands, counted from 0."""
        if step_id not in self._places:
            raise BugError(f"flow {self.id} has no step {step_id}")
        return self._places[step_id]
