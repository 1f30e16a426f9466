"""No account is opened before an officer has gone through the checklist, and what was answered is kept."""

from __future__ import annotations

import pytest

from central.cases.checklist import points_of, said
from central.cases.kinds import HANDLERS
from central.cases.table import Looked, changes
from central.store.case_tables import case_point
from kiosk.contract.feed import CaseState
from tests.central.cases.parts import OFFICER, SUPERVISOR, CaseRoom
from tests.central.checked import passing

ADULT, CHANGE = "registration.adult", "contact.change"
WITH_POINTS = [kind for kind in HANDLERS if points_of(kind)]


def refused(room: CaseRoom, points: dict[str, str], change: str = "approve") -> str:
    case_id = room.at(CaseState.IN_REVIEW, ADULT).case_id
    found = room.refusal(OFFICER, case_id, change, points=points)
    assert room.case(case_id).state is CaseState.IN_REVIEW
    assert room.attempts(case_id) == [(OFFICER, change, found)]
    return found


def test_every_point_needs_its_answer(room: CaseRoom) -> None:
    whole = passing(ADULT, "approve")
    assert {"person", "document", "record", "number", "contact", "declaration"} == set(whole)
    for point in whole:
        assert refused(room, {name: each for name, each in whole.items() if name != point}) == (
            "checklist-incomplete"
        )


def test_an_answer_that_is_none_of_the_point_is_none(room: CaseRoom) -> None:
    whole = passing(ADULT, "approve")
    assert refused(room, {**whole, "person": "chip"}) == "checklist-incomplete"
    assert refused(room, {**whole, "tie": "registry"}) == "checklist-incomplete"  # of no child
    assert refused(room, {"invented": "same"}, "refuse") == "checklist-incomplete"
    assert refused(room, {"person": "same"}, "return") == "checklist-incomplete"  # it takes no checklist


def test_an_answer_that_speaks_against_approving_bars_it(room: CaseRoom) -> None:
    whole = passing(ADULT, "approve")
    for point in points_of(ADULT):
        for answer in point.answer:
            if not answer.passes:
                assert refused(room, {**whole, point.id: answer.code}) == "checklist-against"


@pytest.mark.parametrize("kind", [ADULT, CHANGE])
def test_eyes_in_the_place_of_the_machine_take_two_people(room: CaseRoom, kind: str) -> None:
    case_id = room.at(CaseState.IN_REVIEW, kind).case_id
    by_eye = {**passing(kind, "approve"), "person": "by_eye"}
    assert room.do(OFFICER, case_id, "approve", points=by_eye).proposed == "approve"
    assert room.refusal(OFFICER, case_id, "approve", points=by_eye) == "second-person-needed"
    assert room.refusal(SUPERVISOR, case_id, "approve", points={}) == "checklist-incomplete"  # looks too
    assert room.do(SUPERVISOR, case_id, "approve", points=by_eye).state is CaseState.APPROVED


def test_what_was_answered_stands_in_the_history(room: CaseRoom) -> None:
    case_id = room.at(CaseState.IN_REVIEW, ADULT).case_id
    room.do(OFFICER, case_id, "approve")
    line = room.desk.get(SUPERVISOR, str(case_id)).history[-1]
    assert (line.change, line.who) == ("approve", OFFICER)
    assert line.points == tuple(passing(ADULT, "approve").items())
    assert all(vi and en for pair in line.points for vi, en in ((t.vi, t.en) for t in said(*pair)))
    with room.engine.connect() as connection:
        rows = connection.execute(case_point.select()).all()
    assert {(row.case_id, row.version) for row in rows} == {(case_id, line.version)}


def test_a_refusal_keeps_what_was_looked_at_and_asks_for_no_more(room: CaseRoom) -> None:
    case_id = room.at(CaseState.IN_REVIEW, ADULT).case_id
    room.do(OFFICER, case_id, "refuse", points={"record": "differs"})
    assert room.desk.get(SUPERVISOR, str(case_id)).history[-1].points == (("record", "differs"),)
    assert room.do(SUPERVISOR, case_id, "refuse", points={}).state is CaseState.REFUSED


def test_a_kind_without_points_is_approved_without(room: CaseRoom) -> None:
    case_id = room.at(CaseState.IN_REVIEW, "payment.verification").case_id
    assert room.refusal(OFFICER, case_id, "approve", points={"person": "same"}) == "checklist-incomplete"
    assert room.do(OFFICER, case_id, "approve", points={}).state is CaseState.APPROVED


def test_an_answer_of_another_version_is_shown_by_its_code() -> None:
    assert [each.vi for each in said("person", "by_ear")][1] == "by_ear"
    assert [each.vi for each in said("shoes", "red")] == ["shoes", "red"]


@pytest.mark.parametrize("kind", WITH_POINTS)
def test_each_point_can_be_passed_and_failed(kind: str) -> None:
    for point in points_of(kind):
        assert {each.passes for each in point.answer} == {True, False}, point.id
        assert len({each.code for each in point.answer}) == len(point.answer)
        assert point.answer[0].passes
        assert not point.answer[0].overrides
    assert {each.id for each in points_of(kind)} >= {"person", "document", "contact"}


def test_points_are_of_kinds_that_there_are_and_decisions_take_them() -> None:
    assert WITH_POINTS
    for point in (each for kind in WITH_POINTS for each in points_of(kind)):
        assert point.of <= set(HANDLERS)
    taking = {name: each.checklist for name, each in changes().items() if each.checklist is not None}
    assert taking == {"approve": Looked.ALL, "refuse": Looked.ANY}
