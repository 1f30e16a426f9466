"""A person has read notices at a kiosk."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from kiosk.contract.records.notices import MOST_NOTICES
from kiosk.contract.records.parts import PersonalNumber
from kiosk.contract.wire import WIRE


class NoticesRead(BaseModel):
    """``grant_id``: under which this device has read the inbox; the number again, as for the reading."""

    model_config = WIRE
    grant_id: UUID
    number: Annotated[PersonalNumber, Field(repr=False)]
    notices: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST_NOTICES)]


class NoticesMarked(BaseModel):
    """Those of them that stand as read now: of this person, and there still. Again it answers the same."""

    model_config = WIRE
    notices: Annotated[tuple[UUID, ...], Field(max_length=MOST_NOTICES)]
