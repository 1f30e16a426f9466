"""What a person asks for about the data kept of them: an officer answers, and sees to what the law allows.

What is taken back counts from the moment it is said (`central.grants.kept`); the case sees to what follows.
"""

from __future__ import annotations

from central.cases.handler import Handler, Term, task_asked
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

# Decree 356/2025/NĐ-CP, as reported: answered within two working days, carried out within 10 to 20 days.
_TERM = Term(10, "unsure")


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="data.request",
    term=_term,
    about=task_asked,
    back_office=lambda _payload: False,
    told={
        CaseState.APPROVED: Bilingual(
            vi="Yêu cầu về dữ liệu được chấp nhận và đang được thực hiện.",
            en="Your request about your data is accepted and is being carried out.",
        ),
        CaseState.REFUSED: Bilingual(
            vi="Yêu cầu về dữ liệu không thực hiện được. Cán bộ nói rõ lý do; ông/bà có quyền khiếu nại.",
            en="Your request about your data cannot be met. Staff tell you why; you may complain.",
        ),
        CaseState.DONE: Bilingual(
            vi="Yêu cầu về dữ liệu đã thực hiện xong.", en="Your request about your data is settled."
        ),
    },
)
