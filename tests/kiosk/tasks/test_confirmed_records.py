"""What is sensitive is confirmed before it is asked for; a treatment not theirs goes to an officer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from kiosk.contract.records import CareEvent, FacilityName, Person, PersonRecord, Release, Section
from kiosk.flow.run import FlowRun, StepNotDoneError
from kiosk.records.care import DisputedCare
from kiosk.tasks.way import CONFIRM_RECORD, RECORD, way_through
from kiosk.visit.facts import facts_of
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.tasks.test_submission import payload_of
from tests.kiosk.visits import answer, begin, catalogue, context_of, identified_visit
from tests.manual_clock import START

EVENT = CareEvent(
    id="01025260212017", kind="outpatient", admitted_on=date(2026, 2, 12), discharged_on=date(2026, 2, 12),
    facility=FacilityName(code="01025", name="Bệnh viện Thí Dụ"), disease_code="J06.9", disease="Viêm họng",
)  # fmt: skip
SENSITIVE = frozenset({Section.CARE, Section.DOCUMENTS, Section.BENEFITS, Section.PAYMENTS})
BY_LAW = "electronic_book"  # what has been settled is a part of the book (L41 Art. 25)


def run_of(task: str) -> tuple[Visit, FlowRun[Visit]]:
    visit = identified_visit()
    begin(visit, task)
    flow = way_through(catalogue().get(task), lambda each: facts_of(each, context_of(each)))
    return visit, FlowRun(flow, visit)


def test_whatever_shows_sensitive_sections_asks_first_and_shows_no_others() -> None:
    shown = [
        task for task in catalogue() if task.record is not None and task.record.page and task.id != BY_LAW
    ]
    sensitive = [task for task in shown if task.record is not None and task.record.sections & SENSITIVE]
    assert [task.record.sections for task in sensitive if task.record is not None] == [
        frozenset({Section.BENEFITS, Section.PAYMENTS}),
        frozenset({Section.CARE, Section.DOCUMENTS}),
    ]
    for task in sensitive:
        assert task.record is not None
        assert task.record.confirm is not None


def test_the_page_before_comes_before_central_and_each_time_anew() -> None:
    visit, run = run_of("care_history")
    assert run.current.id == CONFIRM_RECORD
    assert run.current.own  # nobody agrees in the person's place
    with pytest.raises(StepNotDoneError):
        run.next()
    visit.journey.record_confirmed = True
    assert run.next().id == RECORD
    card = visit.person.card
    assert card is not None
    record = PersonRecord(
        person=Person(
            personal_number=None, full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male"
        ),
        care=(EVENT,),
        documents=(),
    )
    sections = frozenset({Section.CARE, Section.DOCUMENTS})
    visit.read = ReadRecord(uuid4(), card.identity.subject, sections, Release(read_at=START, record=record))
    assert run.next().id == "care"
    visit.lay_aside()
    begin(visit, "care_history")
    flow = way_through(catalogue().get("care_history"), lambda each: facts_of(each, context_of(each)))
    again = FlowRun(flow, visit)
    assert again.current.id == CONFIRM_RECORD  # who looks on may be somebody else by now
    visit.journey.record_confirmed = True
    assert again.next().id == "care"  # and it was read already


def disputed(visit: Visit) -> None:
    """The rest of the form, after the page of what is known was passed as it stood."""
    context = context_of(visit)
    visit.journey.answers.take_page(visit.journey.form.pages[0], facts_of(visit, context), context)
    answer(visit, {"disputed.what": {"choice": "never"}, "declare.disputed": {"choice": "yes"}})


def test_from_ones_own_record_the_act_says_which_treatment_it_is() -> None:
    visit = identified_visit()
    visit.dispute(DisputedCare.of(EVENT), "not_my_care")
    begin(visit, "not_my_care")
    disputed(visit)
    payload = payload_of(visit)
    answers = payload["answers"]
    assert isinstance(answers, dict)
    assert answers["disputed.reference"] == EVENT.id
    assert answers["disputed.day"] == "2026-02-12"
    assert answers["disputed.facility"] == "Bệnh viện Thí Dụ"
    assert "Viêm họng" not in str(payload)  # the illness is nobody's business in it
    assert visit.disputed_care is None


def test_who_has_not_looked_says_day_and_facility() -> None:
    visit = identified_visit()
    begin(visit, "not_my_care")
    answer(visit, {"disputed.day": {"text": "12022026"}, "disputed.facility": {"text": "Bệnh viện Thí Dụ"}})
    disputed(visit)
    answers = payload_of(visit)["answers"]
    assert isinstance(answers, dict)
    assert "disputed.reference" not in answers
    assert answers["disputed.day"] == "2026-02-12"


def test_another_treatment_begins_the_form_anew_and_the_visits_end_forgets_it() -> None:
    visit = identified_visit()
    visit.dispute(DisputedCare.of(EVENT), "not_my_care")
    begin(visit, "not_my_care")
    disputed(visit)
    visit.lay_aside()
    visit.dispute(replace(DisputedCare.of(EVENT), reference="other"), "not_my_care")
    assert "not_my_care" not in {
        task for task, left in visit.aside.items() if left.answers.has("disputed.what")
    }
    visit.wipe()
    assert visit.disputed_care is None
