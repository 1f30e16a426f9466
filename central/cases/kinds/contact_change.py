"""Another phone, e-mail or address of an account: in the order in which they were asked for, and never
before the account itself is decided on.
"""

from __future__ import annotations

from central.cases.handler import Giving, Handler, Second, Term
from central.cases.table import Decision
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.language import Bilingual

_TERM = Term(3, "unsure")  # as for the registration


def _term(_payload: ActPayload) -> Term:
    return _TERM


HANDLER = Handler(
    kind="contact.change",
    term=_term,
    after=frozenset({"registration.adult"}),
    second={Decision.APPROVED: Second.DOUBTFUL},
    replaces=True,
    gives={
        "email": Giving("new.email", until_decided=False, claim="email", question="contact.email"),
        "text": Giving("new.phone", until_decided=False, question="contact.phone"),
    },
    told={
        CaseState.DONE: Bilingual(
            vi="Việc thay đổi thông tin liên hệ đã xong.", en="The change of contact data is settled."
        ),
    },
)
