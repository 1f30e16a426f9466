"""How long central keeps what only serves the moment: nothing here is an act, a case or a device."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Column, Engine, Table, delete
from sqlalchemy.exc import SQLAlchemyError

from central.books.tables import book_copy
from central.feed.forgetting import forget
from central.files.blobs import Blobs
from central.grants.tables import chip_challenge, record_grant
from central.messages.address_proofs import MOST_TO_RECEIPT
from central.settings import FeedSettings
from central.smart_otp.tables import smart_otp_challenge, smart_otp_enrolment
from central.staff.tables import staff_session
from central.store.case_tables import petition_try
from central.store.notice_tables import notice, notice_run, person_notice
from central.store.oversight_tables import kiosk_fault
from central.store.schema import (
    code_challenge,
    enrolment_code,
    repeatable_request,
    sent_message,
    spent_proof,
)

logger = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0

_DAY = timedelta(days=1)
_KEPT: tuple[tuple[Table, Column[datetime], timedelta], ...] = (
    (code_challenge, code_challenge.c.sent_at, _DAY),
    (spent_proof, spent_proof.c.verified_at, MOST_TO_RECEIPT + _DAY),
    (sent_message, sent_message.c.sent_at, _DAY),
    (repeatable_request, repeatable_request.c.started_at, _DAY),
    (chip_challenge, chip_challenge.c.made_at, _DAY),
    (record_grant, record_grant.c.granted_at, 2 * _DAY),  # what came of it stays in the audit
    (book_copy, book_copy.c.expires_at, timedelta()),
    (smart_otp_enrolment, smart_otp_enrolment.c.enrolled_at, _DAY),
    (smart_otp_challenge, smart_otp_challenge.c.made_at, _DAY),
    (person_notice, person_notice.c.expires_at, 30 * _DAY),
    (notice_run, notice_run.c.started_at, 400 * _DAY),
    (petition_try, petition_try.c.at, _DAY),
    (staff_session, staff_session.c.seen_at, _DAY),
    (kiosk_fault, kiosk_fault.c.received_at, 400 * _DAY),
    (
        enrolment_code,
        enrolment_code.c.expires_at,
        90 * _DAY,
    ),  # who enrolled which kiosk may be asked for a while
)

_SENT_KEPT = 400 * _DAY


class Retention:
    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime],
        blobs: Blobs,
        feed_days: int = FeedSettings().keep_days,
    ) -> None:
        self._engine = engine
        self._now = now
        self._blobs = blobs
        self._feed_days = feed_days

    def tidy(self) -> int:
        """Delete what is older than it may be. Any number of centrals may do it at once. Returns the rows."""
        gone = self._blobs.tidy() + self._blobs.sweep()
        for table, since, kept in _KEPT:
            with self._engine.begin() as connection:
                gone += connection.execute(delete(table).where(since < self._now() - kept)).rowcount
        gone += self._tidy_sent_notices()
        return gone + forget(self._engine, self._now() - timedelta(days=self._feed_days))

    def _tidy_sent_notices(self) -> int:
        """Of what no case causes; what a case tells stays with the case."""
        old = notice.c.person.is_not(None) & (notice.c.queued_at < self._now() - _SENT_KEPT)
        with self._engine.begin() as connection:
            return connection.execute(delete(notice).where(old)).rowcount


async def tidy_for_ever(retention: Retention) -> None:
    """Once an hour, until cancelled."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await asyncio.to_thread(retention.tidy)
        except (SQLAlchemyError, OSError) as error:  # the next hour will do
            logger.warning("nothing was tidied away: %s", type(error).__name__)
