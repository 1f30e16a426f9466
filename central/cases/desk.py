"""The desk of an officer: which cases there are, and every change of one, with who may make it.

Rules of the table (``changes.toml``), of the kind (its handler), of offices and roles, in this order:
account, role, office, version, state, holder, back office, checklist, reason, older cases, second person. Who
is refused is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import uuid6
from sqlalchemy import Connection, Engine, Select, func, insert, select

from central.accounts.queue import code_of
from central.cases.account_entries import find_account_entry
from central.cases.bank_checks import find_bank_check
from central.cases.calendar import Calendar
from central.cases.checklist import Answered, answered_of
from central.cases.entered_time import EnteredTime, standing
from central.cases.forms import askable
from central.cases.hand_over import HandOverStanding, find_hand_over
from central.cases.help import helpers_of
from central.cases.kinds.service_filed import enters
from central.cases.kiosk_reviews import kiosks_of
from central.cases.notes import MOST_CHARS, Notes
from central.cases.paper_checks import PaperCheck, papers_of
from central.cases.petitions import Petition, find_petition_row, petition_of
from central.cases.record_checks import find_record_check
from central.cases.refusals import refuse
from central.cases.results import (
    PAPER_NUMBER,
    NewResult,
    ResultSeals,
    SealedResult,
    find_result_at,
    results_of,
)
from central.cases.rules import (
    in_turn,
    known,
    offered,
    require_checks,
    require_may,
    require_office,
    require_points,
    require_role,
    require_time,
    require_version,
    require_words,
)
from central.cases.table import Change, Decision, changes, reasons_of
from central.cases.ties import find_tie
from central.cases.views import OPEN, Attempt, Case, CaseLook, Line, Officer, WholeCase, case_of
from central.cases.writing import CaseRow, Step, apply, lock, news_of
from central.feed.entries import add_news
from central.http.problems import ProblemCode, ProblemError
from central.keys.central_keys import CentralKeys
from central.keys.opening import UnusableError
from central.staff.accounts import EVERY_OFFICE
from central.store.case_tables import case_change, case_file, hand_over, refused_change
from central.store.schema import act, look, staff_account
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.records import ResultPaper
from kiosk.contract.records.cases import MOST_ASKED
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import PROBLEM_TYPE_BASE
from kiosk.reference.offices import Offices

READERS = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.AUDITOR})
OVERSEERS = frozenset({StaffRole.SUPERVISOR, StaffRole.AUDITOR})
_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Writer:
    """Of which case, by whom and when the register is written."""

    case_id: UUID
    account: str
    at: datetime


class RegisterWork(Protocol):
    """What one approved case writes into the register."""

    def write(self, connection: Connection, writer: Writer, entered: tuple[EnteredTime, ...]) -> None:
        """Raises ProblemError ``time-needed``, ``number-taken``, ``record-unfound``; then nothing is
        decided.
        """
        ...


class Register(Protocol):
    def work_of(self, case: Case, acts: tuple[UUID, ...]) -> RegisterWork | None:
        """None for a case that writes nothing."""
        ...


class CaseDesk:
    def __init__(
        self,
        engine: Engine,
        keys: CentralKeys,
        now: Callable[[], datetime],
        calendar: Calendar | None = None,
        *,
        register: Register | None = None,
        offices: Offices | None = None,
    ) -> None:
        """``offices``: to which petitions can be forwarded."""
        self._engine = engine
        self._notes, self._results = Notes(keys), ResultSeals(keys)
        self._now = now
        self._calendar = calendar or Calendar()
        self._register = register
        self._offices = offices

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
            return [case_of(row) for row in connection.execute(page)]

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
            return [case_of(row) for row in connection.execute(page)]

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
            require_office(officer, case_of(row))
            lines = select(case_change).where(case_change.c.case_id == row.case_id)
            history = connection.execute(lines.order_by(case_change.c.version)).all()
            of_case = select(act.c.act_id).where(act.c.case_id == row.case_id).order_by(act.c.act_id)
            acts = connection.execute(of_case).scalars().all()
            others = _others(connection, row)
            handed = find_hand_over(connection, row.case_id)
            papers = papers_of(connection, row.case_id)
            results = results_of(connection, row.case_id)
            tie = find_tie(connection, row.case_id)
            bank = find_bank_check(connection, row.case_id)
            entry = find_account_entry(connection, row.case_id)
            helpers = helpers_of(connection, row.case_id)
            record = find_record_check(connection, row.case_id)
            code = code_of(connection, row.case_id)
            takes_time = enters(row.about) is not None
            petition = self._petition(connection, row)
            answered, kiosks = answered_of(connection, row.case_id), kiosks_of(connection, row.case_id)
        return WholeCase(
            offered=tuple(
                each
                for each in offered(officer, case_of(row), handed)
                if (papers or not each.checks_papers) and (takes_time or not each.enters_time)
            ),
            case=case_of(row),
            history=tuple(
                self._line(each, answered.get(each.version, ()), kiosks.get(each.version)) for each in history
            ),
            acts=tuple(acts),
            others=tuple(case_of(each) for each in others),
            handed=handed,
            papers=papers,
            results=results,
            tie=tie,
            bank=bank,
            entry=entry,
            helpers=helpers,
            record=record,
            code=code,
            petition=petition,
        )

    def _petition(self, connection: Connection, row: CaseRow) -> Petition | None:
        found = find_petition_row(connection, row.case_id)
        if found is None:
            return None
        petition = petition_of(found, CaseState(row.state), self._now())
        return replace(
            petition, answer=None if petition.answer is None else self._notes.open(petition.answer)
        )

    def result(self, account: str, name: str, version: int) -> ResultPaper:
        """What a case came to, as the person reads it. Raises ProblemError."""
        with self._engine.connect() as connection:
            officer = _reader(connection, account)
            row = _find(connection, name)
            require_office(officer, case_of(row))
            found = find_result_at(connection, row.case_id, version)
        if found is None:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        try:
            return self._results.open(found)
        except UnusableError:
            raise refuse(ProblemCode.RESULT_UNREADABLE) from None

    def refused(self, account: str, limit: int = 100) -> list[Attempt]:
        """What was refused with cases of the office, the newest first; for supervisors and auditors. Raises
        ProblemError.
        """
        query = select(refused_change, case_file.c.number).join(
            case_file, case_file.c.case_id == refused_change.c.case_id
        )
        newest = query.order_by(refused_change.c.at.desc(), refused_change.c.attempt_id.desc())
        return [
            Attempt(row.number or str(row.case_id), row.change, row.who, row.problem, row.at)
            for row in self._overseen(account, newest, limit)
        ]

    def looks(self, account: str, limit: int = 100) -> list[CaseLook]:
        """Who has looked at what acts of the office's cases say, the newest first; for the same. Raises
        ProblemError.
        """
        query = (
            select(look, case_file.c.number, case_file.c.case_id)
            .join(act, act.c.act_id == look.c.act_id)
            .join(case_file, case_file.c.case_id == act.c.case_id)
        )
        newest = query.order_by(look.c.at.desc(), look.c.look_id.desc())
        return [
            CaseLook(row.number or str(row.case_id), row.who, row.way, row.at)
            for row in self._overseen(account, newest, limit)
        ]

    def _overseen(self, account: str, query: Select[Any], limit: int) -> Sequence[CaseRow]:
        with self._engine.connect() as connection:
            officer = _officer(connection, account)
            if officer.role not in OVERSEERS:
                raise refuse(ProblemCode.ROLE_INSUFFICIENT)
            if officer.office_id != EVERY_OFFICE:
                query = query.where(case_file.c.office_id == officer.office_id)
            return connection.execute(query.limit(min(limit, _MOST_LISTED))).all()

    def change(
        self,
        account: str,
        name: str,
        change: str,
        version: int,
        *,
        reason: str | None = None,
        note: str | None = None,
        asked: Collection[str] = (),
        result: NewResult | None = None,
        checks: Sequence[PaperCheck] = (),
        points: Answered | None = None,
        time: EnteredTime | None = None,
        answer: str | None = None,
        office: str | None = None,
    ) -> Case:
        """Change a case as it stood at ``version``; a decision that takes two people is proposed by the first
        and made by the second. ``asked``: what the person has to send, by questions of `askable`; ``result``,
        ``checks``, ``time``, ``answer``, ``office``: for the changes that bring them; ``points``: answers
        to the checklist. Raises ProblemError; then nothing has changed, and the attempt is noted.
        """
        case_id: UUID | None = None
        try:
            written = self._to_write(name, change)
            with self._engine.begin() as connection:
                case_id = _find(connection, name).case_id
                officer = _officer(connection, account)
                row = lock(connection, [case_id])[case_id]
                wanted = known(change)
                require_role(officer, wanted)
                require_office(officer, case_of(row))
                require_version(case_of(row), version)
                require_may(officer, case_of(row), wanted, find_hand_over(connection, case_id))
                require_checks(connection, case_id, wanted, checks)
                require_points(case_of(row), wanted, points or {})
                require_time(case_of(row), wanted, time)
                answer, office = require_words(wanted, answer, office)
                if office is not None:
                    self._require_other(row, office)
                said = replace(
                    self._step(officer, wanted, reason, note, _named(wanted, case_of(row), asked)),
                    result=self._brought(case_id, wanted, result),
                    checks=tuple(checks),
                    points=dict(points or {}),
                    entered=None if time is None else self._notes.seal(time.model_dump_json()),
                    answer=None if answer is None else self._notes.seal(answer),
                    office=office,
                )
                step = in_turn(connection, officer, row, said)
                after = apply(connection, self._now(), self._calendar, row, step)
                if written is not None and not step.proposes:
                    entered = standing(self._entered(connection, case_id))
                    written.write(connection, Writer(case_id, account, self._now()), entered)
                if not step.proposes:
                    add_news(connection, self._now(), news_of(connection, [(after, step.reason)]))
        except ProblemError as refusal:
            if case_id is not None:
                self._note_refusal(case_id, change, account, refusal)
            raise
        return case_of(after)

    def _require_other(self, row: CaseRow, office: str) -> None:
        """An office that there is, and not the one that has the case. Raises ProblemError
        ``office-needed``.
        """
        found = self._offices.find_by_code(office) if self._offices is not None else None
        today = self._now().astimezone(VIETNAM_TIME).date()
        if found is None or not found.is_valid_on(today) or office == row.office_id:
            raise refuse(ProblemCode.OFFICE_NEEDED)

    def _to_write(self, name: str, change: str) -> RegisterWork | None:
        """What the register has to know of it; acts are opened before anything is locked."""
        wanted = changes().get(change)
        if self._register is None or wanted is None or wanted.decision is not Decision.APPROVED:
            return None
        with self._engine.connect() as connection:
            row = _find(connection, name)
            of_case = select(act.c.act_id).where(act.c.case_id == row.case_id).order_by(act.c.act_id)
            acts = tuple(connection.execute(of_case).scalars())
        return self._register.work_of(case_of(row), acts)

    def _entered(self, connection: Connection, case_id: UUID) -> Iterator[EnteredTime]:
        """Everything that was, in the order of the history."""
        lines = select(case_change.c.entered).where(
            case_change.c.case_id == case_id, case_change.c.entered.is_not(None)
        )
        for sealed in connection.execute(lines.order_by(case_change.c.version)).scalars():
            yield EnteredTime.model_validate_json(self._notes.open(sealed))

    def _step(
        self, officer: Officer, change: Change, reason: str | None, note: str | None, asked: tuple[str, ...]
    ) -> Step:
        today = self._now().astimezone(VIETNAM_TIME).date()
        if change.reason != (reason in {each.code for each in reasons_of(change.name, today)}):
            raise refuse(ProblemCode.REASON_NEEDED)
        note = (note or "").strip()
        if len(note) > MOST_CHARS:
            raise refuse(ProblemCode.NOTE_TOO_LONG)
        sealed = self._notes.seal(note) if note else None
        given = reason if change.reason else None
        return Step(change, officer.account, officer.role.value, given, sealed, asked=asked)

    def _brought(self, case_id: UUID, change: Change, result: NewResult | None) -> SealedResult | None:
        if not change.brings_paper:
            return None
        if result is None:
            raise refuse(ProblemCode.PAPER_UNUSABLE)
        if not PAPER_NUMBER.fullmatch(result.number):
            raise refuse(ProblemCode.PAPER_NUMBER_NEEDED)
        return self._results.seal(case_id, result.number, result.pdf, result.pages)

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

    def _line(self, row: CaseRow, points: tuple[tuple[str, str], ...], kiosk_id: str | None) -> Line:
        note = None if row.note is None else self._notes.open(row.note)
        state = CaseState(row.state)
        asked = tuple(row.asked or ())
        return Line(
            row.version,
            row.change,
            state,
            row.who,
            row.role,
            row.reason,
            note,
            asked,
            points,
            row.at,
            kiosk_id,
            None if row.entered is None else EnteredTime.model_validate_json(self._notes.open(row.entered)),
        )


def _named(change: Change, case: Case, asked: Collection[str]) -> tuple[str, ...]:
    """In the order of the form. Raises ProblemError ``asked-unknown``."""
    known = [each.id for each in askable(case.kind, case.about)] if change.asks and asked else []
    if set(asked) - set(known) or len(asked) > MOST_ASKED:
        raise refuse(ProblemCode.ASKED_UNKNOWN)
    return tuple(each for each in known if each in asked)


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
