"""A new password for an account that there is: what is approved sends a code to activate it with again.

A kiosk says who stood there, and an officer has to agree: whoever held a kiosk's key could otherwise have the
code of anybody sent to an address of their own.
"""

from __future__ import annotations

from central.cases.handler import Giving, Handler, Second, Term
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

_TERM = Term(1, "unsure")  # none is known; the person stands without their account


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="account.reset",
    term=_term,
    after=frozenset({"registration.adult"}),
    second={Decision.APPROVED: Second.DOUBTFUL},
    back_office=lambda _payload: False,
    replaces=True,
    gives={
        "email": Giving("", until_decided=False, claim="email", question="contact.email"),
        "text": Giving("", until_decided=False, question="contact.phone"),
    },
    code_at=CaseState.APPROVED,
    told={
        CaseState.APPROVED: Bilingual(
            vi="Đã duyệt; mã kích hoạt được gửi đến thư điện tử hoặc điện thoại của ông/bà.",
            en="Approved; a code to activate your account comes to your e-mail address or phone.",
        ),
        CaseState.DONE: Bilingual(vi="Việc cấp lại mật khẩu đã xong.", en="The new password is settled."),
    },
)
