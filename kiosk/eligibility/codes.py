"""The numbers by which the State's registers know a procedure, as dated data."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class ServiceCode(BaseModel):
    """``valid_from`` and ``valid_until``: the first and the last day on which it holds; None: not said.
    ``part``: the service does only a part of what the code stands for; whoever asks by it means another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    source: str
    valid_from: date | None = None
    valid_until: date | None = None
    part: bool = False

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until lies before valid_from")
        return self

    def holds_on(self, day: date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_until or day)
