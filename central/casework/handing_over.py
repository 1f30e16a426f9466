"""Handing approved cases to the national back office, and writing down what it answers.

A failure is tried again, twice as late each time; after so many in a row, or so many hours, the case is an
officer's again: nothing is tried for ever, and nothing counts as carried out without an answer that says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, select

from central.cases.calendar import Calendar
from central.cases.hand_over import HandOver, HandOverStanding, lock_request, take, write
from central.cases.table import Actor, changes, reasons_of
from central.cases.writing import Step, apply, lock, news_of
from central.casework.handed_files import content_size, file_token
from central.connectors.back_office import (
    BackOffice,
    FileOfAct,
    HandedAct,
    HandOverAnswer,
    HandOverRequest,
    HandOverState,
)
from central.connectors.protocols import ConnectorError
from central.feed.entries import add_news
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.settings import BackOfficeSettings
from central.store.case_tables import case_file
from central.store.schema import act
from kiosk.contract.attachments import CHIP_PORTRAIT
from kiosk.contract.records import ManagedBy

logger = logging.getLogger(__name__)
UNREADABLE = "act_unreadable"
TOO_LATE = "too_late"
_CHANGES = {HandOverState.CARRIED_OUT: "carry_out", HandOverState.SENT_BACK: "send_back"}
_OTHER = "other"  # of the reasons: one that we do not know


class HandingOver:
    def __init__(
        self,
        engine: Engine,
        back_office: BackOffice,
        acts: StoredActs,
        *,
        key: bytes,
        calendar: Calendar,
        now: Callable[[], datetime],
        settings: BackOfficeSettings,
    ) -> None:
        self._engine = engine
        self._back_office = back_office
        self._acts = acts
        self._key = key
        self._calendar = calendar
        self._now = now
        self._settings = settings

    def hand_one(self) -> bool:
        """Hand over, or ask about, the case that waits longest. False: none is due."""
        kept = timedelta(seconds=self._settings.seconds * 3 + 30)  # longer than any answer may take
        handed = take(self._engine, self._now(), kept)
        if handed is None:
            return False
        try:
            answer = self._back_office.hand_over(self._request(handed))
        except ConnectorError as error:
            self._failed(handed, error.code)
        except (ProblemError, UnusableError):  # its key is gone: no repeat helps
            logger.error("case %s cannot be opened for the back office", handed.case_id)
            self._give_up(handed, UNREADABLE)
        else:
            self._answered(handed, answer)
        return True

    def close(self) -> None:
        self._back_office.close()

    def _request(self, handed: HandOver) -> HandOverRequest:
        with self._engine.connect() as connection:
            row = connection.execute(select(case_file).where(case_file.c.case_id == handed.case_id)).one()
            of_case = select(act.c.act_id).where(act.c.case_id == handed.case_id)
            act_ids = connection.execute(of_case).scalars().all()
        others = sorted(each for each in act_ids if each != handed.case_id)
        return HandOverRequest(
            request_id=handed.request_id,
            case_number=row.number or str(handed.case_id),
            office_id=row.office_id,
            managed_by=ManagedBy(row.managed_by or ManagedBy.CIVIL),
            approved_at=handed.queued_at,
            due_on=row.due_on,
            files_token=file_token(self._key, handed.request_id),
            acts=tuple(self._handed_act(each) for each in (handed.case_id, *others)),
        )

    def _handed_act(self, act_id: UUID) -> HandedAct:
        """Without the face: the back office decides on a claim, not on who stood at the kiosk."""
        stored = self._acts.get(act_id)
        return HandedAct(
            act_id=act_id,
            kind=stored.content.kind,
            schema_version=stored.content.schema_version,
            occurred_at=stored.content.occurred_at,
            payload={name: value for name, value in stored.content.payload.items() if name != "face"},
            files=tuple(
                FileOfAct(
                    attachment_id=each.attachment_id,
                    role=each.role,
                    media_type=each.media_type,
                    size=content_size(each.size),
                    here=each.stored,
                )
                for each in stored.attachments
                if each.role != CHIP_PORTRAIT
            ),
        )

    def _answered(self, handed: HandOver, answer: HandOverAnswer) -> None:
        if answer.state is HandOverState.WORKING:
            if self._is_late(handed):
                self._give_up(handed, TOO_LATE, answer.reference)
                return
            again = answer.ask_again_seconds or self._settings.working_seconds
            self._wait(handed, again, failures=0, fault=None, reference=answer.reference)
            return
        change = changes()[_CHANGES[answer.state]]
        known = {each.code for each in reasons_of(change.name)}
        reason = (answer.reason if answer.reason in known else _OTHER) if change.reason else None
        step = Step(change, Actor.BACK_OFFICE.value, reason=reason)
        now = self._now()
        with self._engine.begin() as connection:
            row = lock(connection, [handed.case_id])[handed.case_id]
            if not lock_request(connection, handed):
                return
            settled = HandOverStanding.SETTLED.value
            write(connection, handed, state=settled, fault=None, reference=answer.reference)
            after = apply(connection, now, self._calendar, row, step)
            add_news(connection, now, news_of(connection, [(after, step.reason)]))

    def _failed(self, handed: HandOver, fault: str) -> None:
        failures = handed.failures + 1
        if failures >= self._settings.tries:
            self._give_up(handed, fault, failures=failures)
        elif self._is_late(handed):
            self._give_up(handed, TOO_LATE, failures=failures)
        else:
            pause = min(self._settings.retry_seconds * 2 ** (failures - 1), self._settings.retry_most_seconds)
            self._wait(handed, pause, failures=failures, fault=fault)

    def _is_late(self, handed: HandOver) -> bool:
        return self._now() - handed.queued_at >= timedelta(hours=self._settings.hours)

    def _wait(self, handed: HandOver, seconds: float, **values: object) -> None:
        next_at = self._now() + timedelta(seconds=seconds)
        with self._engine.begin() as connection:
            if lock_request(connection, handed):
                write(connection, handed, next_at=next_at, **values)

    def _give_up(
        self, handed: HandOver, fault: str, reference: str | None = None, failures: int | None = None
    ) -> None:
        """From here on it is an officer's; what the back office says later is not heard."""
        with self._engine.begin() as connection:
            if lock_request(connection, handed):
                write(
                    connection,
                    handed,
                    state=HandOverStanding.STUCK.value,
                    fault=fault,
                    reference=reference or handed.reference,
                    failures=handed.failures if failures is None else failures,
                )
