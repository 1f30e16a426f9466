"""The yearly check of who is paid by bank account. A doubt about who this is takes a second pair of eyes:
money goes on being paid by what is approved.
"""

from __future__ import annotations

from central.cases.handler import Handler, Second, Term
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

# L41 Art. 11.2.c has no term; five working days is what another way of payment takes (Art. 82.2).
_TERM = Term(5, "unsure")


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="payment.verification",
    term=_term,
    second={Decision.APPROVED: Second.DOUBTFUL},
    told={
        CaseState.APPROVED: Bilingual(
            vi="Việc xác minh được duyệt; tiền tiếp tục được trả vào tài khoản.",
            en="Your yearly check is approved; payment to your account goes on.",
        ),
        CaseState.REFUSED: Bilingual(
            vi="Chưa xác minh được. Xin mang thẻ Căn cước đến quầy, để việc chi trả không bị tạm dừng.",
            en="Not verified. Please bring your ID card to the counter, so that payment does not stop.",
        ),
        CaseState.DONE: Bilingual(vi="Việc xác minh hằng năm đã xong.", en="The yearly check is settled."),
    },
)
