"""The body of ``case.withdrawal`` from the journey's answers."""

from __future__ import annotations

from kiosk.contract.kinds.case_withdrawal import CaseWithdrawalPayload
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import consents_of
from kiosk.tasks.evidence import Place, common_parts
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> CaseWithdrawalPayload:
    del task
    return CaseWithdrawalPayload(
        **common_parts(visit, place, consents_of(relevant)), case=relevant.values["case.number"]
    )
