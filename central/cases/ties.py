"""What the civil registry says of the tie between a child and who asks for it: a queue beside the cases.

A case waits for no answer: an officer may look at it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, insert, select, update

from central.store.case_tables import tie_check
from central.store.waiting import take_longest


class Tie(StrEnum):
    WAITING = "waiting"  # for the registry's answer, or under way
    CONFIRMED = "confirmed"  # a parent of this child
    DIFFERS = "differs"  # a parent of a child with this number and another name or birthday
    NOT_KNOWN = "not_known"  # no parent of such a child, as far as the registry knows
    UNREADABLE = "unreadable"  # the act does not open any more


@dataclass(frozen=True, slots=True)
class TieCheck:
    """``fault``: why the registry has not answered yet."""

    tie: Tie
    changed_at: datetime
    fault: str | None


def queue_ties(connection: Connection, case_ids: Iterable[UUID], now: datetime) -> None:
    """Of cases that were opened just now."""
    rows = [
        {"case_id": each, "tie": Tie.WAITING.value, "changed_at": now, "next_at": now, "failures": 0}
        for each in case_ids
    ]
    if rows:
        connection.execute(insert(tie_check), rows)


def find_tie(connection: Connection, case_id: UUID) -> TieCheck | None:
    """None for a case that is about no tie."""
    row = connection.execute(select(tie_check).where(tie_check.c.case_id == case_id)).first()
    return None if row is None else TieCheck(Tie(row.tie), row.changed_at, row.fault)


def take_tie(engine: Engine, now: datetime, kept: timedelta) -> Row[tuple[Any, ...]] | None:
    """The one that has waited longest; it comes up again after ``kept`` unless settled."""
    return take_longest(engine, tie_check, tie_check.c.tie == Tie.WAITING.value, now, now + kept)


def settle_tie(connection: Connection, case_id: UUID, tie: Tie, now: datetime) -> None:
    values = {"tie": tie.value, "changed_at": now, "fault": None}
    connection.execute(update(tie_check).where(tie_check.c.case_id == case_id).values(values))


def put_off_tie(engine: Engine, case_id: UUID, until: datetime, fault: str) -> None:
    values = {"next_at": until, "failures": tie_check.c.failures + 1, "fault": fault}
    with engine.begin() as connection:
        connection.execute(update(tie_check).where(tie_check.c.case_id == case_id).values(values))
