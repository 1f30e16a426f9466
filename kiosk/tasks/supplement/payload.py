"""The body of ``case.supplement``: what was asked for once more, by question id."""

from __future__ import annotations

from kiosk.contract.kinds.case_supplement import CaseSupplementPayload
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import answers_of, consents_of, proofs_of
from kiosk.tasks.evidence import Place, common_parts
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit

_CASE = "case.number"


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> CaseSupplementPayload:
    answers = answers_of(relevant)
    return CaseSupplementPayload(
        **common_parts(visit, place, consents_of(relevant)),
        case=str(answers.pop(_CASE)),
        task=task.supplement_to,
        form_version=task.form.version,
        answers=answers,
        proofs=proofs_of(visit, relevant),
    )
