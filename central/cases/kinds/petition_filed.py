"""A petition, with a name or without one: an officer reads, forwards or answers it; it is never approved
or refused.
"""

from __future__ import annotations

from datetime import date

from central.cases.handler import Giving, Handler, Term, Tracked, task_asked
from central.cases.petition_policy import petition_term
from central.cases.table import Group
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.petition_filed import PetitionPayload
from kiosk.language import Bilingual


def _tracks(payload: ActPayload) -> Tracked | None:
    if not isinstance(payload, PetitionPayload):
        return None
    return Tracked(payload.tracking_sha256, payload.category)


def _matter(payload: ActPayload) -> tuple[str, ...]:
    """Each is a matter of its own: none joins another, none waits for another."""
    tracked = _tracks(payload)
    return () if tracked is None else (tracked.digest,)


def _term_on(day: date) -> Term:
    term = petition_term(day)
    return Term(term.working_days, term.status)


HANDLER = Handler(
    kind="petition.filed",
    term_on=_term_on,
    matter=_matter,
    about=task_asked,
    group=Group.PETITIONS,
    tracks=_tracks,
    back_office=lambda _payload: False,
    gives={"email": Giving("answers.reply_email", until_decided=True, claim="reply_email", alone=True)},
    told={
        CaseState.RECEIVED: Bilingual(
            vi="Cơ quan BHXH đã nhận phản ánh của ông/bà.", en="Vietnam Social Security has your petition."
        ),
        CaseState.IN_REVIEW: Bilingual(
            vi="Cán bộ đang xem xét phản ánh.", en="An officer is looking at your petition."
        ),
        CaseState.DONE: Bilingual(
            vi="Phản ánh đã được trả lời. Ông/bà đọc trả lời tại máy tự phục vụ bằng mã theo dõi.",
            en="Your petition is answered. Read the answer at a kiosk, by your tracking code.",
        ),
    },
)
