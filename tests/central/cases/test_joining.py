"""When a further act belongs to a case that there is, and which of two is decided first."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from central.store.schema import act
from kiosk.contract.feed import CaseState
from tests.acts import service_payload
from tests.central.cases.parts import AUDITOR, OFFICER, SUPERVISOR, CaseRoom

OTHER = "001099000025"


def cases(room: CaseRoom) -> dict[object, object]:
    with room.engine.connect() as connection:
        return {row.act_id: row.case_id for row in connection.execute(select(act))}


GIVEN_UP = (CaseState.REFUSED, CaseState.WITHDRAWN)


@pytest.mark.parametrize("state", [each for each in CaseState if each not in GIVEN_UP])
def test_a_second_registration_joins_the_first(room: CaseRoom, state: CaseState) -> None:
    first = room.at(state, "registration.adult", subject_id=OTHER)
    if state is CaseState.DONE:  # not by a refusal
        first = room.at(CaseState.APPROVED, "registration.adult", subject_id="001099000033")
        room.by_program(first.case_id, "carry_out")
        first = room.case(first.case_id)
    person = OTHER if state is not CaseState.DONE else "001099000033"
    second = room.file("registration.adult", person)
    assert cases(room)[second] == first.case_id
    after = room.desk.get(AUDITOR, first.name)
    assert after.acts == tuple(sorted((first.case_id, second)))
    returned = state is CaseState.RETURNED
    assert after.case.state is (CaseState.IN_REVIEW if returned else state)
    assert after.history[-1].change == ("supplement" if returned else "join")
    assert [each.state for each in room.news(second)] == [after.case.state]


@pytest.mark.parametrize("state", [*GIVEN_UP, CaseState.DONE])
def test_who_was_refused_or_withdrew_may_ask_again(room: CaseRoom, state: CaseState) -> None:
    first = room.at(state, "registration.adult", subject_id=OTHER)
    second, third = (room.file("registration.adult", OTHER) for _ in range(2))
    joined = cases(room)
    assert [joined[each] for each in (first.case_id, second, third)] == [first.case_id, second, second]


@pytest.mark.parametrize("kind", ["contact.change", "service.filed"])
def test_what_comes_while_something_is_missing_is_the_supplement(room: CaseRoom, kind: str) -> None:
    first = room.at(CaseState.RETURNED, kind, subject_id=OTHER)
    second, third = room.file(kind, OTHER), room.file(kind, OTHER)
    assert cases(room) == {first.case_id: first.case_id, second: first.case_id, third: third}
    assert room.case(first.case_id).state is CaseState.IN_REVIEW
    assert [each.state for each in room.news(first.case_id)][-1] is CaseState.IN_REVIEW
    assert [each.state for each in room.news(second)] == [CaseState.IN_REVIEW]
    assert room.news(third) == []  # its receipt said it all


def test_another_service_supplements_nothing(room: CaseRoom) -> None:
    room.at(CaseState.RETURNED, "service.filed", subject_id=OTHER)
    other = room.file("service.filed", OTHER, payload={**service_payload(OTHER), "service": "office.own"})
    assert cases(room)[other] == other


def test_of_two_that_ask_for_the_same_the_older_is_decided_first(room: CaseRoom) -> None:
    older = room.file("service.filed", OTHER)
    room.clock.advance(60)
    newer = room.file("service.filed", OTHER)
    for case_id in (older, newer):
        room.do(OFFICER, case_id, "take")
    assert room.refusal(OFFICER, newer, "approve") == "older-case-first"
    assert [each.case_id for each in room.desk.get(OFFICER, str(newer)).others] == [older]
    room.do(OFFICER, older, "refuse")
    room.do(SUPERVISOR, older, "refuse")
    assert room.do(OFFICER, newer, "approve").state is CaseState.APPROVED


def test_contact_data_wait_for_the_account(room: CaseRoom) -> None:
    registration = room.file("registration.adult", OTHER)
    room.clock.advance(60)
    change, of_another = room.file("contact.change", OTHER), room.file("contact.change", "001099000033")
    for case_id in (registration, change, of_another):
        room.do(OFFICER, case_id, "take")
    assert room.refusal(OFFICER, change, "approve") == "older-case-first"
    room.do(OFFICER, of_another, "approve")
    room.do(OFFICER, registration, "approve")
    assert room.do(OFFICER, change, "approve").state is CaseState.APPROVED
