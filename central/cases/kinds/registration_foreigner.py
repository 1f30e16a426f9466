"""The account of somebody with a foreign passport. The register is looked through by the number which they
state and by the passport; an officer compares, and has a second one agree.
"""

from __future__ import annotations

from central.cases.handler import Giving, Handler, Joining, Second, Term
from central.cases.kinds.account_asked import sought_of, task_of
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

_TERM = Term(3, "unsure")  # as for the registration of an adult


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="registration.foreigner",
    term=_term,
    about=task_of,
    seeks=sought_of,
    record_words="passport_record",
    joining=Joining.UNLESS_REFUSED,
    second={Decision.APPROVED: Second.ALWAYS, Decision.REFUSED: Second.ALWAYS},
    # The register of citizens, which the back office compares with, does not know them.
    back_office=lambda _payload: False,
    gives={
        "email": Giving("contact.email", until_decided=True, claim="email", question="contact.email"),
        "text": Giving("contact.phone", until_decided=True, question="contact.phone"),
    },
    code_at=CaseState.APPROVED,
    holder="insurance_number",
    told={
        CaseState.APPROVED: Bilingual(
            vi="Đăng ký được duyệt; mã kích hoạt được gửi đến thư điện tử hoặc điện thoại của ông/bà.",
            en="The registration is approved; a code for the account comes by e-mail or phone.",
        ),
        CaseState.REFUSED: Bilingual(
            vi="Chưa mở được tài khoản. Xin mang hộ chiếu và thẻ BHYT hoặc sổ BHXH đến quầy.",
            en="No account was opened. Please bring passport and health card or book to the counter.",
        ),
        CaseState.DONE: Bilingual(vi="Việc đăng ký đã xong.", en="The registration is settled."),
    },
)
