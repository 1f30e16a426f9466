"""The states of an account that somebody named, from what has happened to it: ``account_states.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, Row, select

from central.cases.account_entries import EntryStanding
from central.cases.bank_checks import CONTRADICTIONS, BankFinding
from central.cases.kinds import handler_of
from central.cases.table import Decision
from central.store.case_tables import account_entry, bank_check, hand_over
from kiosk.contract.feed import CaseState
from kiosk.contract.records import AccountStep

_FILE = Path(__file__).with_name("account_states.toml")
_DRAFT = "draft"  # while the person fills in the form; no case has it


class Happening(StrEnum):
    UNANSWERED = "unanswered"
    SAME_NAME = "same_name"
    OTHER_NAME = "other_name"
    APPROVED = "approved"
    HANDED_OVER = "handed_over"
    WRITTEN = "written"
    ENDED = "ended"


class _Step(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    on: Happening
    begins: frozenset[str] = Field(alias="from")
    to: AccountStep


@cache
def steps() -> Mapping[tuple[str, Happening], AccountStep]:
    rows = map(_Step.model_validate, tomllib.loads(_FILE.read_text("utf-8"))["step"])
    return {(begin, row.on): row.to for row in rows for begin in row.begins}


def state_after(happenings: Iterable[Happening]) -> AccountStep:
    """What may not happen in a state changes nothing."""
    state = _DRAFT
    for each in happenings:
        state = steps().get((state, each), state)
    return AccountStep(state)


def account_steps_of(connection: Connection, cases: Sequence[Row[Any]]) -> dict[UUID, AccountStep]:
    """Of the cases that ask for an account to be added. One query where there are any."""
    asking = {row.case_id: row for row in cases if handler_of(row.kind or "").enters_account(row.about)}
    if not asking:
        return {}
    query = (
        select(bank_check.c.case_id, bank_check.c.found, hand_over.c.state, account_entry.c.state)
        .outerjoin(hand_over, hand_over.c.case_id == bank_check.c.case_id)
        .outerjoin(account_entry, account_entry.c.case_id == bank_check.c.case_id)
        .where(bank_check.c.case_id.in_(list(asking)))
    )
    return {
        case_id: state_after(
            _happened(
                asking[case_id],
                BankFinding(found),
                handed=handed is not None,
                written=entry == EntryStanding.WRITTEN,
            )
        )
        for case_id, found, handed, entry in connection.execute(query)
    }


def _happened(case: Row[Any], found: BankFinding, *, handed: bool, written: bool) -> Iterator[Happening]:
    yield Happening.UNANSWERED
    if found is BankFinding.SAME_NAME:
        yield Happening.SAME_NAME
    elif found in CONTRADICTIONS:
        yield Happening.OTHER_NAME
    if case.decision == Decision.APPROVED:
        yield Happening.APPROVED
        if handed:
            yield Happening.HANDED_OVER
        if written:
            yield Happening.WRITTEN
    if case.decision == Decision.REFUSED or case.state == CaseState.WITHDRAWN:
        yield Happening.ENDED
