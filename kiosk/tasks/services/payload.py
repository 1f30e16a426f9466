"""The body of ``service.filed``: every answer that counts, by question id."""

from __future__ import annotations

from kiosk.contract.kinds.service_filed import DuePart, ServicePayload
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import answers_of, consents_of, proofs_of
from kiosk.tasks.evidence import Place, common_parts
from kiosk.tasks.printed import printed_of
from kiosk.tasks.signing import signature_part
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> ServicePayload:
    due = visit.journey.due
    return ServicePayload(
        **common_parts(visit, place, consents_of(relevant)),
        service=task.id,
        form_version=task.form.version,
        answers=answers_of(relevant),
        proofs=proofs_of(visit, relevant),
        printed_forms=tuple(form.template for form in printed_of(task, relevant.known)),
        due=None if due is None else DuePart(on=due.date, confirmed=due.confirmed),
        signature=signature_part(task, visit, relevant),
    )
