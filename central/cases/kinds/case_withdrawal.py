"""The withdrawal of a case: it ends the one that it names, or waits for an officer where that cannot be."""

from __future__ import annotations

from central.cases.handler import WITHDRAWALS, Handler
from central.cases.kinds.numbers import case_number
from kiosk.contract.kinds.case_withdrawal import CaseWithdrawalPayload
from kiosk.contract.kinds.parts import ActPayload


def _case(payload: ActPayload) -> str | None:
    return case_number(payload.case) if isinstance(payload, CaseWithdrawalPayload) else None


HANDLER = Handler(
    kind="case.withdrawal",
    matter=lambda payload: (_case(payload) or "",),
    back_office=lambda _payload: False,
    names=_case,
    moves=WITHDRAWALS,
)
