"""A copy of a person's electronic book that their phone fetches."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from kiosk.contract.mails import SmallPdf
from kiosk.contract.wire import WIRE


class BookCopyRequest(BaseModel):
    """The book that this device has read under ``grant_id`` shall wait for a phone."""

    model_config = WIRE
    grant_id: UUID
    pdf: Annotated[SmallPdf, Field(repr=False)]


class BookCopy(BaseModel):
    """``address``: where the phone fetches it, once; it holds the only secret that opens the copy."""

    model_config = WIRE
    address: Annotated[str, Field(max_length=400, repr=False)]
    expires_in_seconds: float
