"""How people found their visits: counts of days that are over, by task and face. Nothing of any visit or
person.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Annotated

from pydantic import BaseModel, Field

from kiosk.contract.wire import WIRE


class Face(IntEnum):
    """What is tapped at the end of a visit, the worst first."""

    BAD = 1
    FAIR = 2
    GOOD = 3


class RatingCount(BaseModel):
    model_config = WIRE
    on: date
    task: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.]{0,39}$")]
    face: Face
    count: Annotated[int, Field(ge=1, le=10_000)]


class RatingsSent(BaseModel):
    model_config = WIRE
    counts: Annotated[tuple[RatingCount, ...], Field(min_length=1, max_length=2000)]


class RatingsTaken(BaseModel):
    model_config = WIRE
    taken: int
