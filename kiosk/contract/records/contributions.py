"""The history of contributions, as the book shows it (columns of form C09-TS, QĐ 366/QĐ-BHXH)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kiosk.contract.records.parts import Dong, MonthText, RecordPart, Text


class Fund(StrEnum):
    """What a month was paid to. ``compulsory`` and ``voluntary`` exclude each other in one entry."""

    COMPULSORY = "compulsory"  # BHXH bắt buộc: BB
    VOLUNTARY = "voluntary"  # BHXH tự nguyện: TN
    UNEMPLOYMENT = "unemployment"  # BHTN
    ACCIDENT = "accident"  # BHTNLĐ-BNN
    HEALTH = "health"  # BHYT, with the wage


class Origin(StrEnum):
    """How an entry came into the register."""

    REPORTED = "reported"  # by the employer's list, or the person's own payment
    ARREARS = "arrears"  # truy thu: reported and paid later for months past
    CORRECTED = "corrected"  # takes the place of another entry
    MERGED = "merged"  # came with a book under another number


class Region(StrEnum):
    """Of the minimum wage."""

    I = "I"  # noqa: E741 # as the decrees write them
    II = "II"
    III = "III"
    IV = "IV"


Condition = Literal["hazardous", "especially_hazardous", "difficult_area", "underground_coal"]
SupportGroup = Literal["poor", "near_poor", "ethnic_minority", "island", "other"]


class Employer(RecordPart):
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{4,20}$", description="unit code (mã đơn vị)")]
    name: Text
    region: Region
    dissolved: bool = False


class Contribution(RecordPart):
    """Months, both included, of one wage, one place of work and the same funds.

    ``wage`` is what contributions are reckoned from each month (the income of voluntary insurance), before
    any adjustment. The parts of a wage set by the State stand beside it. ``number`` names the entry within
    the record, ``replaces`` the one that it took the place of.
    """

    number: Annotated[int, Field(ge=1)]
    from_month: MonthText
    to_month: MonthText
    funds: Annotated[tuple[Fund, ...], Field(min_length=1)]
    employer: Employer | None = None
    position: Text = ""
    workplace: Text = ""
    wage: Dong
    wage_kind: Literal["employer", "state"] = "employer"
    coefficient: Annotated[str, Field(pattern=r"^[0-9]{1,2}\.[0-9]{2}$")] | None = None
    seniority_percent: Annotated[int, Field(ge=0, le=100)] = 0
    currency: Literal["VND", "USD"] = "VND"
    conditions: tuple[Condition, ...] = ()
    support_group: SupportGroup | None = Field(None, description="the State paid a part of these months")
    topped_up: bool = Field(False, description="missing years, paid at once")
    paid: bool = Field(True, description="false: the employer owes these months")
    days_late: Annotated[int, Field(ge=0, le=20_000)] = Field(0, description="of the payment; 0 in time")
    origin: Origin = Origin.REPORTED
    replaces: int | None = None
    recorded_on: date
    note: Text = ""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.to_month < self.from_month:
            raise ValueError("the months end before they begin")
        if Fund.COMPULSORY in self.funds and Fund.VOLUNTARY in self.funds:
            raise ValueError("an entry is compulsory or voluntary")
        if Fund.VOLUNTARY not in self.funds and self.support_group is not None:
            raise ValueError("the State supports voluntary months only")
        return self
