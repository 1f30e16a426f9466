"""What officers see of cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from central.accounts.queue import CodeNote
from central.cases.account_entries import AccountEntry
from central.cases.bank_checks import BankCheck
from central.cases.entered_time import EnteredTime
from central.cases.hand_over import HandOver
from central.cases.help import Helper
from central.cases.paper_checks import CheckedPaper
from central.cases.petitions import Petition
from central.cases.record_checks import RecordCheck
from central.cases.results import GivenResult
from central.cases.table import Change
from central.cases.ties import TieCheck
from central.cases.writing import CaseRow
from kiosk.contract.feed import CaseState
from kiosk.contract.records import ManagedBy
from kiosk.contract.staff import StaffRole

OPEN = frozenset({CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.RETURNED})


@dataclass(frozen=True, slots=True)
class Officer:
    account: str
    name: str = field(repr=False)
    role: StaffRole
    office_id: str


@dataclass(frozen=True, slots=True)
class Line:
    """Of the history. ``note``, and ``entered`` for the register, are opened; ``asked``: what was named as
    missing, by questions; ``points``: what was answered to the checklist, by codes.
    """

    version: int
    change: str
    state: CaseState
    who: str
    role: str | None
    reason: str | None
    note: str | None = field(repr=False)
    asked: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    at: datetime
    kiosk_id: str | None = None  # where staff decided, if not at their desk
    entered: EnteredTime | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """``number`` is that of the receipt; ``proposed`` a decision that waits for a second person."""

    case_id: UUID
    kind: str
    about: str | None
    number: str | None
    kiosk_id: str
    office_id: str
    state: CaseState
    decision: str | None
    version: int
    officer: str | None
    due_on: date | None
    due_confirmed: bool
    doubtful: bool
    back_office: bool
    managed_by: ManagedBy
    proposed: str | None
    proposed_by: str | None
    opened_at: datetime
    changed_at: datetime

    @property
    def name(self) -> str:
        return self.number or str(self.case_id)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody wanted to do with a case and was refused. ``name`` is the case's."""

    name: str
    change: str
    who: str
    problem: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseLook:
    """Somebody looked at what an act of a case says. ``name`` is the case's; ``way``: how."""

    name: str
    who: str
    way: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WholeCase:
    """``acts``: the ids of all that belong to it, the first first."""

    case: Case
    history: tuple[Line, ...]
    acts: tuple[UUID, ...]
    others: tuple[Case, ...]  # open cases of the same person at this office
    handed: HandOver | None
    offered: tuple[Change, ...]  # what the officer who looks could do now
    papers: tuple[CheckedPaper, ...]  # photographed, whose originals have to be seen
    results: tuple[GivenResult, ...]  # the newest first
    tie: TieCheck | None  # to the child whom it is about
    bank: BankCheck | None  # of the account that was named
    entry: AccountEntry | None  # of an account in the register, once the case was carried out
    helpers: tuple[Helper, ...]  # staff, at the kiosk
    record: RecordCheck | None  # of the register
    code: CodeNote | None  # to activate the person's account, where the case brought one
    petition: Petition | None = None  # with its answer opened


def case_of(row: CaseRow) -> Case:
    return Case(
        case_id=row.case_id,
        kind=row.kind or "",
        about=row.about,
        number=row.number,
        kiosk_id=row.kiosk_id,
        office_id=row.office_id,
        state=CaseState(row.state),
        decision=row.decision,
        version=row.version,
        officer=row.officer,
        due_on=row.due_on,
        due_confirmed=row.due_confirmed,
        doubtful=row.doubtful,
        back_office=row.back_office,
        managed_by=ManagedBy(row.managed_by or ManagedBy.CIVIL),
        proposed=row.proposed,
        proposed_by=row.proposed_by,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
    )
