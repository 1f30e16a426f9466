"""A reminder that central keeps: nothing is decided about it, it is mailed when it is due, and the person
takes it back as they withdraw other cases.
"""

from __future__ import annotations

from datetime import datetime

from central.cases.handler import Handler, task_asked
from central.cases.table import Group
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.reminder_keep import ReminderKeepPayload
from kiosk.language import Bilingual


def _rings(payload: ActPayload) -> tuple[datetime, ...]:
    return payload.reminder.rings if isinstance(payload, ReminderKeepPayload) else ()


HANDLER = Handler(
    kind="reminder.keep",
    about=task_asked,
    group=Group.REMINDERS,
    back_office=lambda _payload: False,
    rings=_rings,
    told={
        CaseState.RECEIVED: Bilingual(
            vi="Cơ quan BHXH đã nhận lời nhắc.", en="Vietnam Social Security has received your reminder."
        ),
        CaseState.DONE: Bilingual(
            vi="Lời nhắc được giữ, thư được gửi khi đến hạn. Muốn bỏ, ông/bà rút tại máy tự phục vụ.",
            en="Your reminder is kept and mailed when it is due. You can withdraw it at a kiosk.",
        ),
        CaseState.WITHDRAWN: Bilingual(
            vi="Ông/bà đã bỏ lời nhắc này.", en="You have taken this reminder back."
        ),
    },
)
