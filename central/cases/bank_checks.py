"""What a bank says of the account that somebody named: a queue beside the cases.

A case waits for no bank, and no account is taken for somebody's because they say so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from central.cases.kinds import handler_of
from central.notices.catalogue import notices
from central.notices.queue import queue_notices
from central.store.case_tables import bank_check, case_file
from central.store.storage import upserts
from central.store.waiting import take_longest


class BankFinding(StrEnum):
    WAITING = "waiting"  # for the bank's answer, or under way
    SAME_NAME = "same_name"
    OTHER_NAME = "other_name"
    NO_ACCOUNT = "no_account"  # the bank knows none with this number
    UNASKED = "unasked"  # the bank tells no names, or enough was asked for that person or kiosk today
    UNREADABLE = "unreadable"  # the act does not open any more


_ANSWERED = [each.value for each in (BankFinding.SAME_NAME, BankFinding.OTHER_NAME, BankFinding.NO_ACCOUNT)]
_DAY = timedelta(days=1)
CONTRADICTIONS = frozenset({BankFinding.OTHER_NAME, BankFinding.NO_ACCOUNT})
_OPENED = 1  # told of with the version by which the case was opened


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


def settle_bank_check(
    engine: Engine, case_id: UUID, found: BankFinding, now: datetime, fault: str | None = None
) -> None:
    """The person is told where the bank does not confirm what they said."""
    values = {"found": found.value, "changed_at": now, "fault": fault}
    with engine.begin() as connection:
        connection.execute(update(bank_check).where(bank_check.c.case_id == case_id).values(values))
        if found in CONTRADICTIONS:
            of_case = select(case_file.c.kind).where(case_file.c.case_id == case_id)
            words = handler_of(connection.execute(of_case).scalar() or "").bank_words
            kind = f"{words}.unconfirmed"
            queue_notices(connection, case_id, _OPENED, kind, notices()[kind].channels, reason=None, now=now)


def ask_bank_anew(connection: Connection, case_id: UUID, now: datetime) -> None:
    """What supplements a case may name another account: whatever a bank has said is of the one before."""
    row = {
        "case_id": case_id,
        "found": BankFinding.WAITING.value,
        "changed_at": now,
        "next_at": now,
        "failures": 0,
        "fault": None,
    }
    anew = upserts(connection, bank_check)
    connection.execute(anew.on_conflict_do_update(index_elements=["case_id"], set_=row), [row])


def drop_bank_check(engine: Engine, case_id: UUID) -> None:
    """The case names no account that a bank could be asked about."""
    with engine.begin() as connection:
        connection.execute(delete(bank_check).where(bank_check.c.case_id == case_id))


def has_asked_enough(connection: Connection, case_id: UUID, now: datetime) -> bool:
    """Whether so much was asked in a day for the person of this case, or from its kiosk, that somebody may be
    trying numbers.
    """
    mine = connection.execute(select(case_file).where(case_file.c.case_id == case_id)).one()
    asked = (
        select(func.count())
        .select_from(bank_check.join(case_file, case_file.c.case_id == bank_check.c.case_id))
        .where(bank_check.c.changed_at > now - _DAY, bank_check.c.found.in_(_ANSWERED))
    )
    of_person = connection.execute(asked.where(case_file.c.person == mine.person)).scalar_one()
    of_kiosk = connection.execute(asked.where(case_file.c.kiosk_id == mine.kiosk_id)).scalar_one()
    most = limits()
    return of_person >= most.per_day_of_person or of_kiosk >= most.per_day_of_kiosk


class Limits(BaseModel):
    """``bank_limits.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    per_day_of_person: int = Field(ge=1)
    per_day_of_kiosk: int = Field(ge=1)


@cache
def limits() -> Limits:
    text = Path(__file__).with_name("bank_limits.toml").read_text("utf-8")
    return Limits.model_validate(tomllib.loads(text))


def put_off_bank_check(engine: Engine, case_id: UUID, until: datetime, fault: str) -> None:
    values = {"next_at": until, "failures": bank_check.c.failures + 1, "fault": fault}
    with engine.begin() as connection:
        connection.execute(update(bank_check).where(bank_check.c.case_id == case_id).values(values))
