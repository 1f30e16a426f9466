"""The body of ``case.supplement``: what was asked for once more, by question id."""

from __future__ import annotations

from kiosk.contract.kinds.case_supplement import CaseSupplementPayload
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import consents_of, form_parts
from kiosk.tasks.evidence import Place, common_parts
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit

_CASE = "case.number"


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> CaseSupplementPayload:
    parts = form_parts(task, visit, relevant)
    case = str(parts["answers"].pop(_CASE))
    return CaseSupplementPayload(
        **common_parts(visit, place, consents_of(relevant)),
        **{**parts, "task": task.supplement_to},
        case=case,
    )
