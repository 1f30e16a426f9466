"""A calculator with the person's own figures: asked for, shown, changeable, wiped."""

from __future__ import annotations

from kiosk.language import Language
from kiosk.places import EndReason
from simulation.touch import shown
from tests.ui.devices import TestLineState
from tests.ui.record_devices import odd_record, refusal
from tests.ui.walk import Walk
from ui.view_models.own_data_vm import OwnDataVm
from ui.view_models.rows_model import RowsModel


def known(walk: Walk) -> set[str]:
    return {name for name in walk.parts.navigator.facts() if name.startswith("record.")}


def test_who_was_not_identified_is_not_asked(walk: Walk) -> None:
    walk.parts.navigator.begin(Language.VIETNAMESE)
    walk.parts.navigator.choose("calculate_pension")
    assert walk.parts.navigator.screen == "question"


def test_the_record_fills_in_the_answers_once_asked_for(walk: Walk) -> None:
    record = walk.parts.records.record = odd_record()
    walk.own_data()
    assert (known(walk), walk.parts.records.officers) == (set(), [])
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("own_figures")
    matters: RowsModel = shown(walk.kiosk.vm.view_model(OwnDataVm), "matters")
    assert {str(row["name"]) for row in matters.rows()} <= {"owed", "gap", "consumed"}
    assert matters.rows()
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("sex")
    navigator = walk.parts.navigator
    while navigator.page.id != "how":
        walk.wait_for_keys()
        walk.tap("primary")
        walk.wait_until(lambda: walk.find("page") is not None, "a page")
        navigator = walk.parts.navigator
    context, facts = navigator.context(), navigator.facts()
    how = navigator.journey.form.get_question("paid.how")
    assert navigator.journey.answers.typed(how, facts, context) == {"choice": "stretches"}
    stretches = navigator.journey.form.get_question("history.employer")
    filled = navigator.journey.answers.typed(stretches, facts, context)
    assert record.contributions
    assert filled["rows"]


def test_who_types_is_not_asked_for_a_card(walk: Walk) -> None:
    walk.own_data()
    walk.wait_for_keys()
    walk.tap("typeMyself")
    walk.arrive("sex")
    assert (known(walk), walk.parts.records.officers) == (set(), [])


def test_a_refusal_leads_to_typing(walk: Walk) -> None:
    walk.parts.records.refusals.append(refusal("issuer-not-trusted"))
    walk.own_data()
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("record")
    walk.wait_for("obstacle")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("sex")
    assert walk.parts.navigator.journey.own_figures is False


def test_after_a_look_at_the_figures_one_may_still_type(walk: Walk) -> None:
    walk.own_figures()
    walk.wait_for_keys()
    walk.tap("typeMyself")
    walk.arrive("sex")
    assert known(walk) == set()


def test_without_a_line_only_typing_is_left(walk: Walk) -> None:
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.own_data()
    walk.wait_for("ownDataOffline")
    assert walk.wait_for("primary").property("available") is False
    walk.tap("typeMyself")
    walk.arrive("sex")


def test_what_was_read_before_needs_no_line(walk: Walk) -> None:
    walk.contributions()
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.parts.navigator.choose("calculate_pension")
    walk.arrive("own_data")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("own_figures")
    assert len(walk.parts.records.officers) == 1  # asked once in the visit


def test_it_is_gone_with_the_visit(walk: Walk) -> None:
    walk.own_figures()
    visit, journey = walk.parts.navigator.visit, walk.parts.navigator.journey
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    assert (visit.read, journey.own_figures) == (None, None)
    vm = walk.kiosk.vm.view_model(OwnDataVm)
    assert (vm.property("headline"), vm.property("task")) == ("", "")
