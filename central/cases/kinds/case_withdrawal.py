"""The withdrawal of a case: it ends the one that it names, or waits for an officer where that cannot be."""

from __future__ import annotations

import re

from central.cases.handler import Handler
from kiosk.contract.kinds.case_withdrawal import CaseWithdrawalPayload
from kiosk.contract.kinds.parts import ActPayload

_WRITTEN = re.compile(r"([A-Z]{2}\d{2})(\d{4})(\d{4})(\d{4,})(\d)", re.ASCII)


def _case(payload: ActPayload) -> str | None:
    """With or without its dashes; None for what is no number of a case."""
    said = payload.case if isinstance(payload, CaseWithdrawalPayload) else ""
    found = _WRITTEN.fullmatch("".join(filter(str.isalnum, said.upper())))
    return None if found is None else "-".join(found.groups())


HANDLER = Handler(
    kind="case.withdrawal",
    matter=lambda payload: (_case(payload) or "",),
    back_office=lambda _payload: False,
    withdraws=_case,
)
