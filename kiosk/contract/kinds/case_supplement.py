"""``case.supplement``: a person sends what an officer found missing in a request that they have filed.

Its form is that of the task that the request was filed with.
"""

from __future__ import annotations

from pydantic import Field

from kiosk.contract.kinds.parts import FormPayload


class CaseSupplementPayload(FormPayload):
    case: str = Field(
        min_length=1, max_length=40, description="number of the case, as the person gives it; central looks"
    )
