"""What central tells of a petition to whoever has its code: how it stands, and the answer. Nothing of the
person.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from kiosk.contract.tracking import TrackingCode
from kiosk.contract.wire import WIRE

MOST_ANSWER_CHARS = 4000


class PetitionState(StrEnum):
    NEW = "new"
    FORWARDED = "forwarded"  # another office answers
    ANSWERED = "answered"  # it can be opened again
    CLOSED = "closed"
    REOPENED = "reopened"


class PetitionQuestion(BaseModel):
    model_config = WIRE
    code: TrackingCode = Field(repr=False)


class PetitionAnswer(BaseModel):
    """``due_on``: while the office has to answer; ``reopen_until``: the last day, while that is possible."""

    model_config = WIRE
    state: PetitionState
    due_on: date | None = None
    due_confirmed: bool = True
    answered_on: date | None = None
    answer: Annotated[str | None, Field(max_length=MOST_ANSWER_CHARS, repr=False)] = None
    reopen_until: date | None = None
