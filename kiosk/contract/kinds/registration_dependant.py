"""``registration.dependant``: a parent or guardian asks for the e-transaction account of a child.

The identity of the act is that of the parent or guardian, who stood at the kiosk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from kiosk.benefits.stages_of_life import has_reached, years_on
from kiosk.contract.kinds.parts import CitizenPayload, ClaimedAddress, Part, PersonalNumber
from kiosk.contract.kinds.registration_parts import (
    ContactPart,
    FullName,
    Guardian,
    MailContactPart,
    TaskId,
)
from kiosk.contract.records.parts import ManagedBy

_GROWN_UP = 18
CHILD_AGREES = "child_agrees"  # the purpose of the child's own consent


class DependantPart(Part):
    personal_number: PersonalNumber
    full_name: FullName
    date_of_birth: date
    relation: Guardian = Field(description="what the person who asks is to the child")
    tie: Literal["registry", "paper"] = Field(
        description="what the kiosk saw of that: the civil registry's answer, or a paper. Central asks itself"
    )


class DependantPayload2(CitizenPayload):
    """Of version 2, which proved no phone."""

    task: TaskId = Field(description="the id in the catalogue of the task that asked")
    form_version: str = Field(max_length=40)
    asked_on: date = Field(description="the day at the kiosk, by which ages count")
    dependant: DependantPart
    managed_by: ManagedBy = Field(description="who keeps the record of the parent or guardian, as they say")
    contact: MailContactPart = Field(description="of the parent or guardian")

    @model_validator(mode="after")
    def _is_a_child_of_somebody_else(self) -> Self:
        child = self.dependant
        if child.personal_number == self.identity.personal_number:
            raise ValueError("nobody is their own child")
        if not 0 <= years_on(child.date_of_birth, self.asked_on) < _GROWN_UP:
            raise ValueError("who is not born yet, or grown up, is no child")
        return self

    @model_validator(mode="after")
    def _an_older_child_agrees(self) -> Self:
        given = {each.purpose: each.given for each in self.consents}
        asked = has_reached("child_agrees_from", self.dependant.date_of_birth, self.asked_on)
        if asked and not given.get(CHILD_AGREES):
            raise ValueError("a child of this age agrees too")
        return self

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return self.contact.claims()


class DependantPayload(DependantPayload2):
    contact: ContactPart = Field(description="of the parent or guardian")
