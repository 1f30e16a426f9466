"""The states of a case, the changes between them, and the reasons, from their tables. Checked when loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole
from kiosk.language import Bilingual

_HERE = Path(__file__).parent
_FORBID = ConfigDict(frozen=True, extra="forbid")
STATE_TITLES: Mapping[CaseState, Bilingual] = {
    CaseState.RECEIVED: Bilingual(vi="Đã tiếp nhận", en="Received"),
    CaseState.IN_REVIEW: Bilingual(vi="Đang xử lý", en="In review"),
    CaseState.RETURNED: Bilingual(vi="Chờ bổ sung", en="Returned for supplement"),
    CaseState.APPROVED: Bilingual(vi="Đã duyệt", en="Approved"),
    CaseState.REFUSED: Bilingual(vi="Từ chối", en="Refused"),
    CaseState.DONE: Bilingual(vi="Đã xong", en="Done"),
    CaseState.WITHDRAWN: Bilingual(vi="Đã rút", en="Withdrawn"),
}


class Actor(StrEnum):
    """Who changes a case and is no member of staff."""

    KIOSK = "kiosk"
    BACK_OFFICE = "back_office"


class Group(StrEnum):
    """Which cases a change is for."""

    CASES = "cases"  # that are decided
    PETITIONS = "petitions"  # that are answered in words
    REMINDERS = "reminders"  # that central keeps, without anybody
    WISHES = "wishes"  # that central follows at once, without anybody


class Decision(StrEnum):
    APPROVED = "approved"
    REFUSED = "refused"


class Looked(StrEnum):
    """What a decision takes of the kind's checklist."""

    ALL = "all"  # each point, with an answer that speaks for it
    ANY = "any"  # whatever was answered is kept


class Change(BaseModel):
    """A row of ``changes.toml``, which says what each column means."""

    model_config = _FORBID
    name: str
    begins: tuple[CaseState, ...]
    to: CaseState | None = None
    roles: frozenset[StaffRole | Actor]
    of: frozenset[Group] = frozenset({Group.CASES})
    holder: bool = False
    takes: bool = False
    drops: bool = False
    decision: Decision | None = None
    second_roles: frozenset[StaffRole] = frozenset()
    reason: bool = False
    counts_anew: bool = False
    asks: bool = False
    hands_over: bool = False
    settled: bool = False
    gives_result: bool = False
    brings_paper: bool = False
    checks_papers: bool = False
    enters_time: bool = False
    checklist: Looked | None = None
    answers: bool = False
    forwards: bool = False
    title: Bilingual

    def is_from(self, state: CaseState, group: Group) -> bool:
        return state in self.begins and group in self.of

    def leads(self, state: CaseState) -> CaseState:
        return self.to or state


class Reason(BaseModel):
    """``since``, ``until``: the days on which it can be given; its words stay for the cases that have it."""

    model_config = _FORBID
    code: str
    of: frozenset[str]
    since: date | None = None
    until: date | None = None
    text: Bilingual

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@cache
def changes() -> Mapping[str, Change]:
    """By name, in the order of the table."""
    rows = tomllib.loads((_HERE / "changes.toml").read_text("utf-8"))["change"]
    return {row["name"]: Change(begins=row.pop("from"), **row) for row in rows}


@cache
def reasons() -> Mapping[str, Reason]:
    """By code. ValueError for one of a change that needs none."""
    rows = tomllib.loads((_HERE / "reasons.toml").read_text("utf-8"))["reason"]
    found = {row["code"]: Reason.model_validate(row) for row in rows}
    wanting = {change.name for change in changes().values() if change.reason}
    if strange := {name for each in found.values() for name in each.of} - wanting:
        raise ValueError(f"reasons for changes that need none: {sorted(strange)}")
    return found


def reasons_of(change: str, on: date | None = None) -> list[Reason]:
    """Those of a change, whenever they could be given, or ``on`` a day."""
    found = [each for each in reasons().values() if change in each.of]
    return found if on is None else [each for each in found if each.holds(on)]
