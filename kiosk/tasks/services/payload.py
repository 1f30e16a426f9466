"""The body of ``service.filed``: every answer that counts, by question id."""

from __future__ import annotations

from kiosk.contract.kinds.service_filed import DuePart, ServicePayload
from kiosk.forms.answers import Relevant
from kiosk.forms.form import PageKind
from kiosk.tasks.building import consents_of
from kiosk.tasks.evidence import Place, common_parts, proof_part
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> ServicePayload:
    channels = [page.channel for page in relevant.pages if page.kind is PageKind.CODE]
    due = visit.journey.due
    return ServicePayload(
        **common_parts(visit, place, consents_of(relevant)),
        service=task.id,
        form_version=task.form.version,
        answers={
            question.id: question.to_act(relevant.values[question.id])
            for question in relevant.questions
            if question.id in relevant.values
        },
        proofs={channel: proof_part(visit.journey.proof_of(channel)) for channel in channels},
        printed_forms=tuple(
            form.template for form in task.documents if form.when is None or form.when.holds(relevant.known)
        ),
        due=None if due is None else DuePart(on=due.date, confirmed=due.confirmed),
    )
