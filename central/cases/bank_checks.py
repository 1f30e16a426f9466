"""What a bank says of the account that somebody named with their registration: a queue beside the cases.

A case waits for no bank, and no account is taken for somebody's because they say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, insert, select, update

from central.notices.catalogue import notices
from central.notices.queue import queue_notices
from central.store.case_tables import bank_check
from central.store.waiting import take_longest


class BankFinding(StrEnum):
    WAITING = "waiting"  # for the bank's answer, or under way
    SAME_NAME = "same_name"
    OTHER_NAME = "other_name"
    NO_ACCOUNT = "no_account"  # the bank knows none with this number
    UNREADABLE = "unreadable"  # the act does not open any more


CONTRADICTIONS = frozenset({BankFinding.OTHER_NAME, BankFinding.NO_ACCOUNT})
_NOTICE, _OPENED = "bank.unconfirmed", 1  # told of with the version by which the case was opened


@dataclass(frozen=True, slots=True)
class BankCheck:
    """``fault``: why the bank has not answered yet."""

    found: BankFinding
    changed_at: datetime
    fault: str | None

    @property
    def contradicts(self) -> bool:
        return self.found in CONTRADICTIONS


def queue_bank_checks(connection: Connection, case_ids: Iterable[UUID], now: datetime) -> None:
    """Of cases that were opened just now."""
    rows = [
        {
            "case_id": each,
            "found": BankFinding.WAITING.value,
            "changed_at": now,
            "next_at": now,
            "failures": 0,
        }
        for each in case_ids
    ]
    if rows:
        connection.execute(insert(bank_check), rows)


def find_bank_check(connection: Connection, case_id: UUID) -> BankCheck | None:
    """None for a case without an account at a bank."""
    row = connection.execute(select(bank_check).where(bank_check.c.case_id == case_id)).first()
    return None if row is None else BankCheck(BankFinding(row.found), row.changed_at, row.fault)


def take_bank_check(engine: Engine, now: datetime, kept: timedelta) -> Row[tuple[Any, ...]] | None:
    """The one that has waited longest; it comes up again after ``kept`` unless settled."""
    waits = bank_check.c.found == BankFinding.WAITING.value
    return take_longest(engine, bank_check, waits, now, now + kept)


def settle_bank_check(engine: Engine, case_id: UUID, found: BankFinding, now: datetime) -> None:
    """The person is told where the bank does not confirm what they said."""
    values = {"found": found.value, "changed_at": now, "fault": None}
    with engine.begin() as connection:
        connection.execute(update(bank_check).where(bank_check.c.case_id == case_id).values(values))
        if found in CONTRADICTIONS:
            channels = notices()[_NOTICE].channels
            queue_notices(connection, case_id, _OPENED, _NOTICE, channels, reason=None, now=now)


def put_off_bank_check(engine: Engine, case_id: UUID, until: datetime, fault: str) -> None:
    values = {"next_at": until, "failures": bank_check.c.failures + 1, "fault": fault}
    with engine.begin() as connection:
        connection.execute(update(bank_check).where(bank_check.c.case_id == case_id).values(values))
