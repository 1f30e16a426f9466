"""Telling a person what is to be mended in their record before an account is opened by it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from central.cases.calendar import Calendar
from central.cases.kinds import handler_of
from central.cases.record_checks import RecordCheck, find_record_check
from central.cases.table import Actor, changes
from central.cases.writing import CaseRow, Step, apply, lock
from central.notices.catalogue import Notice, notices
from central.notices.queue import queue_notices
from kiosk.contract.feed import CaseState

_COMPARE = "compare"


def tell_of_record(connection: Connection, now: datetime, calendar: Calendar, case_id: UUID) -> None:
    """By notice, with a line of the history, unless they read it at the kiosk or may not be told. A case that
    is decided needs nothing of it any more.
    """
    checked = find_record_check(connection, case_id)
    if checked is None or checked.told:
        return
    row = lock(connection, [case_id])[case_id]
    told = notice_of(row, checked)
    if told is None or CaseState(row.state) not in changes()[_COMPARE].begins:
        return
    after = apply(connection, now, calendar, row, Step(changes()[_COMPARE], Actor.KIOSK.value))
    queue_notices(connection, case_id, after.version, told.kind, told.channels, reason=None, now=now)


def notice_of(row: CaseRow, checked: RecordCheck) -> Notice | None:
    """What says it, in the words for this kind of case; None where there is nothing to do."""
    if checked.to_mend is None:
        return None
    return notices()[f"{handler_of(row.kind or '').record_words}.{checked.to_mend}"]
