"""``registration.foreigner``: a person with a foreign passport asks for an e-transaction (VssID) account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator
from typing_extensions import override

from kiosk.contract.kinds.parts import ClaimedAddress, PassportPart, PersonPayload
from kiosk.contract.kinds.registration_parts import ContactPart, MailContactPart, TaskId

VIETNAM = "VNM"
STAFF_DECIDE = "staff_review"


class ForeignerPayload2(PersonPayload):
    """Of version 2, which proved no phone."""

    identity: PassportPart
    task: TaskId = Field(description="the id in the catalogue of the task that asked")
    form_version: str = Field(max_length=40)
    insurance_number: str = Field(
        pattern=r"^[0-9]{10}$", description="as the person states it, from the book or the health card"
    )
    contact: MailContactPart

    @model_validator(mode="after")
    def _is_a_foreigner(self) -> Self:
        if VIETNAM in (self.identity.nationality, self.identity.issuing_state):
            raise ValueError("citizens register with their ID card")
        return self

    @model_validator(mode="after")
    def _is_decided_by_staff(self) -> Self:
        if self.verification.outcome != STAFF_DECIDE:
            raise ValueError("whom a passport names, an officer decides")
        return self

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return self.contact.claims()


class ForeignerPayload(ForeignerPayload2):
    """No record is known by a passport: officers find it by the number that the person was given."""

    contact: ContactPart
