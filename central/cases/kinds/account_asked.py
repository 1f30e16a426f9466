"""What cases of every registration are told by: the task that asked, and who keeps the person's record."""

from __future__ import annotations

from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.registration_adult import RegistrationPayload, RegistrationPayload3
from kiosk.contract.kinds.registration_dependant import DependantPayload
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload
from kiosk.contract.records import ManagedBy

_SAY = (RegistrationPayload3, DependantPayload)  # acts of former versions do not


def task_of(payload: ActPayload) -> str | None:
    return payload.task if isinstance(payload, (*_SAY, ForeignerPayload)) else None


def names_a_bank(payload: ActPayload) -> bool:
    return isinstance(payload, RegistrationPayload) and payload.bank is not None


def keeper_of(payload: ActPayload) -> ManagedBy:
    return payload.managed_by if isinstance(payload, _SAY) else ManagedBy.CIVIL
