"""The bodies of ``petition.filed`` and ``petition.reopened`` from the journey's answers."""

from __future__ import annotations

from typing import Any

from kiosk.contract.kinds.petition_filed import PetitionPayload
from kiosk.contract.kinds.petition_reopened import ReopenedPayload
from kiosk.contract.tracking import new_tracking_code, tracking_digest
from kiosk.errors import BugError
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import consents_of, form_parts
from kiosk.tasks.evidence import Place, common_parts, unnamed_parts
from kiosk.tasks.task import PetitionUse, Task
from kiosk.visit.person import Assurance
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> PetitionPayload:
    """With a tracking code of its own, which the journey keeps for screen and paper."""
    journey, answered = visit.journey, consents_of(relevant)
    if journey.tracking_code is None:
        journey.tracking_code = new_tracking_code()
    named = task.assurance > Assurance.NONE
    return PetitionPayload(
        **(common_parts if named else unnamed_parts)(visit, place, answered),
        **form_parts(task, visit, relevant),
        category=str(relevant.values[_use(task).about]),
        tracking_sha256=tracking_digest(journey.tracking_code),
    )


def build_reopened(task: Task, visit: Visit, relevant: Relevant, place: Place) -> ReopenedPayload:
    """The code itself stays here: staff who read the answers do not read it."""
    asked = _use(task).code
    parts: dict[str, Any] = form_parts(task, visit, relevant)
    parts["answers"] = {name: value for name, value in parts["answers"].items() if name != asked}
    return ReopenedPayload(
        **unnamed_parts(visit, place, ()),
        **parts,
        tracking_sha256=tracking_digest(str(relevant.values[asked])),
    )


def _use(task: Task) -> PetitionUse:
    if task.petition is None:
        raise BugError(f"{task.id} says nothing of petitions")
    return task.petition
