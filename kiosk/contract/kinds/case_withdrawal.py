"""``case.withdrawal``: a person withdraws a request that they have filed and that is not decided yet."""

from __future__ import annotations

from pydantic import Field

from kiosk.contract.kinds.parts import CitizenPayload


class CaseWithdrawalPayload(CitizenPayload):
    case: str = Field(
        min_length=1, max_length=40, description="number of the case, as the person gives it; central looks"
    )
