"""The body of ``registration.adult`` from the journey's answers."""

from __future__ import annotations

from kiosk.contract.kinds.registration_adult import ContactPart, RegistrationPayload
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import consents_of
from kiosk.tasks.evidence import Place, common_parts, proof_part
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> RegistrationPayload:
    del task
    values = relevant.values
    return RegistrationPayload(
        **common_parts(visit, place, consents_of(relevant)),
        contact=ContactPart(
            phone=values["contact.phone"],
            email=values["contact.email"],
            email_proof=proof_part(visit.journey.proof_of("contact.email")),
            address=values["contact.address"].show(),
        ),
    )
