"""What a person sends after a case of theirs was returned: it moves that one on, or lies with it while it is
looked at. What belongs to no open case of the person waits for an officer.
"""

from __future__ import annotations

from central.cases.handler import Handler
from central.cases.kinds.numbers import case_number
from kiosk.contract.kinds.case_supplement import CaseSupplementPayload
from kiosk.contract.kinds.parts import ActPayload


def _case(payload: ActPayload) -> str | None:
    return case_number(payload.case) if isinstance(payload, CaseSupplementPayload) else None


HANDLER = Handler(
    kind="case.supplement",
    matter=lambda payload: (_case(payload) or "",),
    back_office=lambda _payload: False,
    names=_case,
    moves=("supplement", "add"),
)
