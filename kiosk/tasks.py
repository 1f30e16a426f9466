"""What a person can choose on the home screen. A task without a flow is shown as coming, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow.steps import Flow
from kiosk.registration.flow import ADULT_REGISTRATION
from kiosk.visit import Visit


@dataclass(frozen=True, slots=True)
class Task:
    """One tile of the home screen. ``flow`` is None while the kiosk cannot do it yet."""

    id: str
    flow: Flow[Visit] | None = None


TASKS = (
    Task("register_account", ADULT_REGISTRATION),
    Task("social_insurance_book"),
    Task("public_services"),
    Task("change_details"),
    Task("calculators"),
    Task("bank_account"),
    Task("notices"),
    Task("feedback"),
)


def get_task(task_id: str) -> Task:
    return next(task for task in TASKS if task.id == task_id)
