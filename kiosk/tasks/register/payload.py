"""The bodies of acts that ask for an account, from the journey's answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.contract.kinds.registration_adult import RegistrationPayload
from kiosk.contract.kinds.registration_dependant import DependantPart, DependantPayload
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload
from kiosk.contract.kinds.registration_parts import BankPart, ContactPart, GuardianPart, RecordPart
from kiosk.contract.records import ManagedBy
from kiosk.forms.answers import Relevant
from kiosk.tasks.building import consents_of
from kiosk.tasks.evidence import Place, common_parts, proof_part
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> RegistrationPayload:
    return RegistrationPayload(
        **common_parts(visit, place, consents_of(relevant)),
        task=task.id,
        managed_by=_managed_by(relevant.values),
        guardian=_guardian(relevant.values),
        contact=_contact(visit, relevant.values),
        bank=_bank(relevant.values),
        record=_record(visit, relevant.values),
    )


def build_dependant(task: Task, visit: Visit, relevant: Relevant, place: Place) -> DependantPayload:
    values = relevant.values
    by_registry = values["child.number"] == relevant.known.get("registry.number")
    return DependantPayload(
        **common_parts(visit, place, consents_of(relevant)),
        task=task.id,
        form_version=task.form.version,
        asked_on=date.fromisoformat(str(relevant.known["today"])),
        dependant=DependantPart(
            personal_number=values["child.number"],
            full_name=values["child.name"],
            date_of_birth=values["child.born"],
            relation=values["child.relation"],
            tie="registry" if by_registry else "paper",
        ),
        managed_by=_managed_by(values),
        contact=_contact(visit, values),
    )


def build_foreigner(task: Task, visit: Visit, relevant: Relevant, place: Place) -> ForeignerPayload:
    return ForeignerPayload(
        **common_parts(visit, place, consents_of(relevant)),
        task=task.id,
        form_version=task.form.version,
        insurance_number=relevant.values["insured.number"],
        contact=_contact(visit, relevant.values),
    )


def _contact(visit: Visit, values: Mapping[str, Any]) -> ContactPart:
    return ContactPart(
        phone=values["contact.phone"],
        phone_proof=proof_part(visit.journey.proof_of("contact.phone")),
        email=values["contact.email"],
        email_proof=proof_part(visit.journey.proof_of("contact.email")),
        address=values["contact.address"].show(),
    )


def _guardian(values: Mapping[str, Any]) -> GuardianPart | None:
    """Only who is not grown up was asked."""
    if "guardian.name" not in values:
        return None
    return GuardianPart(
        full_name=values["guardian.name"],
        relation=values["guardian.relation"],
        phone=values["guardian.phone"],
        email=values["guardian.email"],
    )


def _record(visit: Visit, values: Mapping[str, Any]) -> RecordPart:
    finding = None if visit.known is None else visit.known.finding
    return RecordPart(
        looked=finding is not None,
        found=None if finding is None else finding.found,
        differs=() if finding is None else finding.differs,
        several=finding is not None and finding.several,
        stated_number=values.get("insured.known_number"),
    )


def _bank(values: Mapping[str, Any]) -> BankPart | None:
    """Nothing of it leaves the kiosk where the person does not want the bank asked."""
    account, consent = values.get("bank.account"), values.get("consent.bank")
    if account is None or consent is None or not consent.given:
        return None
    return BankPart(bank_bin=account.bank, number=account.number, holder=account.holder)


def _managed_by(values: Mapping[str, Any]) -> ManagedBy:
    return ManagedBy(values.get("managed.by", ManagedBy.CIVIL))
