"""What the desk asks of an officer and a case before a change, each rule with its own refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, select

from central.cases.bank_checks import find_bank_check
from central.cases.checklist import Answered, is_complete, is_known, overrides, passes
from central.cases.entered_time import EnteredTime
from central.cases.hand_over import HandOver, HandOverStanding
from central.cases.help import has_helped
from central.cases.kinds import handler_of
from central.cases.kinds.service_filed import enters
from central.cases.paper_checks import PaperCheck, are_of, papers_of
from central.cases.record_checks import find_record_check
from central.cases.refusals import refuse
from central.cases.table import Change, Decision, changes
from central.cases.ties import Tie, find_tie
from central.cases.views import OPEN, Case, Officer, case_of
from central.cases.writing import CaseRow, Step
from central.http.problems import ProblemCode, ProblemError
from central.staff.accounts import EVERY_OFFICE
from central.store.case_tables import case_file
from kiosk.contract.petitions import MOST_ANSWER_CHARS
from kiosk.contract.staff import StaffRole


def known(change: str) -> Change:
    found = changes().get(change)
    if found is None:
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
    return found


def require_role(officer: Officer, change: Change) -> None:
    if officer.role not in change.roles:
        raise refuse(ProblemCode.ROLE_INSUFFICIENT)


def require_office(officer: Officer, case: Case) -> None:
    if officer.office_id not in (case.office_id, EVERY_OFFICE):
        raise refuse(ProblemCode.CASE_OF_ANOTHER_OFFICE)


def require_version(case: Case, version: int) -> None:
    """Nobody was quicker."""
    if case.version != version:
        raise refuse(ProblemCode.CASE_CHANGED)


def require_may(officer: Officer, case: Case, change: Change, handed: HandOver | None) -> None:
    """By the case as it stands: its state allows it, it is this officer's, and the back office has not got
    it; handed over again is only what was given up.
    """
    if not change.is_from(case.state, handler_of(case.kind).group):
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
    if change.holder and case.officer != officer.account and officer.role is not StaffRole.SUPERVISOR:
        raise refuse(ProblemCode.CASE_OF_ANOTHER_OFFICER)
    standing = None if handed is None else handed.state
    if change.settled and standing is HandOverStanding.WAITING:
        raise refuse(ProblemCode.CASE_AT_BACK_OFFICE)
    if change.settled and change.hands_over and standing is not HandOverStanding.STUCK:
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)


def offered(officer: Officer, case: Case, handed: HandOver | None) -> list[Change]:
    """The changes that this officer could make now, as far as the case itself tells."""
    found = []
    for change in changes().values():
        try:
            require_role(officer, change)
            require_office(officer, case)
            require_may(officer, case, change, handed)
        except ProblemError:
            continue
        if not is_own_proposal(officer, case, change):
            found.append(change)
    return found


def is_own_proposal(officer: Officer, case: Case, change: Change) -> bool:
    """It waits for somebody else."""
    if case.proposed != change.name:
        return False
    return case.proposed_by == officer.account or officer.role not in change.second_roles


def require_checks(
    connection: Connection, case_id: UUID, change: Change, checks: Sequence[PaperCheck]
) -> None:
    """What is said of photographed papers can be said of these."""
    if not change.checks_papers:
        if checks:
            raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
        return
    if not checks or not are_of(papers_of(connection, case_id), checks):
        raise refuse(ProblemCode.PAPER_CHECK_NEEDED)


def require_points(case: Case, change: Change, answered: Answered) -> None:
    """What was answered to the checklist is enough for the change, and speaks for it."""
    if not is_known(case.kind, change, answered) or not is_complete(case.kind, change, answered):
        raise refuse(ProblemCode.CHECKLIST_INCOMPLETE)
    if not passes(case.kind, change, answered):
        raise refuse(ProblemCode.CHECKLIST_AGAINST)


def require_time(case: Case, change: Change, time: EnteredTime | None) -> None:
    """Months are entered by the change that does it, with a case that asks for them."""
    if not change.enters_time:
        if time is not None:
            raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
        return
    if enters(case.about) is None:
        raise refuse(ProblemCode.CASE_CHANGE_REFUSED)
    if time is None:
        raise refuse(ProblemCode.TIME_UNUSABLE)


def require_words(change: Change, answer: str | None, office: str | None) -> tuple[str | None, str | None]:
    """What a change of a petition takes: an answer, or the code of the office that has it from then on."""
    answer, office = (answer or "").strip() or None, (office or "").strip() or None
    if (answer is None) is change.answers or (office is None) is change.forwards:
        code = ProblemCode.OFFICE_NEEDED if change.forwards else ProblemCode.ANSWER_NEEDED
        raise refuse(code if change.answers or change.forwards else ProblemCode.CASE_CHANGE_REFUSED)
    if answer is not None and len(answer) > MOST_ANSWER_CHARS:
        raise refuse(ProblemCode.ANSWER_NEEDED)
    return answer, office


def in_turn(connection: Connection, officer: Officer, row: CaseRow, step: Step) -> Step:
    """For a decision: older cases come first, then the originals of photographed papers, and a second person
    where the kind wants one, or where who approves had the screen in the person's place.
    """
    decision, handler = step.change.decision, handler_of(row.kind or "")
    if decision is None:
        return step
    if step.change.name == "approve":
        if _is_behind_older(connection, row):
            raise refuse(ProblemCode.OLDER_CASE_FIRST)
        if any(each.found is None for each in papers_of(connection, row.case_id)):
            raise refuse(ProblemCode.PAPERS_UNCHECKED)
    bank = find_bank_check(connection, row.case_id)
    record = find_record_check(connection, row.case_id)
    at_odds = any(each is not None and each.contradicts for each in (bank, record))
    doubtful = row.doubtful or at_odds or not _is_tie_shown(connection, row)
    own_help = decision is Decision.APPROVED and has_helped(connection, officer.account, row.case_id)
    alone = not own_help and not overrides(row.kind or "", step.points)
    if alone and not handler.needs_second(decision, doubtful=doubtful):
        return step
    if row.proposed != step.change.name:
        return replace(step, proposes=True)
    if is_own_proposal(officer, case_of(row), step.change):
        raise refuse(ProblemCode.SECOND_PERSON_NEEDED)
    return step


def _is_tie_shown(connection: Connection, row: CaseRow) -> bool:
    """By the civil registry, or by a paper that an officer has seen; true of what is about no child."""
    checked = find_tie(connection, row.case_id)
    if checked is None or checked.tie is Tie.CONFIRMED:
        return True
    return any(each.is_seen for each in papers_of(connection, row.case_id))


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
