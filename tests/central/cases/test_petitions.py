"""Petitions at central: answered in words, followed by their code alone, and hard to find without it."""

from __future__ import annotations

from uuid import UUID

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import select

from central.cases.petition_door import PetitionDoor
from central.cases.petition_policy import petition_term
from central.http.problems import ProblemError
from central.kiosks.devices import Device
from central.store.case_tables import case_file, petition
from kiosk.contract.feed import CaseState
from kiosk.contract.petitions import PetitionAnswer, PetitionQuestion, PetitionState
from kiosk.contract.tracking import new_tracking_code
from kiosk.reference.reference_data import ReferenceData
from kiosk.tasks.catalogue import load_catalogue
from tests.acts import SUBJECT, TRACKING_CODE, petition_payload, reopened_payload
from tests.central.cases.parts import COLLEAGUE, OFFICER, SUPERVISOR, CaseRoom

KEY = ECKey.generate_key("P-256")
DEVICE = Device("kid", "KIOSK-01", "00100", "Thử", KEY)
ANSWER = "Lương hưu tháng 2 đã chuyển ngày 10/03/2026."


@pytest.fixture
def door(room: CaseRoom) -> PetitionDoor:
    return PetitionDoor(room.engine, room.keys, room.clock.now)


def _ask(door: PetitionDoor, code: str = TRACKING_CODE, kid: str = "kid") -> PetitionAnswer:
    return door.find(Device(kid, "KIOSK-01", "00100", "Thử", KEY), PetitionQuestion(code=code))


def _file(room: CaseRoom, subject: str = SUBJECT, code: str = TRACKING_CODE) -> UUID:
    return room.file("petition.filed", subject, payload=petition_payload(subject, code=code))


def _answer(room: CaseRoom, case_id: UUID) -> None:
    room.do(OFFICER, case_id, "take")
    case = room.case(case_id)
    room.desk.change(OFFICER, str(case_id), "answer", case.version, answer=ANSWER)


@pytest.mark.parametrize("subject", [SUBJECT, ""])
def test_whoever_has_the_code_reads_state_and_answer_and_nothing_else(
    room: CaseRoom, door: PetitionDoor, subject: str
) -> None:
    case_id = _file(room, subject)
    assert room.case(case_id).due_on is not None
    found = door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE))
    assert (found.state, found.answer) == (PetitionState.NEW, None)
    assert found.due_on == room.case(case_id).due_on
    _answer(room, case_id)
    found = door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE))
    assert (found.state, found.answer, found.due_on) == (PetitionState.ANSWERED, ANSWER, None)
    assert found.reopen_until is not None
    told = found.model_dump_json()
    assert SUBJECT not in told
    assert "Thử" not in told
    assert room.desk.get(OFFICER, str(case_id)).petition is not None


def test_an_answer_is_closed_by_time_or_by_an_officer(room: CaseRoom, door: PetitionDoor) -> None:
    other = new_tracking_code()
    first, second = _file(room), _file(room, "", other)
    _answer(room, first)
    _answer(room, second)
    room.do(COLLEAGUE, second, "close")
    closed = door.find(DEVICE, PetitionQuestion(code=other))
    assert (closed.state, closed.answer, closed.reopen_until) == (PetitionState.CLOSED, ANSWER, None)
    room.clock.advance(16 * 86400)
    assert door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE)).state is PetitionState.CLOSED


def test_the_code_opens_it_again_once_and_within_its_time(room: CaseRoom, door: PetitionDoor) -> None:
    case_id = _file(room)
    _answer(room, case_id)
    room.clock.advance(3600)
    room.file("petition.reopened", "", payload=reopened_payload())
    found = door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE))
    assert (found.state, found.answer) == (PetitionState.REOPENED, None)
    assert room.case(case_id).state is CaseState.RECEIVED
    assert len(room.desk.get(OFFICER, str(case_id)).acts) == 2
    room.clock.advance(60)
    _answer(room, case_id)
    room.clock.advance(16 * 86400)
    late = room.file("petition.reopened", "", payload=reopened_payload())
    assert room.case(late).state is CaseState.RECEIVED  # of its own, for an officer
    assert room.case(case_id).state is CaseState.DONE


def test_a_code_that_nobody_has_opens_nothing(room: CaseRoom) -> None:
    case_id = _file(room)
    _answer(room, case_id)
    room.file("petition.reopened", "", payload=reopened_payload(code=new_tracking_code()))
    assert room.case(case_id).state is CaseState.DONE


def test_it_is_forwarded_to_an_office_that_there_is_and_answered_there(
    room: CaseRoom, door: PetitionDoor
) -> None:
    case_id = _file(room)
    there = next(each.code for each in ReferenceData().offices.all() if each.code != "00100")
    version = room.case(case_id).version
    for office in ("", "99999", "00100"):
        with pytest.raises(ProblemError, match="office-needed"):
            room.desk.change(OFFICER, str(case_id), "forward", version, office=office)
    after = room.desk.change(OFFICER, str(case_id), "forward", version, office=there)
    assert (after.office_id, after.state, after.officer) == (there, CaseState.RECEIVED, None)
    assert door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE)).state is PetitionState.FORWARDED
    assert room.refusal(OFFICER, case_id, "take") == "case-of-another-office"


def test_it_is_never_decided_and_no_other_case_is_answered(room: CaseRoom) -> None:
    petition, other = _file(room), room.file("data.request")
    for case_id in (petition, other):
        room.do(OFFICER, case_id, "take")
    for change in ("approve", "refuse", "return"):
        assert room.refusal(SUPERVISOR, petition, change) == "case-change-refused", change
    for change in ("forward", "answer"):
        assert room.refusal(SUPERVISOR, other, change) == "case-change-refused", change
    version = room.case(petition).version
    for answer in (None, "  ", "x" * 4001):
        with pytest.raises(ProblemError):
            room.desk.change(OFFICER, str(petition), "answer", version, answer=answer)


def test_two_petitions_of_a_person_are_two_and_wait_for_nothing(room: CaseRoom) -> None:
    first, second = _file(room), _file(room, SUBJECT, new_tracking_code())
    assert first != second
    _answer(room, second)
    assert room.case(first).state is CaseState.RECEIVED


def test_a_code_that_comes_twice_stays_the_first_ones(room: CaseRoom, door: PetitionDoor) -> None:
    """Whoever copies the digest of another's act is judged, and reads and opens nothing."""
    first = _file(room)
    second = _file(room, "")
    together = room.file_together(*[("petition.filed", petition_payload(code="A" * 18))] * 2)
    _answer(room, second)
    assert door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE)).state is PetitionState.NEW
    _answer(room, first)
    assert door.find(DEVICE, PetitionQuestion(code=TRACKING_CODE)).answer == ANSWER
    assert all(room.case(each).state is CaseState.RECEIVED for each in together)


def test_kiosks_promise_what_central_counts_and_say_until_when_it_is_opened_again() -> None:
    filed = [task for task in load_catalogue() if task.petition is not None and task.act]
    assert len(filed) == 3
    for task in filed:
        for term in task.answer_within:
            counted = petition_term(term.valid_from)
            assert term.days == counted.working_days, task.id
            assert counted.status == term.status
            steps = () if task.receipt is None else task.receipt.next_steps
            told = " ".join(each.vi for each in (task.summary, *steps))
            assert f"{counted.reopen_days} ngày" in told, task.id


def test_nobody_in_particular_has_no_hash_and_no_other_cases(room: CaseRoom) -> None:
    first, second = _file(room, ""), _file(room, "", new_tracking_code())
    with room.engine.connect() as connection:
        people = connection.execute(select(case_file.c.person)).scalars().all()
    assert people == [None, None]
    assert room.desk.get(OFFICER, str(second)).others == ()
    assert first != second


def test_guessing_is_limited_before_anything_is_looked_up(room: CaseRoom, door: PetitionDoor) -> None:
    _file(room)
    room.clock.advance(3600)
    for tried in range(20):
        with pytest.raises(ProblemError, match="petition-unknown"):
            _ask(door, new_tracking_code())
        room.clock.advance(7 if tried < 19 else 0)
    for code in (TRACKING_CODE, new_tracking_code()):  # the right one tells no more than a wrong one
        with pytest.raises(ProblemError) as refused:
            _ask(door, code)
        assert refused.value.problem.code == "petition-limit-reached"
        assert 0 < (refused.value.problem.retry_after_seconds or 0) <= 3600
    _ask(door, kid="another kiosk")  # whoever stands there is not held up
    room.clock.advance(3600)
    _ask(door)


def test_who_asks_often_for_the_right_code_waits_a_minute_at_most(room: CaseRoom, door: PetitionDoor) -> None:
    _file(room)
    for _ in range(10):
        _ask(door)
    with pytest.raises(ProblemError, match="petition-limit-reached"):
        _ask(door)
    room.clock.advance(61)
    _ask(door)


def test_the_tables_hold_neither_code_nor_digest(room: CaseRoom) -> None:
    _file(room)
    with room.engine.connect() as connection:
        rows = [*connection.execute(select(case_file)).all(), *connection.execute(select(petition)).all()]
    stored = str(rows)
    assert TRACKING_CODE not in stored
    assert str(petition_payload()["tracking_sha256"]) not in stored
