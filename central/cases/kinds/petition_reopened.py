"""Who has the code of a petition does not accept its answer: the petition goes back to the office, once more.

Where it cannot be opened again any more, this is a case of its own, for an officer.
"""

from __future__ import annotations

from central.cases.handler import Handler, task_asked
from central.cases.kinds.petition_filed import HANDLER as PETITION
from central.cases.table import Group
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.petition_reopened import ReopenedPayload


def _tracked(payload: ActPayload) -> str | None:
    return payload.tracking_sha256 if isinstance(payload, ReopenedPayload) else None


def _matter(payload: ActPayload) -> tuple[str, ...]:
    digest = _tracked(payload)
    return () if digest is None else (digest,)


HANDLER = Handler(
    kind="petition.reopened",
    term_on=PETITION.term_on,
    matter=_matter,
    about=task_asked,
    group=Group.PETITIONS,
    tracked=_tracked,
    moves=("reopen",),
    back_office=lambda _payload: False,
    told=PETITION.told,
)
