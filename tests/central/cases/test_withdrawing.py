"""A person withdraws what they filed: their own, as long as it is not decided."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from central.cases.kinds import handler_of
from central.cases.views import OPEN
from central.store.notice_tables import notice
from central.store.schema import act
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.case_withdrawal import CaseWithdrawalPayload
from tests.acts import SUBJECT, withdrawal_payload
from tests.central.cases.parts import AUDITOR, CaseRoom

STRANGER = "001099000025"


def case_of(room: CaseRoom, act_id: object) -> object:
    with room.engine.connect() as connection:
        return connection.execute(select(act.c.case_id).where(act.c.act_id == act_id)).scalar_one()


@pytest.mark.parametrize("state", sorted(OPEN))
def test_an_open_case_ends_and_everybody_is_told(room: CaseRoom, state: CaseState) -> None:
    case = room.at(state, "service.filed", subject_id=SUBJECT)
    withdrawal = room.withdraw(case.case_id, SUBJECT)
    whole = room.desk.get(AUDITOR, case.name)
    assert (whole.case.state, whole.case.proposed) == (CaseState.WITHDRAWN, None)
    assert (whole.history[-1].change, whole.history[-1].who) == ("withdraw", "kiosk")
    assert withdrawal in whole.acts
    assert [each.state for each in (room.news(case.case_id)[-1], *room.news(withdrawal))] == [
        CaseState.WITHDRAWN,
        CaseState.WITHDRAWN,
    ]
    with room.engine.connect() as connection:
        due = select(notice.c.kind).where(notice.c.about == case.case_id, notice.c.kind == "case.withdrawn")
        assert connection.execute(due).scalars().all()


@pytest.mark.parametrize("state", sorted(set(CaseState) - OPEN))
def test_what_was_decided_stays_and_an_officer_reads_of_it(room: CaseRoom, state: CaseState) -> None:
    case = room.at(state, "service.filed", subject_id=SUBJECT)
    withdrawal = room.withdraw(case.case_id, SUBJECT)
    assert room.case(case.case_id) == case
    own = room.case(withdrawal)
    assert (own.kind, own.state) == ("case.withdrawal", CaseState.RECEIVED)


@pytest.mark.parametrize(("who", "outcome"), [(STRANGER, "accept"), (SUBJECT, "staff_review")])
def test_nobody_else_withdraws_it_nor_who_was_not_recognised(room: CaseRoom, who: str, outcome: str) -> None:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    withdrawal = room.withdraw(case.case_id, who, outcome=outcome)
    assert room.case(case.case_id) == case
    assert case_of(room, withdrawal) == withdrawal


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("HS26-4417-0932-0007-4", "HS26-4417-0932-0007-4"),
        ("hs26 4417 0932 0007 4", "HS26-4417-0932-0007-4"),
        ("TD264417093212345674", "TD26-4417-0932-1234567-4"),
        ("HS26-4417-0932", None),
        ("4417", None),
    ],
)
def test_a_number_is_read_with_or_without_its_dashes(said: str, number: str | None) -> None:
    payload = CaseWithdrawalPayload.model_validate(withdrawal_payload(case=said))
    assert handler_of("case.withdrawal").names(payload) == number


def test_said_twice_it_is_withdrawn_once(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED, "service.filed", subject_id=SUBJECT)
    first, second = (room.withdraw(case.case_id, SUBJECT) for _ in range(2))
    assert (case_of(room, first), case_of(room, second)) == (case.case_id, second)
