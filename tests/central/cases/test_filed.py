"""What a person is told of the requests that they filed."""

from __future__ import annotations

import pytest

from central.cases.filed import FiledCases
from central.cases.table import reasons
from central.cases.views import OPEN
from kiosk.contract.feed import CaseState
from kiosk.contract.records import FiledCase
from tests.acts import SUBJECT
from tests.central.cases.parts import OFFICE, OFFICER, SUPERVISOR, WAYS, CaseRoom, reason_for
from tests.manual_clock import ManualClock

STRANGER = "001099000025"
STAGES = {
    CaseState.RECEIVED: ["received"],
    CaseState.IN_REVIEW: ["received", "in_review"],
    CaseState.RETURNED: ["received", "in_review", "returned"],
    CaseState.APPROVED: ["received", "in_review", "approved"],
    CaseState.REFUSED: ["received", "in_review", "refused"],
    CaseState.DONE: ["received", "in_review", "refused", "done"],
    CaseState.WITHDRAWN: ["received", "in_review", "withdrawn"],
}


def told(room: CaseRoom, number: str = SUBJECT) -> tuple[FiledCase, ...]:
    return FiledCases(room.engine, room.keys.hashing).of(number)


@pytest.mark.parametrize("state", CaseState)
def test_each_state_is_told_with_how_it_came_to_it(
    room: CaseRoom, clock: ManualClock, state: CaseState
) -> None:
    begun = clock.now()
    room.at(state, "service.filed", subject_id=SUBJECT)
    (case,) = told(room)
    assert (case.kind, case.about, case.office, case.state) == ("service.filed", "9.2", OFFICE, state)
    assert case.number == "HS26-4417-0932-0001-0"
    assert [stage.state for stage in case.stages] == STAGES[state]
    assert case.stages[0].at == case.opened_at == begun
    assert (case.due_on is not None) is (state in (CaseState.RECEIVED, CaseState.IN_REVIEW))
    assert case.may_be_withdrawn is (state in OPEN)
    assert case.waits_for_person is (state is CaseState.RETURNED)
    given = next((reason_for(change) for change in reversed(WAYS[state]) if reason_for(change)), None)
    assert (case.reason and case.reason.vi) == (given and reasons()[given].text.vi)


def test_a_supplement_moves_it_on_and_the_reason_is_told_no_more(room: CaseRoom) -> None:
    returned = room.at(CaseState.RETURNED, "service.filed", subject_id=SUBJECT)
    room.file("service.filed")
    (case,) = told(room)
    assert case.number == returned.number
    assert (case.state, case.reason, case.waits_for_person) == (CaseState.IN_REVIEW, None, False)
    assert [stage.state for stage in case.stages][-2:] == ["returned", "in_review"]


def test_what_staff_do_among_themselves_is_no_stage(room: CaseRoom) -> None:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    room.do(SUPERVISOR, case.case_id, "take_over")
    assert [stage.state for stage in told(room)[0].stages] == ["received", "in_review"]


def test_a_person_is_told_of_their_own_the_newest_first(room: CaseRoom, clock: ManualClock) -> None:
    room.file("service.filed", STRANGER)
    room.file("contact.change")
    clock.advance(3600)
    room.file("service.filed")
    assert [case.kind for case in told(room)] == ["service.filed", "contact.change"]
    assert len(told(room, STRANGER)) == 1
    assert told(room, "001099000033") == ()


def test_what_staff_wrote_is_never_told(room: CaseRoom) -> None:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    room.desk.change(
        OFFICER, str(case.case_id), "return", case.version, reason="document_missing", note="Thiếu trang 2"
    )
    assert "trang 2" not in "".join(each.model_dump_json() for each in told(room))
