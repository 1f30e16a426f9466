"""The desk of an officer: which cases there are, and every change of one, with who may make it.

Rules of the table (``changes.toml``), of the kind (its handler), of offices and roles, in this order:
account, role, office, version, state, holder, back office, reason, older cases, second person. Who is refused
is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import uuid6
from sqlalchemy import Connection, Engine, func, insert, select

from central.cases.calendar import Calendar
from central.cases.hand_over import HandOver, HandOverStanding, find_hand_over
from central.cases.kinds import handler_of
from central.cases.notes import MOST_CHARS, Notes
from central.cases.refusals import refuse
from central.cases.table import Change, changes, reasons_of
from central.cases.writing import CaseRow, Step, apply, lock, news_of
from central.feed.entries import add_news
from central.http.problems import ProblemCode, ProblemError
from central.keys.central_keys import CentralKeys
from central.staff.accounts import EVERY_OFFICE
from central.store.case_tables import case_change, case_file, hand_over, refused_change
from central.store.schema import act, staff_account
from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import PROBLEM_TYPE_BASE

READERS = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.AUDITOR})
OPEN = frozenset({CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.RETURNED})
_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Officer:
    account: str
    name: str = field(repr=False)
    role: StaffRole
    office_id: str


@dataclass(frozen=True, slots=True)
class Line:
    """Of the history. ``note`` is opened."""

    version: int
    change: str
    state: CaseState
    who: str
    role: str | None
    reason: str | None
    note: str | None = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """``number`` is that of the receipt; ``proposed`` a decision that waits for a second person."""

    case_id: UUID
    kind: str
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
    proposed: str | None
    proposed_by: str | None
    opened_at: datetime
    changed_at: datetime

    @property
    def name(self) -> str:
        return self.number or str(self.case_id)


@dataclass(frozen=True, slots=True)
class WholeCase:
    """``acts``: the ids of all that belong to it, the first first."""

    case: Case
    history: tuple[Line, ...]
    acts: tuple[UUID, ...]
    others: tuple[Case, ...]  # open cases of the same person at this office
    handed: HandOver | None


class CaseDesk:
    def __init__(
        self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime], calendar: Calendar | None = None
    ) -> None:
        self._engine = engine
        self._notes = Notes(keys)
        self._now = now
        self._calendar = calendar or Calendar()

    def officer(self, account: str) -> Officer:
        """Raises ProblemError ``staff-account-ended``."""
        with self._engine.connect() as connection:
            return _officer(connection, account)

    def cases(
        self, account: str, states: Collection[CaseState] = OPEN, *, limit: int = 50, offset: int = 0
    ) -> list[Case]:
        """Those of the officer's office, the one that is due first first. Raises ProblemError."""
        with self._engine.connect() as connection:
            officer = _reader(connection, account)
            query = select(case_file).where(case_file.c.state.in_([state.value for state in states]))
            if officer.office_id != EVERY_OFFICE:
                query = query.where(case_file.c.office_id == officer.office_id)
            order = (
                case_file.c.due_on.is_(None),
                case_file.c.due_on,
                case_file.c.opened_at,
                case_file.c.case_id,
            )
            page = query.order_by(*order).limit(min(limit, _MOST_LISTED)).offset(offset)
            return [_case(row) for row in connection.execute(page)]

    def stuck(self, account: str) -> list[Case]:
        """Approved cases of the officer's office that the back office could not be given. Raises
        ProblemError.
        """
        with self._engine.connect() as connection:
            officer = _reader(connection, account)
            query = select(case_file).join(hand_over, hand_over.c.case_id == case_file.c.case_id)
            query = query.where(
                hand_over.c.state == HandOverStanding.STUCK, case_file.c.state == CaseState.APPROVED
            )
            if officer.office_id != EVERY_OFFICE:
                query = query.where(case_file.c.office_id == officer.office_id)
            page = query.order_by(case_file.c.changed_at, case_file.c.case_id).limit(_MOST_LISTED)
            return [_case(row) for row in connection.execute(page)]

    def counts(self, account: str) -> dict[CaseState, int]:
        """How many of the officer's office are in each state. Raises ProblemError."""
        with self._engine.connect() as connection:
            officer = _reader(connection, account)
            query = select(case_file.c.state, func.count()).group_by(case_file.c.state)
            if officer.office_id != EVERY_OFFICE:
                query = query.where(case_file.c.office_id == officer.office_id)
            found = {CaseState(state): count for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in CaseState}

    def get(self, account: str, name: str) -> WholeCase:
        """By its number, or the id of its act. Raises ProblemError."""
        with self._engine.connect() as connection:
            officer = _reader(connection, account)
            row = _find(connection, name)
            _require_office(officer, row)
            lines = select(case_change).where(case_change.c.case_id == row.case_id)
            history = connection.execute(lines.order_by(case_change.c.version)).all()
            of_case = select(act.c.act_id).where(act.c.case_id == row.case_id).order_by(act.c.act_id)
            acts = connection.execute(of_case).scalars().all()
            others = _others(connection, row)
            handed = find_hand_over(connection, row.case_id)
        return WholeCase(
            case=_case(row),
            history=tuple(self._line(each) for each in history),
            acts=tuple(acts),
            others=tuple(_case(each) for each in others),
            handed=handed,
        )

    def change(
        self,
        account: str,
        name: str,
        change: str,
        version: int,
        *,
        reason: str | None = None,
        note: str | None = None,
    ) -> Case:
        """Change a case as it stood at ``version``; a decision that takes two people is proposed by the first
        and made by the second. Raises ProblemError; then nothing has changed, and the attempt is noted.
        """
        case_id: UUID | None = None
        try:
            with self._engine.begin() as connection:
                case_id = _find(connection, name).case_id
                officer = _officer(connection, account)
                row = lock(connection, [case_id])[case_id]
                wanted = _known(change)
                _require_role(officer, wanted)
                _require_office(officer, row)
                _require_may(officer, row, wanted, version)
                _require_settled(connection, row, wanted)
                step = _in_turn(connection, officer, row, self._step(officer, wanted, reason, note))
                after = apply(connection, self._now(), self._calendar, row, step)
                if not step.proposes:
                    add_news(connection, self._now(), news_of(connection, [(after, step.reason)]))
        except ProblemError as refusal:
            if case_id is not None:
                self._note_refusal(case_id, change, account, refusal)
            raise
        return _case(after)

    def _step(self, officer: Officer, change: Change, reason: str | None, note: str | None) -> Step:
        if change.reason != (reason in {each.code for each in reasons_of(change.name)}):
            raise refuse(ProblemCode.REASON_NEEDED)
        note = (note or "").strip()[:MOST_CHARS]
        sealed = self._notes.seal(note) if note else None
        return Step(change, officer.account, officer.role.value, reason if change.reason else None, sealed)

    def _note_refusal(self, case_id: UUID, change: str, account: str, refusal: ProblemError) -> None:
        values = {
            "attempt_id": UUID(bytes=uuid6.uuid7().bytes),
            "case_id": case_id,
            "change": change if change in changes() else "unknown",
            "who": account,
            "problem": refusal.problem.type.removeprefix(PROBLEM_TYPE_BASE),
            "at": self._now(),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(refused_change).values(values))

    def _line(self, row: CaseRow) -> Line:
        note = None if row.note is None else self._notes.open(row.note)
        state = CaseState(row.state)
        return Line(row.version, row.change, state, row.who, row.role, row.reason, note, row.at)


def _officer(connection: Connection, account: str) -> Officer:
    query = select(staff_account).where(staff_account.c.account == account)
    row = connection.execute(query).first()
    if row is None or row.disabled_at is not None:
        raise refuse(ProblemCode.STAFF_ACCOUNT_ENDED)
    return Officer(row.account, row.name, StaffRole(row.role), row.office_id)


def _reader(connection: Connection, account: str) -> Officer:
    officer = _officer(connection, account)
    if officer.role not in READERS:
        raise refuse(ProblemCode.ROLE_INSUFFICIENT)
    return officer


def _find(connection: Connection, name: str) -> CaseRow:
    try:
        wanted = case_file.c.case_id == UUID(name)
    except ValueError:
        wanted = case_file.c.number == name
    row = connection.execute(select(case_file).where(wanted)).first()
    if row is None:
        raise refuse(ProblemCode.CASE_UNKNOWN)
    return row


def _case(row: CaseRow) -> Case:
    return Case(
        case_id=row.case_id,
        kind=row.kind or "",
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
        proposed=row.proposed,
        proposed_by=row.proposed_by,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
    )


def _others(connection: Connection, row: CaseRow) -> list[CaseRow]:
    if row.person is None:
        return []
    query = select(case_file).where(
        case_file.c.person == row.person,
        case_file.c.office_id == row.office_id,
        case_file.c.case_id != row.case_id,
        case_file.c.state.in_([state.value for state in OPEN]),
    )
    return list(connection.execute(query.order_by(case_file.c.opened_at, case_file.c.case_id)).all())


def _known(change: str) -> Change:
    found = changes().get(change)
    if found is None:
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
    return found


def _require_role(officer: Officer, change: Change) -> None:
    if officer.role not in change.roles:
        raise refuse(ProblemCode.ROLE_INSUFFICIENT)


def _require_office(officer: Officer, row: CaseRow) -> None:
    if officer.office_id not in (row.office_id, EVERY_OFFICE):
        raise refuse(ProblemCode.CASE_OF_ANOTHER_OFFICE)


def _require_may(officer: Officer, row: CaseRow, change: Change, version: int) -> None:
    """By the case itself: nobody was quicker, its state allows it, and it is this officer's."""
    if row.version != version:
        raise refuse(ProblemCode.CASE_CHANGED)
    if CaseState(row.state) not in change.begins:
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
    if change.holder and row.officer != officer.account and officer.role is not StaffRole.SUPERVISOR:
        raise refuse(ProblemCode.CASE_OF_ANOTHER_OFFICER)


def _require_settled(connection: Connection, row: CaseRow, change: Change) -> None:
    """By the back office, where a change waits for it; handed over again is only what was given up."""
    if not change.settled:
        return
    handed = find_hand_over(connection, row.case_id)
    if handed is not None and handed.state is HandOverStanding.WAITING:
        raise refuse(ProblemCode.CASE_AT_BACK_OFFICE)
    if change.hands_over and (handed is None or handed.state is not HandOverStanding.STUCK):
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)


def _in_turn(connection: Connection, officer: Officer, row: CaseRow, step: Step) -> Step:
    """For a decision: older cases come first, and a second person where the kind wants one."""
    decision, handler = step.change.decision, handler_of(row.kind or "")
    if decision is None:
        return step
    if step.change.name == "approve" and _is_behind_older(connection, row):
        raise refuse(ProblemCode.OLDER_CASE_FIRST)
    if not handler.needs_second(decision, doubtful=row.doubtful):
        return step
    if row.proposed != step.change.name:
        return Step(step.change, step.who, step.role, step.reason, step.note, proposes=True)
    if row.proposed_by == officer.account or officer.role not in step.change.second_roles:
        raise refuse(ProblemCode.SECOND_PERSON_NEEDED)
    return step


def _is_behind_older(connection: Connection, row: CaseRow) -> bool:
    if row.person is None:
        return False
    older = (case_file.c.opened_at < row.opened_at) | (
        (case_file.c.opened_at == row.opened_at) & (case_file.c.case_id < row.case_id)
    )
    same = (case_file.c.matter == row.matter) | case_file.c.kind.in_(handler_of(row.kind or "").after)
    query = select(case_file.c.case_id).where(
        case_file.c.person == row.person, older, same, case_file.c.state.in_([each.value for each in OPEN])
    )
    return connection.execute(query.limit(1)).first() is not None
