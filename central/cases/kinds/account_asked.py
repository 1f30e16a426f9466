"""What cases of every registration are told by: the task that asked, who keeps the person's record, and who
is looked for in the register.
"""

from __future__ import annotations

from central.records.finding import Passport, Sought
from kiosk.contract.kinds.parts import ActPayload, CitizenPayload
from kiosk.contract.kinds.registration_adult import (
    RegistrationPayload,
    RegistrationPayload3,
    RegistrationPayload4,
)
from kiosk.contract.kinds.registration_dependant import DependantPayload
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload
from kiosk.contract.records import ManagedBy

_SAY = (RegistrationPayload3, DependantPayload)  # acts of former versions do not


def task_of(payload: ActPayload) -> str | None:
    return payload.task if isinstance(payload, (*_SAY, ForeignerPayload)) else None


def names_a_bank(payload: ActPayload) -> bool:
    return isinstance(payload, RegistrationPayload4) and payload.bank is not None


def sought_of(payload: ActPayload) -> Sought | None:
    """An adult, as their card names them; a child, as the parent does; a foreigner, as the passport does."""
    if isinstance(payload, ForeignerPayload):
        return _foreigner(payload)
    if isinstance(payload, DependantPayload):
        child = payload.dependant
        return Sought(child.personal_number, child.full_name, child.date_of_birth, None)
    if not isinstance(payload, CitizenPayload):
        return None
    identity = payload.identity
    stated = payload.record.stated_number if isinstance(payload, RegistrationPayload) else None
    return Sought(
        identity.personal_number, identity.full_name, identity.date_of_birth, identity.sex or None, stated
    )


def _foreigner(payload: ForeignerPayload) -> Sought:
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
    return isinstance(payload, RegistrationPayload) and payload.record.looked


def keeper_of(payload: ActPayload) -> ManagedBy:
    return payload.managed_by if isinstance(payload, _SAY) else ManagedBy.CIVIL
