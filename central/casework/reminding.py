"""Mailing the reminders that central keeps, each once when it is due.

A failure is tried again, twice as late each time. Nothing else is said than what the person noted and the day
that followed from it; the address is that of the act, if a code has proved it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine, Row, select

from central.cases.calendar import Calendar
from central.cases.kept_reminders import (
    SETTLES,
    RingStanding,
    put_off_reminder,
    settle_reminder,
    take_reminder,
)
from central.cases.table import Actor, changes
from central.cases.writing import Step, apply, lock, news_of
from central.casework.carriers import pause_after
from central.feed.entries import add_news
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.messages.mailbox import Mail, Mailbox, MailError
from central.settings import NoticeSettings
from central.store.case_tables import case_file
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.reminder_keep import ReminderKeepPayload, SaidPart
from kiosk.language import Bilingual

logger = logging.getLogger(__name__)
_KEPT = timedelta(seconds=120)  # longer than a relay may take
_SUBJECT = Bilingual(vi="Nhắc: {title}", en="Reminder: {title}")
_END = Bilingual(
    vi=(
        "Ông/bà đã nhờ nhắc việc này tại máy tự phục vụ của cơ quan BHXH.\n"
        "Muốn bỏ lời nhắc, xin đến máy tự phục vụ, mục “Hồ sơ của tôi”."
        " Thư này không có đường dẫn nào để mở."
    ),
    en=(
        "You asked for this reminder at a kiosk of Vietnam Social Security.\n"
        "To take it back, go to a kiosk, “My applications”. This mail has no link to click on."
    ),
)


class Reminding:
    def __init__(
        self,
        engine: Engine,
        acts: StoredActs,
        mailbox: Mailbox | None,
        *,
        calendar: Calendar,
        now: Callable[[], datetime],
        settings: NoticeSettings,
        address_hash: Callable[[str], str],
    ) -> None:
        self._engine = engine
        self._acts = acts
        self._mailbox = mailbox
        self._calendar = calendar
        self._now = now
        self._settings = settings
        self._address_hash = address_hash

    def remind_one(self) -> bool:
        """Settle or mail the one that is due longest. False: none is due."""
        taken = take_reminder(self._engine, self._now(), _KEPT, mails=self._mailbox is not None)
        if taken is None:
            return False
        if taken.place == SETTLES:
            self._keep(taken)
        elif self._state(taken) is CaseState.WITHDRAWN:
            self._settle(taken, RingStanding.DROPPED)
        elif self._mailbox is not None:
            self._mail(taken, self._mailbox)
        return True

    def _keep(self, taken: Row[tuple[Any, ...]]) -> None:
        """The case waits for nobody."""
        change, now = changes()["keep"], self._now()
        with self._engine.begin() as connection:
            row = lock(connection, [taken.case_id])[taken.case_id]
            settle_reminder(connection, taken, RingStanding.KEPT)
            if CaseState(row.state) in change.begins:
                after = apply(connection, now, self._calendar, row, Step(change, Actor.KIOSK.value))
                add_news(connection, now, news_of(connection, [(after, None)]))

    def _mail(self, taken: Row[tuple[Any, ...]], mailbox: Mailbox) -> None:
        try:
            stored = self._acts.get(taken.case_id)
            payload = ReminderKeepPayload.model_validate(stored.content.payload, strict=False)
        except (ProblemError, UnusableError, ValidationError):  # its key is gone: no repeat helps
            logger.error("the reminder of case %s cannot be opened", taken.case_id)
            self._settle(taken, RingStanding.FAILED, "act_unreadable")
            return
        proved = [each.address for each in payload.addresses() if each.channel not in stored.unproved]
        if not proved:
            self._settle(taken, RingStanding.NO_ADDRESS)
            return
        try:
            mailbox.send(_letter(payload, proved[0], self._now(), taken))
        except MailError:
            self._failed(taken)
        else:
            sent_to = self._address_hash(proved[0])
            with self._engine.begin() as connection:
                settle_reminder(connection, taken, RingStanding.SENT, sent_to=sent_to)

    def _state(self, taken: Row[tuple[Any, ...]]) -> CaseState:
        query = select(case_file.c.state).where(case_file.c.case_id == taken.case_id)
        with self._engine.connect() as connection:
            return CaseState(connection.execute(query).scalar_one())

    def _settle(self, taken: Row[tuple[Any, ...]], standing: RingStanding, fault: str | None = None) -> None:
        with self._engine.begin() as connection:
            settle_reminder(connection, taken, standing, fault)

    def _failed(self, taken: Row[tuple[Any, ...]]) -> None:
        pause = pause_after(taken.failures + 1, self._settings)
        with self._engine.begin() as connection:
            if pause is None:
                settle_reminder(connection, taken, RingStanding.FAILED, "mail_failed")
            else:
                put_off_reminder(connection, taken, self._now() + pause, "mail_failed")


def _letter(payload: ReminderKeepPayload, address: str, now: datetime, taken: Row[tuple[Any, ...]]) -> Mail:
    """In Vietnamese, with English below."""
    said = payload.reminder
    subject = (_SUBJECT.vi if payload.language == "vi" else _SUBJECT.en).replace(
        "{title}", said.title.vi if payload.language == "vi" else said.title.en
    )
    vi, en = _text([said.title, *said.lines], "vi"), _text([said.title, *said.lines], "en")
    return Mail(
        to=address,
        subject=subject,
        text=f"{vi}\n\n{_END.vi}\n\n{en}\n\n{_END.en}\n",
        sent_at=now,
        message_id=taken.message_id,
    )


def _text(said: list[SaidPart], language: str) -> str:
    return "\n".join(each.vi if language == "vi" else each.en for each in said)
