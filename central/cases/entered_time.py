"""Months that an officer enters for the register with a case, as they stand in its history until it is
approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from central.cases.refusals import refuse
from central.http.problems import ProblemCode
from kiosk.contract.records import Fund
from kiosk.contract.records.parts import Dong, MonthText, RecordPart, Text

UNIT = r"^[A-Z0-9]{4,20}$"
_USUAL = (Fund.COMPULSORY, Fund.UNEMPLOYMENT, Fund.ACCIDENT, Fund.HEALTH)


class EnteredTime(RecordPart):
    """``employer``: the unit's code, as the register has it; None of who paid by themselves. ``replaces``:
    the number of the entry whose place it takes, so that it counts as corrected; else it counts as arrears.
    """

    from_month: MonthText
    to_month: MonthText
    employer: Annotated[str, Field(pattern=UNIT)] | None = None
    position: Text = ""
    wage: Annotated[Dong, Field(ge=1)]
    funds: Annotated[tuple[Fund, ...], Field(min_length=1)] = _USUAL
    replaces: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.to_month < self.from_month:
            raise ValueError("the months end before they begin")
        if {Fund.COMPULSORY, Fund.VOLUNTARY} <= set(self.funds):
            raise ValueError("an entry is compulsory or voluntary")
        return self

    def overlaps(self, other: EnteredTime) -> bool:
        return self.from_month <= other.to_month and other.from_month <= self.to_month


def entered_from(fields: Mapping[str, object]) -> EnteredTime:
    """From what an officer has typed. Raises ProblemError ``time-unusable``."""
    try:
        return EnteredTime.model_validate(fields, strict=False)
    except ValidationError:
        raise refuse(ProblemCode.TIME_UNUSABLE) from None


def standing(entered: Iterable[EnteredTime]) -> tuple[EnteredTime, ...]:
    """What counts of all that was entered: a later one takes the place of those it shares months with."""
    kept: list[EnteredTime] = []
    for each in entered:
        kept = [earlier for earlier in kept if not earlier.overlaps(each)]
        kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.from_month))
