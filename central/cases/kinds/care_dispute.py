"""A treatment that a person says is not theirs: an officer asks the facility, compares, and answers."""

from __future__ import annotations

from central.cases.handler import Handler, Term, task_asked
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

# No law gives a term for it; the office answers as it does elsewhere.
_TERM = Term(10, "unsure")


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="care.dispute",
    term=_term,
    about=task_asked,
    back_office=lambda _payload: False,
    told={
        CaseState.APPROVED: Bilingual(
            vi="Lần khám ông/bà báo được xác nhận là không đúng và đang được sửa.",
            en="The treatment that you told of is found to be wrong and is being corrected.",
        ),
        CaseState.REFUSED: Bilingual(
            vi="Đã đối chiếu: lần khám vẫn ghi như cũ. Cán bộ nói rõ lý do; ông/bà có quyền khiếu nại.",
            en="It was compared, and the treatment stays as it is. Staff tell you why; you may complain.",
        ),
        CaseState.DONE: Bilingual(
            vi="Việc xem lại lần khám đã xong.", en="The treatment has been looked into and settled."
        ),
    },
)
