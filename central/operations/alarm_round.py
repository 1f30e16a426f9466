"""Once a minute: which alarms of kiosks stand, and a mail about those of which nobody was told."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime

import uuid6

from central.kiosks.alarms import Alarm, Alarms
from central.messages.mailbox import Mail, Mailbox, MailError

logger = logging.getLogger(__name__)

_PAUSE_SECONDS = 60.0
_SUBJECT = "BHXH: {count} báo động của máy tự phục vụ · {count} kiosk alarms"
_END = "Ý nghĩa và cách xử lý · Meaning and what to do: docs/operations.md, “Alarms”."


class AlarmRound:
    """``mail_to`` None: nobody is written to. One mail for all that is new; one that fails is tried again."""

    def __init__(
        self, alarms: Alarms, mailbox: Mailbox, mail_to: str | None, now: Callable[[], datetime]
    ) -> None:
        self._alarms = alarms
        self._mailbox = mailbox
        self._mail_to = mail_to
        self._now = now
        self._due = float("-inf")

    def work_one(self) -> bool:
        """False: there is nothing more to do until the next minute."""
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + _PAUSE_SECONDS
            self.look()
        return False

    def look(self) -> None:
        self._alarms.look()
        if self._mail_to is None or not (new := self._alarms.untold()):
            return
        mail = Mail(
            to=self._mail_to,
            subject=_SUBJECT.format(count=len(new)),
            text=_text(new),
            sent_at=self._now(),
            message_id=uuid6.uuid7(),
        )
        try:
            self._mailbox.send(mail)
        except MailError as error:
            logger.warning("the mail about %d alarms was not sent: %s", len(new), error)
            return
        self._alarms.note_told(new)


def _text(alarms: Iterable[Alarm]) -> str:
    lines = [
        f"{each.kiosk_id} ({each.office_name}): {each.words.vi} · {each.words.en} [{each.rule}]"
        for each in alarms
    ]
    return "\n".join([*lines, "", _END, ""])
