"""The way from the list of one's cases to the paper of one of them, and what stays of it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from kiosk.contract.records import Person, PersonRecord, Release, ResultPaper, Section
from kiosk.flow.run import FlowRun
from kiosk.tasks.way import PAPER_RECORD, RECORD, way_through
from kiosk.visit.facts import facts_of
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.visits import begin, catalogue, context_of, identified_visit
from tests.manual_clock import START

CASES = frozenset({Section.CASES})
PERSON = Person(personal_number=None, full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male")


def paper(words: bytes) -> ResultPaper:
    return ResultPaper(pdf=b64encode(b"%PDF-" + words), pages=(b64encode(b"\xff\xd8"),))


FIRST, SECOND = paper(b"first"), paper(b"second")


def read(visit: Visit, wanted: ResultPaper | None = None) -> ReadRecord:
    card = visit.person.card
    assert card is not None
    record = PersonRecord(person=PERSON, cases=())
    release = Release(read_at=START, record=record, paper=wanted)
    return ReadRecord(uuid4(), card.identity.subject, CASES, release)


def want(visit: Visit, wanted: ResultPaper) -> None:
    visit.wanted_paper = wanted.sha256


def held(visit: Visit) -> tuple[str | None, ResultPaper | None]:
    return visit.wanted_paper, visit.paper


@pytest.fixture
def visit() -> Visit:
    visit = identified_visit()
    begin(visit, "my_cases")
    visit.read = read(visit)
    return visit


@pytest.fixture
def run(visit: Visit) -> FlowRun[Visit]:
    flow = way_through(catalogue().get("my_cases"), lambda each: facts_of(each, context_of(each)))
    run = FlowRun(flow, visit)
    while run.current.id != "cases":
        run.next()
    return run


def test_the_list_is_the_last_page_for_who_wants_no_paper(run: FlowRun[Visit]) -> None:
    assert run.is_last


def test_central_is_asked_anew_and_the_paper_shown(visit: Visit, run: FlowRun[Visit]) -> None:
    want(visit, FIRST)
    step = run.next()
    assert (step.id, step.shown_by) == (PAPER_RECORD, RECORD)
    assert not step.done(visit)
    visit.read = read(visit, FIRST)
    assert run.next().id == "case_paper"
    assert run.is_last
    assert held(visit) == (FIRST.sha256, FIRST)
    back = run.back()
    assert back is not None
    assert back.id == "cases"


def test_another_paper_is_asked_for_too_and_one_that_is_here_is_not(
    visit: Visit, run: FlowRun[Visit]
) -> None:
    visit.read = read(visit, FIRST)
    want(visit, SECOND)
    assert held(visit) == (SECOND.sha256, None)
    assert run.next().id == PAPER_RECORD
    run.back()
    want(visit, FIRST)
    assert run.next().id == "case_paper"


@pytest.mark.parametrize("leave", [Visit.leave_journey, Visit.lay_aside, Visit.wipe])
def test_who_leaves_wants_it_no_more(visit: Visit, leave: object) -> None:
    visit.read = read(visit, FIRST)
    want(visit, FIRST)
    assert callable(leave)
    leave(visit)
    assert held(visit) == (None, None)


def test_the_card_of_somebody_else_takes_it_away(visit: Visit) -> None:
    visit.note_owner()
    visit.read = read(visit, FIRST)
    want(visit, FIRST)
    card = visit.person.card
    assert card is not None
    other = replace(card.identity, personal_number="001099000029")
    visit.person.card = replace(card, identity=other)
    visit.note_owner()
    assert visit.record(CASES) is None
    assert held(visit) == (None, None)
