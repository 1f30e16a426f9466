"""A person sends what an officer named as missing: it goes to their case as long as that is open."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from central.cases.filed import FiledCases
from central.cases.forms import askable, labels_of
from central.cases.kinds import HANDLERS
from central.cases.table import changes
from central.cases.views import OPEN, Case
from central.http.problems import ProblemCode, ProblemError
from central.store.schema import act
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds import KINDS
from kiosk.contract.records import FiledCase
from tests.acts import SUBJECT, service_payload, supplement_payload
from tests.central.cases.parts import OFFICER, SUPERVISOR, CaseRoom, reason_for
from tests.manual_clock import ManualClock

STRANGER = "001099000025"
ASKED = ("facility.new", "contact.phone")


def case_of(room: CaseRoom, act_id: UUID) -> object:
    with room.engine.connect() as connection:
        return connection.execute(select(act.c.case_id).where(act.c.act_id == act_id)).scalar_one()


def returned(room: CaseRoom, *asked: str) -> Case:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    return room.do(OFFICER, case.case_id, "return", asked=asked)


def told(room: CaseRoom) -> FiledCase:
    return FiledCases(room.engine, room.keys.hashing).of(SUBJECT)[-1]


def test_what_is_missing_is_named_in_the_order_of_the_form_and_told(room: CaseRoom) -> None:
    case = returned(room, *reversed(ASKED))
    assert room.desk.get(OFFICER, case.name).history[-1].asked == ASKED
    assert told(room).asked == ASKED
    assert "máy tự phục vụ (mục Hồ sơ của tôi)" in told(room).told.vi
    assert [each.vi for each in labels_of("service.filed", "9.2", ASKED)] == [
        "Nơi khám chữa bệnh ban đầu mới",
        "Số điện thoại liên hệ",
    ]


def test_where_nothing_is_named_it_is_brought_to_the_counter(room: CaseRoom) -> None:
    returned(room)
    assert told(room).asked == ()
    assert "asked" not in told(room).model_dump()
    assert "quầy" in told(room).told.vi


@pytest.mark.parametrize("asked", [("declare.true",), ("nothing.such",), (*ASKED, "paid.known")])
def test_only_what_the_form_asks_for_can_be_missing(room: CaseRoom, asked: tuple[str, ...]) -> None:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    with pytest.raises(ProblemError) as caught:
        room.do(OFFICER, case.case_id, "return", asked=asked)
    assert caught.value.problem.code == ProblemCode.ASKED_UNKNOWN
    assert room.case(case.case_id) == case
    assert room.attempts(case.case_id) == [(OFFICER, "return", "asked-unknown")]


def test_nothing_is_missing_in_any_other_change(room: CaseRoom) -> None:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    with pytest.raises(ProblemError):
        room.do(OFFICER, case.case_id, "approve", asked=ASKED)
    assert [change.name for change in changes().values() if change.asks] == ["return"]


def test_it_moves_the_case_on_and_its_term_begins_anew(room: CaseRoom, clock: ManualClock) -> None:
    case = returned(room, *ASKED)
    clock.advance(20 * 86400)
    supplement = room.supplement(case.case_id, SUBJECT)
    whole = room.desk.get(OFFICER, case.name)
    assert (whole.case.state, set(whole.acts)) == (CaseState.IN_REVIEW, {case.case_id, supplement})
    assert (whole.history[-1].change, whole.history[-1].who) == ("supplement", "kiosk")
    assert whole.case.officer == OFFICER
    assert case.due_on is not None
    assert whole.case.due_on is not None
    assert whole.case.due_on > case.due_on
    assert (told(room).asked, told(room).waits_for_person) == ((), False)
    assert [each.state for each in (room.news(case.case_id)[-1], *room.news(supplement))] == [
        CaseState.IN_REVIEW,
        CaseState.IN_REVIEW,
    ]


@pytest.mark.parametrize("state", sorted(OPEN - {CaseState.RETURNED}))
def test_what_comes_while_nobody_waits_lies_with_the_case(room: CaseRoom, state: CaseState) -> None:
    case = room.at(state, "service.filed", subject_id=SUBJECT)
    before = len(room.news(case.case_id))
    supplement = room.supplement(case.case_id, SUBJECT)
    whole = room.desk.get(OFFICER, case.name)
    assert (whole.case.state, whole.case.version) == (state, case.version + 1)
    assert whole.history[-1].change == "add"
    assert supplement in whole.acts
    assert len(room.news(case.case_id)) == before  # it stands as it stood
    assert [each.state for each in room.news(supplement)] == [state]


@pytest.mark.parametrize("state", sorted(set(CaseState) - OPEN))
def test_what_comes_too_late_is_a_case_for_an_officer(room: CaseRoom, state: CaseState) -> None:
    case = room.at(state, "service.filed", subject_id=SUBJECT)
    supplement = room.supplement(case.case_id, SUBJECT)
    assert room.case(case.case_id) == case
    own = room.case(supplement)
    assert (own.kind, own.state, own.number) == ("case.supplement", CaseState.RECEIVED, own.name)


@pytest.mark.parametrize(("who", "outcome"), [(STRANGER, "accept"), (SUBJECT, "staff_review")])
def test_nobody_else_supplements_it_nor_who_was_not_recognised(
    room: CaseRoom, who: str, outcome: str
) -> None:
    case = returned(room, *ASKED)
    supplement = room.supplement(case.case_id, who, outcome=outcome)
    assert room.case(case.case_id) == case
    assert case_of(room, supplement) == supplement


def test_sent_twice_the_second_lies_with_the_first(room: CaseRoom) -> None:
    case = returned(room, *ASKED)
    acts = [room.supplement(case.case_id, SUBJECT) for _ in range(2)]
    whole = room.desk.get(OFFICER, case.name)
    assert set(whole.acts) == {case.case_id, *acts}
    assert [line.change for line in whole.history[-2:]] == ["supplement", "add"]


def test_what_is_judged_at_once_changes_the_case_in_turn(room: CaseRoom) -> None:
    case = returned(room, *ASKED)
    first, second, again = room.file_together(
        ("case.supplement", supplement_payload(case=case.name)),
        ("case.supplement", supplement_payload(case=case.name)),
        ("service.filed", service_payload()),
    )
    whole = room.desk.get(OFFICER, case.name)
    assert set(whole.acts) == {case.case_id, first, second}
    assert [line.change for line in whole.history[-2:]] == ["supplement", "add"]
    assert case_of(room, again) == again  # nobody waits any more: a case of its own, behind this one


def test_a_second_return_asks_for_what_it_names_alone(room: CaseRoom) -> None:
    case = returned(room, *ASKED)
    room.supplement(case.case_id, SUBJECT)
    room.do(OFFICER, case.case_id, "return", asked=["card.number"])
    assert told(room).asked == ("card.number",)
    room.supplement(case.case_id, SUBJECT)
    room.do(OFFICER, case.case_id, "return")
    assert told(room).asked == ()


def test_a_decision_that_waits_for_a_second_person_is_looked_at_anew(room: CaseRoom) -> None:
    case = room.at(CaseState.IN_REVIEW, "service.filed", subject_id=SUBJECT)
    assert room.do(OFFICER, case.case_id, "refuse").proposed == "refuse"
    room.supplement(case.case_id, SUBJECT)
    assert room.case(case.case_id).proposed is None
    assert room.desk.change(
        SUPERVISOR, case.name, "refuse", room.case(case.case_id).version, reason=reason_for("refuse")
    ).proposed


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_case_can_be_asked_for_more_but_those_about_another_case(kind: str) -> None:
    about = "9.2" if kind == "service.filed" else None
    assert bool(askable(kind, about)) is not bool(HANDLERS[kind].moves)


def test_nobody_is_asked_to_declare_or_to_agree_once_more() -> None:
    for kind, about in (("registration.adult", None), ("contact.change", None), ("service.filed", "9.14")):
        asked = askable(kind, about)
        assert {each.kind for each in asked}.isdisjoint({"consent", "declaration"})
        assert all(each.group.vi and each.label.vi for each in asked)
    assert "paper.insurance_book" in [each.id for each in askable("service.filed", "9.14") if each.is_paper]
    assert askable("service.filed", "own_service") == ()
