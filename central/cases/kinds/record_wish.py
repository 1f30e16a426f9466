"""A copy of the record for somebody who asked while there was no line. What it shows is for them alone: a
doubt about who asked takes a second pair of eyes.
"""

from __future__ import annotations

from central.cases.handler import Handler, Second, Term, task_asked
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

# L41 Art. 10.1.c gives the right to know what was paid, and no term for a copy.
_TERM = Term(1, "unsure")


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="record.wish",
    term=_term,
    about=task_asked,
    second={Decision.APPROVED: Second.DOUBTFUL},
    back_office=lambda _payload: False,
    gives_record=True,
    told={
        CaseState.APPROVED: Bilingual(
            vi="Bản ông/bà yêu cầu đang được lập.",
            en="The copy that you asked for is being made.",
        ),
        CaseState.REFUSED: Bilingual(
            vi="Chưa giao được bản ông/bà yêu cầu. Xin mang thẻ Căn cước đến quầy.",
            en="The copy could not be given. Please bring your ID card to the counter.",
        ),
        CaseState.DONE: Bilingual(
            vi="Bản ông/bà yêu cầu đã có. Xem và in tại máy tự phục vụ, mục “Hồ sơ của tôi”.",
            en="The copy that you asked for is ready. Read and print it at a kiosk, under “My applications”.",
        ),
    },
)
