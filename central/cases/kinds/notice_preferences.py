"""How a person wants to be told: nothing is decided about it, it holds as soon as the act is judged. The next
one takes its place, so there is nothing to take back.
"""

from __future__ import annotations

from collections.abc import Mapping

from central.cases.handler import Handler, task_asked
from central.cases.table import Group
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.notice_preferences import NoticePreferencesPayload
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.records import NoticeChannel
from kiosk.language import Bilingual


def _choices(payload: ActPayload) -> Mapping[str, tuple[NoticeChannel, ...]]:
    if not isinstance(payload, NoticePreferencesPayload):
        return {}
    return {each.kind: each.on for each in payload.choices}


HANDLER = Handler(
    kind="notice.preferences",
    about=task_asked,
    group=Group.WISHES,
    back_office=lambda _payload: False,
    choices=_choices,
    told={
        CaseState.RECEIVED: Bilingual(
            vi="Cơ quan BHXH đã nhận lựa chọn.", en="Vietnam Social Security has received your choice."
        ),
        CaseState.DONE: Bilingual(
            vi="Lựa chọn cách nhận thông báo đã có hiệu lực.", en="Your choice of notices holds now."
        ),
    },
)
