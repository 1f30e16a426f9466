"""A kiosk calls staff: central shows it to the office until somebody comes, or it is over at the kiosk."""

from __future__ import annotations

from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from kiosk.contract.wire import WIRE


class StaffCall(BaseModel):
    """``waiting``: somebody still stands there and waits. Of a kiosk the newest call counts."""

    model_config = WIRE
    call_id: UUID
    waiting: bool


class StaffCallTaken(BaseModel):
    """``answered_at``: when somebody at the pages said that they come."""

    model_config = WIRE
    answered_at: AwareDatetime | None
