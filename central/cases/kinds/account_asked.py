"""What cases of every registration are told by: the task that asked, who keeps the person's record, and who
is looked for in the register.
"""

from __future__ import annotations

from central.records.finding import Passport, Sought
from kiosk.contract.kinds.parts import ActPayload, CitizenPayload
from kiosk.contract.kinds.registration_adult import (
    RegistrationPayload3,
    RegistrationPayload4,
    RegistrationPayload5,
)
from kiosk.contract.kinds.registration_dependant import DependantPayload2
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload2
from kiosk.contract.records import ManagedBy

_SAY = (RegistrationPayload3, DependantPayload2)  # acts of former versions do not


def task_of(payload: ActPayload) -> str | None:
    return payload.task if isinstance(payload, (*_SAY, ForeignerPayload2)) else None


def names_a_bank(payload: ActPayload) -> bool:
    return isinstance(payload, RegistrationPayload4) and payload.bank is not None


def sought_of(payload: ActPayload) -> Sought | None:
    """An adult, as their card names them; a child, as the parent does; a foreigner, as the passport does."""
    if isinstance(payload, ForeignerPayload2):
        return _foreigner(payload)
    if isinstance(payload, DependantPayload2):
        child = payload.dependant
        return Sought(child.personal_number, child.full_name, child.date_of_birth, None)
    if not isinstance(payload, CitizenPayload):
        return None
    identity = payload.identity
    stated = payload.record.stated_number if isinstance(payload, RegistrationPayload5) else None
    return Sought(
        identity.personal_number, identity.full_name, identity.date_of_birth, identity.sex or None, stated
    )


def _foreigner(payload: ForeignerPayload2) -> Sought:
    identity = payload.identity
    return Sought(
        None,
        identity.full_name,
        identity.date_of_birth,
        identity.sex,
        payload.insurance_number,
        Passport(identity.passport_number, identity.nationality),
    )


def has_told(payload: ActPayload) -> bool:
    """The person read at the kiosk what the register has of them."""
    return isinstance(payload, RegistrationPayload5) and payload.record.looked


def keeper_of(payload: ActPayload) -> ManagedBy:
    return payload.managed_by if isinstance(payload, _SAY) else ManagedBy.CIVIL
