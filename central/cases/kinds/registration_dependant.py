"""The account of a child, for whom a parent or guardian asks. Where neither the civil registry nor a paper
that an officer has seen shows the tie, approving takes two people.
"""

from __future__ import annotations

from central.cases.handler import Giving, Handler, Joining, Second, Term
from central.cases.kinds.account_asked import keeper_of, sought_of, task_of
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.registration_dependant import DependantPayload2
from kiosk.language import Bilingual

_TERM = Term(3, "unsure")  # as for the registration of an adult


def _child(payload: ActPayload) -> tuple[str, ...]:
    return (payload.dependant.personal_number,) if isinstance(payload, DependantPayload2) else ()


HANDLER = Handler(
    kind="registration.dependant",
    term=lambda _payload: _TERM,
    matter=_child,
    about=task_of,
    joining=Joining.UNLESS_REFUSED,
    second={Decision.APPROVED: Second.DOUBTFUL, Decision.REFUSED: Second.ALWAYS},
    gives={
        "email": Giving("contact.email", until_decided=True, claim="email", question="contact.email"),
        "text": Giving("contact.phone", until_decided=True, question="contact.phone"),
    },
    managed_by=keeper_of,
    asks_tie=True,
    seeks=sought_of,
    record_words="child_record",
    code_at=CaseState.DONE,
    holder="dependant.personal_number",
    for_child=True,
    told={
        CaseState.APPROVED: Bilingual(
            vi="Đăng ký cho con được duyệt; tài khoản đang được mở.",
            en="The child's registration is approved; the account is being opened.",
        ),
        CaseState.DONE: Bilingual(
            vi="Việc đăng ký tài khoản cho con đã xong. Được duyệt thì mã kích hoạt gửi đến thư điện tử hoặc"
            " điện thoại của ông/bà.",
            en="The registration of the child's account is settled. If approved, a code for the account comes"
            " to your e-mail address or phone.",
        ),
    },
)
