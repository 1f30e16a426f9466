"""Every kind of case in every state, and every change by everybody: what the table allows is done, told and
written down; everything else is refused with its problem, noted, and changes nothing.
"""

from __future__ import annotations

from uuid import UUID

import pytest

from central.cases.handler import RESULT_TOLD
from central.cases.kinds import HANDLERS, handler_of
from central.cases.table import STATE_TITLES, Change, Group, changes, reasons, reasons_of
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds import KINDS
from kiosk.contract.staff import StaffRole
from tests.central.cases.parts import (
    AUDITOR,
    COLLEAGUE,
    OFFICER,
    STAFF,
    SUPERVISOR,
    TECHNICIAN,
    CaseRoom,
    reason_for,
)

R, V, B, A, X, D, W = CaseState
GRAPH = {
    ("join", each, each) for each in (R, V, B, A, X, D)
} | {
    ("compare", R, R), ("compare", V, V), ("add", R, R), ("add", V, V),
    ("withdraw", R, W), ("withdraw", V, W), ("withdraw", B, W),
    ("keep", R, D), ("forget", D, W), ("follow", R, D),
    ("take", R, V), ("take_over", V, V), ("put_back", V, R), ("return", V, B), ("supplement", B, V),
    ("approve", V, A), ("refuse", V, X), ("refuse", B, X), ("finish", A, D), ("finish", X, D),
    ("carry_out", A, D), ("send_back", A, V), ("hand_over", A, A),
    ("check_papers", R, R), ("check_papers", V, V), ("check_papers", B, B),
    ("enter_time", V, V),
    ("give_result", A, A), ("give_result", X, X), ("give_result", D, D),
    ("forward", R, R), ("forward", V, R), ("answer", V, D), ("close", D, D), ("reopen", D, R),
}  # fmt: skip
WHO = (OFFICER, COLLEAGUE, SUPERVISOR, TECHNICIAN, AUDITOR)


def test_the_table_is_the_picture_that_was_agreed() -> None:
    drawn = {
        (change.name, state, change.leads(state)) for change in changes().values() for state in change.begins
    }
    assert drawn == GRAPH
    assert [change.name for change in changes().values() if not change.begins] == ["open"]


def test_every_state_can_be_reached_and_left_and_only_two_are_ends() -> None:
    arrows = {
        (before, after)
        for name, before, after in GRAPH
        if before != after and Group.CASES in changes()[name].of
    }
    assert {after for _, after in arrows} == set(CaseState)
    assert set(CaseState) - {before for before, _ in arrows} == {D, W}


def test_every_kind_has_a_handler_and_words_for_each_state() -> None:
    assert set(HANDLERS) == set(KINDS)
    for kind in KINDS:
        for state in CaseState:
            words = handler_of(kind).words(state)
            assert words.vi
            assert words.en
    assert set(STATE_TITLES) == set(CaseState)


def test_every_change_with_a_reason_has_some() -> None:
    for change in changes().values():
        assert bool(reasons_of(change.name)) == change.reason, change.name
    assert all(each.text.vi and each.text.en for each in reasons().values())


def expected(change: Change, state: CaseState, account: str, holder: str | None) -> str | None:
    """The problem, or None where it may be."""
    role = STAFF[account][0]
    if role not in change.roles:
        return "role-insufficient"
    if not change.is_from(state, Group.CASES):
        return "case-change-refused"
    if change.holder and account != holder and role is not StaffRole.SUPERVISOR:
        return "case-of-another-officer"
    if change.settled and state is A:
        return "case-at-back-office"
    if change.enters_time:
        return "case-change-refused"  # these ask for no months
    return "paper-check-needed" if change.checks_papers else None  # nothing was photographed here


@pytest.mark.parametrize("state", CaseState)
def test_everybody_tries_everything(room: CaseRoom, state: CaseState) -> None:
    case = room.at(state)
    refused: list[tuple[str, str, str]] = []
    for change in changes().values():
        for account in WHO:
            problem = expected(change, state, account, case.officer)
            if problem is None:
                _allowed(room, case.case_id, change, state, account)
                case = room.at(state)  # the next one is tried with a fresh one
                refused = []
            else:
                assert room.refusal(account, case.case_id, change.name) == problem, (change.name, account)
                refused.append((account, change.name, problem))
                assert room.case(case.case_id) == case
    assert room.attempts(case.case_id) == refused
    assert refused


def _allowed(room: CaseRoom, case_id: UUID, change: Change, state: CaseState, account: str) -> None:
    before = room.desk.get(AUDITOR, str(case_id))
    told = len(room.news(case_id))
    room.clock.advance(60)
    after = room.do(account, case_id, change.name)
    whole = room.desk.get(AUDITOR, str(case_id))
    assert whole.case == after
    assert after.state is change.leads(state)
    assert after.version == before.case.version + 1 == len(whole.history)
    line = whole.history[-1]
    assert (line.change, line.state, line.who) == (change.name, after.state, account)
    assert (line.role, line.reason) == (STAFF[account][0].value, reason_for(change.name))
    assert line.at == room.clock.now()
    news = room.news(case_id)[told:]
    assert [(each.state, each.version) for each in news] == [(after.state, after.version)]
    assert (news[0].reason is not None) == change.reason
    assert news[0].case_number == after.number
    if change.takes or change.drops:
        assert after.officer == (account if change.takes else None)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_goes_every_way(room: CaseRoom, kind: str) -> None:
    """By whoever may; a decision that takes two gets them."""
    for name, state, after in sorted(GRAPH):
        change = changes()[name]
        if handler_of(kind).group not in change.of:
            continue
        if handler_of(kind).group is Group.WISHES:
            continue  # followed as it is opened: tests/central/notices/test_preferences.py
        if handler_of(kind).group is Group.REMINDERS and state not in (R, D):
            continue  # nobody takes one
        case = room.at(state, kind)
        assert case.state is state
        if name in ("join", "check_papers", "enter_time"):
            continue  # test_joining.py, test_paper_checks.py, tests/central/casework/test_case_register.py
        if name == "hand_over" and not case.back_office:
            assert room.refusal(OFFICER, case.case_id, name) == "case-change-refused"
            continue
        if change.settled and state is A and case.back_office:
            room.give_up(case.case_id)
        if StaffRole.SUPERVISOR in change.roles:
            done = room.do(OFFICER if StaffRole.OFFICER in change.roles else SUPERVISOR, case.case_id, name)
            if done.proposed is not None:
                assert done.state is state
                done = room.do(SUPERVISOR, case.case_id, name)
        else:
            room.by_program(case.case_id, name)
            done = room.case(case.case_id)
        assert (done.state, done.proposed) == (after, None)
        told = room.news(case.case_id)[-1]
        said = handler_of(kind).words(after).vi
        assert told.told.vi == (said if told.result is None else f"{said} {RESULT_TOLD.vi}")
        assert (told.result is not None) is change.brings_paper  # a notice is made later
