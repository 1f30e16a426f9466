"""A record fills in what its owner files for themselves, and nothing of another person."""

from __future__ import annotations

from kiosk.forms.form import PageKind
from kiosk.tasks.way import RECORD, way_through
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from tests.kiosk.visits import begin, catalogue, context_of, identified_visit

SERVICE = "9.14"


def _filing(by: str) -> Visit:
    visit = identified_visit()
    journey = begin(visit, SERVICE)
    journey.answers.put("filing.by", by)
    return visit


def _asks_for_own_figures(visit: Visit) -> bool:
    flow = way_through(catalogue().get(SERVICE), lambda each: facts_of(each, context_of(each)))
    (step,) = (each for each in flow.steps if each.id == "own_data")
    return step.applies(visit)


def test_only_who_files_for_themselves_is_asked_for_their_record() -> None:
    assert _asks_for_own_figures(_filing("self"))
    assert not _asks_for_own_figures(_filing("authorised"))


def test_for_whom_is_asked_before_the_record_and_the_service_tells_of_itself_before_the_card() -> None:
    task = catalogue().get(SERVICE)
    flow = way_through(task, lambda each: facts_of(each, context_of(each)))
    order = [step.id for step in flow.steps]
    assert order[0] == "page.about"
    assert order.index("identity") < order.index("page.filing") < order.index(RECORD)
    assert order.index(RECORD) < order.index("page.paid_known")
    assert task.form.pages[0].kind is PageKind.INFORMATION


def test_who_turns_to_another_person_leaves_their_own_record_behind() -> None:
    visit = _filing("self")
    visit.journey.choose_figures(own=True)
    visit.journey.answers.put("filing.by", "authorised")
    assert not visit.journey.for_self
    assert not any(name.startswith("record.") for name in facts_of(visit, context_of(visit)))


def test_another_choice_of_figures_keeps_for_whom_it_is() -> None:
    visit = _filing("authorised")
    visit.journey.answers.put("paid.known", "no")
    visit.journey.choose_figures(own=False)
    visit.journey.choose_figures(own=True)
    assert visit.journey.answers.value("filing.by") == "authorised"
    assert not visit.journey.answers.has("paid.known")
