"""An account for e-transactions: a person has one, and who it is takes two pairs of eyes where it was left
to staff.
"""

from __future__ import annotations

from central.cases.handler import Giving, Handler, Joining, Second, Term
from central.cases.kinds.account_asked import has_told, keeper_of, names_a_bank, sought_of, task_of
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

# No term was found in NĐ 164/2025/NĐ-CP; three working days is what offices have held to.
_TERM = Term(3, "unsure")


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="registration.adult",
    term=_term,
    about=task_of,
    managed_by=keeper_of,
    asks_bank=names_a_bank,
    seeks=sought_of,
    has_told=has_told,
    informs={"guardian.informed": "guardian.email"},
    joining=Joining.UNLESS_REFUSED,
    second={Decision.APPROVED: Second.DOUBTFUL, Decision.REFUSED: Second.ALWAYS},
    gives={
        "email": Giving("contact.email", until_decided=True, claim="email", question="contact.email"),
        "text": Giving("contact.phone", until_decided=True, question="contact.phone"),
    },
    code_at=CaseState.DONE,
    told={
        CaseState.APPROVED: Bilingual(
            vi="Đăng ký được duyệt; tài khoản đang được mở.",
            en="The registration is approved; the account is being opened.",
        ),
        CaseState.DONE: Bilingual(
            vi="Việc đăng ký đã xong. Được duyệt thì mã kích hoạt gửi đến thư điện tử hoặc điện thoại."
            " Đã có tài khoản mà quên mật khẩu: xin chọn “Quên mật khẩu” tại máy tự phục vụ.",
            en="The registration is settled. If approved, a code for the account comes by e-mail or phone."
            " If you have an account and forgot its password, choose “Forgot my password” at a kiosk.",
        ),
    },
)
