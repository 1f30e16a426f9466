"""What a person has received, and which paid time that used up."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kiosk.contract.records.parts import Dong, MonthText, RecordPart, Text

DecisionNumber = Annotated[str, Field(min_length=1, max_length=40)]


class BenefitKind(StrEnum):
    LUMP_SUM = "lump_sum"
    SICKNESS = "sickness"
    MATERNITY = "maternity"
    CONVALESCENCE = "convalescence"
    PENSION = "pension"
    PENSION_ONE_OFF = "pension_one_off"
    ALLOWANCE = "allowance"  # of Article 23
    SOCIAL_PENSION = "social_pension"
    ACCIDENT = "accident"  # at work, or an occupational disease
    SURVIVORS_MONTHLY = "survivors_monthly"
    SURVIVORS_LUMP_SUM = "survivors_lump_sum"
    FUNERAL = "funeral"
    UNEMPLOYMENT = "unemployment"


class Rise(RecordPart):
    """From a day on the monthly amount is another one."""

    from_day: date
    amount: Dong
    ground: Text


class Benefit(RecordPart):
    """``amount`` is what the decision says: once, or for each month from ``from_day`` on. Later amounts of a
    monthly benefit are its ``rises``.
    """

    decision: DecisionNumber
    decided_on: date
    kind: BenefitKind
    per: Literal["once", "month"]
    amount: Dong
    from_day: date | None = None
    to_day: date | None = None
    employer_name: Text = ""
    bank_name: Text = ""
    account_ending: Annotated[str, Field(pattern=r"^[0-9A-Z]{0,4}$")] = ""
    state: Literal["paid", "paying", "suspended", "ended"] = "paid"
    rises: tuple[Rise, ...] = ()
    note: Text = ""

    @model_validator(mode="after")
    def _monthly_begins(self) -> Self:
        if self.per == "month" and self.from_day is None:
            raise ValueError("a monthly benefit begins on a day")
        return self


class Payment(RecordPart):
    """Money that was sent to the person once: a benefit by its ``decision``, or contributions that were paid
    in excess, by the number of the list of refunds (C16-TS). ``reason``: why it could not be paid out, or
    what was paid in excess.
    """

    id: Annotated[str, Field(min_length=1, max_length=60, description="of the transfer")]
    kind: Literal["benefit", "refund"]
    decision: DecisionNumber
    benefit: BenefitKind | None = None
    amount: Dong
    sent_on: date
    state: Literal["paid", "failed"] = "paid"
    bank_name: Text = ""
    account_ending: Annotated[str, Field(pattern=r"^[0-9A-Z]{0,4}$")] = ""
    reason: Text = ""

    @model_validator(mode="after")
    def _says_of_what(self) -> Self:
        if (self.benefit is None) != (self.kind == "refund"):
            raise ValueError("a benefit that is paid is of a kind, and a refund is none")
        return self


class TimeUse(RecordPart):
    """Paid months that a benefit has used up (L41 Art. 5.3; L74 Art. 41).

    ``months_kept``: of unemployment insurance, how many of these months the decision left for later.
    """

    kind: Literal["lump_sum", "unemployment"]
    from_month: MonthText
    to_month: MonthText
    decision: DecisionNumber
    months_kept: Annotated[int, Field(ge=0, le=600)] = 0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_month < self.from_month:
            raise ValueError("the months end before they begin")
        return self
