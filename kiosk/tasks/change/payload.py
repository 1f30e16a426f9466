"""The body of ``contact.change`` from the journey's answers."""

from __future__ import annotations

from kiosk.contract.kinds.contact_change import ContactChangePayload, NewContactPart
from kiosk.contract.kinds.parts import ProofPart
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import consents_of
from kiosk.tasks.evidence import Place, common_parts, proof_part
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> ContactChangePayload:
    del task
    values = relevant.values
    address = values.get("contact.address")

    def proof(channel: str) -> ProofPart | None:
        asked = values.get(channel) is not None
        return proof_part(visit.journey.proof_of(channel)) if asked else None

    return ContactChangePayload(
        **common_parts(visit, place, consents_of(relevant)),
        new=NewContactPart(
            phone=values.get("contact.phone"),
            email=values.get("contact.email"),
            address=None if address is None else address.show(),
            office_code=values.get("contact.office"),
        ),
        phone_proof=proof("contact.phone"),
        email_proof=proof("contact.email"),
        old_email=values.get("contact.old_email"),
        old_email_proof=proof("contact.old_email"),
    )
