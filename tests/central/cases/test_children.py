"""Accounts of children: one case each, and two people where nothing shows whose child it is."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from central.cases.filed import FiledCases
from central.cases.forms import askable
from central.cases.paper_checks import PaperCheck
from central.cases.ties import Tie, settle_tie
from central.store.case_tables import case_file, only_case
from central.store.notice_tables import notice
from kiosk.contract.feed import CaseState
from kiosk.contract.records import ManagedBy
from tests.acts import CHILD, SUBJECT, dependant_payload, registration_payload
from tests.central.cases.parts import OFFICER, SUPERVISOR, CaseRoom

PAPER = "birth_certificate"


def told_by_registry(room: CaseRoom, case_id: UUID, tie: Tie) -> None:
    with room.engine.begin() as connection:
        settle_tie(connection, case_id, tie, room.clock.now())


def test_what_the_registry_confirms_one_officer_approves(room: CaseRoom) -> None:
    case_id = room.file("registration.dependant")
    told_by_registry(room, case_id, Tie.CONFIRMED)
    room.do(OFFICER, case_id, "take")
    assert room.do(OFFICER, case_id, "approve").state is CaseState.APPROVED


@pytest.mark.parametrize("tie", [None, Tie.NOT_KNOWN, Tie.DIFFERS])
def test_where_nothing_shows_the_tie_two_people_decide(room: CaseRoom, tie: Tie | None) -> None:
    case_id = room.file("registration.dependant")
    if tie is not None:
        told_by_registry(room, case_id, tie)
    room.do(OFFICER, case_id, "take")
    assert room.do(OFFICER, case_id, "approve").proposed == "approve"
    assert room.refusal(OFFICER, case_id, "approve") == "second-person-needed"
    assert room.do(SUPERVISOR, case_id, "approve").state is CaseState.APPROVED


@pytest.mark.parametrize(("found", "proposed"), [("original_seen", None), ("not_decisive", "approve")])
def test_a_paper_that_was_seen_shows_the_tie(room: CaseRoom, found: str, proposed: str | None) -> None:
    case_id = room.file("registration.dependant", photographed=[f"paper.{PAPER}.1"])
    told_by_registry(room, case_id, Tie.NOT_KNOWN)
    room.do(OFFICER, case_id, "take")
    room.found(OFFICER, case_id, PaperCheck(case_id, PAPER, found))
    assert room.do(OFFICER, case_id, "approve").proposed == proposed


def test_each_child_has_one_case_and_the_same_child_joins_it(room: CaseRoom) -> None:
    first = room.file("registration.dependant")
    second = room.file("registration.dependant", payload=dependant_payload(child="001323000039"))
    again = room.file("registration.dependant")
    acts = room.desk.get(OFFICER, str(first)).acts
    assert set(acts) == {first, again}
    assert room.desk.get(OFFICER, str(second)).acts == (second,)


def test_no_number_of_a_child_stands_in_a_column(room: CaseRoom) -> None:
    room.file("registration.dependant")
    with room.engine.connect() as connection:
        rows = [*connection.execute(select(case_file)), *connection.execute(select(only_case))]
    assert rows
    assert CHILD not in repr(rows)


def test_the_case_is_named_by_its_task_whose_questions_can_be_asked_again(room: CaseRoom) -> None:
    room.file("registration.dependant")
    room.file("registration.adult")
    cases = FiledCases(room.engine, room.keys.hashing).of(SUBJECT)
    assert {(each.kind, each.about) for each in cases} == {
        ("registration.dependant", "register_child"),
        ("registration.adult", "register"),
    }
    asked = {each.id for each in askable("registration.dependant", "register_child")}
    assert {"child.name", "paper.birth_certificate", "contact.email"} <= asked


def test_who_keeps_the_record_stands_with_the_case(room: CaseRoom) -> None:
    forces = {**dependant_payload(), "managed_by": "defence", "task": "register_forces_child"}
    assert room.case(room.file("registration.dependant", payload=forces)).managed_by is ManagedBy.DEFENCE
    police = {**registration_payload(), "managed_by": "police", "task": "register_forces"}
    assert room.case(room.file("registration.adult", payload=police)).managed_by is ManagedBy.POLICE
    assert room.case(room.file("contact.change")).managed_by is ManagedBy.CIVIL


def test_a_guardian_with_an_address_is_told_once(room: CaseRoom) -> None:
    minor = registration_payload(guardian_email="me@example.vn")
    case_id = room.file("registration.adult", payload=minor)
    room.file("registration.adult", payload=minor)  # joins
    room.file("registration.adult", "001099000025", payload=registration_payload("001099000025"))
    with room.engine.connect() as connection:
        rows = connection.execute(select(notice.c.about, notice.c.kind, notice.c.channel)).all()
    assert rows == [(case_id, "guardian.informed", "email")]
