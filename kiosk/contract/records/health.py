"""Health insurance: the card, how it was paid for, care received and the certificates given for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kiosk.contract.records.parts import Dong, ManagedBy, Percent, RecordPart, Text

ObjectCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="who pays for whom, QĐ 1351/2015")]


class FacilityName(RecordPart):
    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{5}$")]
    name: Text


class HealthCard(RecordPart):
    """``code``: 15 characters on older cards, 10 digits since 2020. ``level``: 1 to 5, as the register keeps
    it; what is printed on an old card can differ. ``five_years_on``: from then on five years without a break.
    """

    code: Annotated[str, Field(pattern=r"^([A-Z]{2}[1-5][0-9]{2})?[0-9]{10}$")]
    object_code: ObjectCode
    level: Annotated[int, Field(ge=1, le=5)]
    share_percent: Percent
    facility: FacilityName
    valid_from: date
    valid_to: date
    five_years_on: date | None = None
    issued_by: ManagedBy = ManagedBy.CIVIL
    state: Literal["active", "withdrawn", "locked"] = "active"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_to < self.valid_from:
            raise ValueError("the card ends before it begins")
        return self


class HealthParticipation(RecordPart):
    """A span of days for which one payer paid. ``order``: place in the household, 1 pays in full."""

    object_code: ObjectCode
    from_day: date
    to_day: date
    payer: Literal["employer", "insurance_fund", "state", "household", "school", "defence", "police"]
    order: Annotated[int, Field(ge=1, le=20)] | None = None
    months: Annotated[int, Field(ge=1, le=12)] | None = None
    paid_on: date | None = None
    amount: Dong | None = Field(None, description="for the whole span, where the person paid it")


class CostLine(RecordPart):
    """``quantity`` in hundredths, as exact as bills are."""

    code: Annotated[str, Field(max_length=30)]
    name: Text
    unit: Annotated[str, Field(max_length=30)]
    quantity_hundredths: Annotated[int, Field(ge=1, le=10**7)]
    price: Dong
    share_percent: Percent
    insurance: Dong
    other: Dong = 0
    co_payment: Dong
    own: Dong = 0


class CareEvent(RecordPart):
    """One treatment under the card."""

    id: Annotated[str, Field(max_length=30)]
    kind: Literal["outpatient", "inpatient"]
    admitted_on: date
    discharged_on: date
    facility: FacilityName
    disease_code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}(\.[0-9])?$", description="ICD-10")]
    disease: Annotated[str, Field(max_length=300)]
    lines: tuple[CostLine, ...] = ()


class CareDocument(RecordPart):
    """A certificate given by a facility, which benefits are claimed with."""

    serial: Annotated[str, Field(max_length=30)]
    kind: Literal["sick_leave", "discharge", "birth", "pregnancy_rest", "medical_summary"]
    issued_on: date
    facility: FacilityName
    from_day: date | None = None
    to_day: date | None = None
    state: Literal["valid", "claimed", "withdrawn"] = "valid"
