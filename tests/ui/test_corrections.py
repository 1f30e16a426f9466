"""A correction with the register beside the card; missing months, reported from the contributions."""

from __future__ import annotations

from kiosk.contract.records import Alias, AliasKind
from simulation.touch import shown
from tests.ui.devices.records import odd_record
from tests.ui.walk import Walk
from ui.view_models.compared_vm import ComparedVm
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.rows_model import RowsModel


def test_what_differs_stands_side_by_side_and_is_ticked(walk: Walk) -> None:
    walk.compared()
    vm = walk.kiosk.vm.view_model(ComparedVm)
    differing: RowsModel = shown(vm, "differing")
    names = [str(row["name"]) for row in differing.rows()]
    assert "name" in names
    assert all(row["held"] and row["shown"] for row in differing.rows())
    facts = walk.parts.navigator.facts()
    assert facts["held.differs"] == names
    walk.wait_for_keys()
    walk.see_all()
    walk.tap("primary")
    walk.arrive("draws")
    walk.tap("draws.now.none")
    walk.tap("primary")
    walk.arrive("change")
    navigator = walk.parts.navigator
    asked = navigator.journey.form.get_question("data.to_correct")
    typed = navigator.journey.answers.typed(asked, navigator.facts(), navigator.context())
    assert typed == {"chosen": names}


def test_several_numbers_lead_to_the_merging_with_those_that_the_record_names(walk: Walk) -> None:
    record = odd_record()
    second = Alias(kind=AliasKind.INSURANCE_NUMBER, number="9900000022", current=True)
    person = record.person.model_copy(update={"aliases": (*record.person.aliases, second)})
    walk.parts.records.record = record.model_copy(update={"person": person})
    walk.compared()
    numbers: RowsModel = shown(walk.kiosk.vm.view_model(ComparedVm), "numbers")
    assert "9900000022" in {str(row["value"]) for row in numbers.rows()}
    walk.see_all()
    walk.tap("task.merge_books")
    walk.arrive("about")
    navigator = walk.parts.navigator
    navigator.journey.answers.put("filing.by", "self")
    navigator.journey.choose_figures(own=True)
    facts = navigator.facts()
    assert facts["held.books"] == 2
    (other,) = {"9900000022", str(facts["held.number"])} - {str(facts["held.number"])}
    assert facts["held.others"] == [{"book.number": other}]


def test_a_stretch_is_reported_with_what_the_record_tells_of_it(walk: Walk) -> None:
    walk.parts.records.record = odd_record()
    walk.contributions()
    missing: RowsModel = shown(walk.kiosk.vm.view_model(ContributionsVm), "missing")
    assert missing.rows()
    read = walk.parts.navigator.visit.read
    assert read is not None
    newest = read.gaps(walk.parts.navigator.context().today)[-1]
    walk.wait_for_keys()
    walk.tap("missing.0")
    walk.arrive("about")
    navigator = walk.parts.navigator
    facts = navigator.facts()
    assert facts["gap.months"] == {"from": str(newest.first), "to": str(newest.last)}
    assert facts["follow.by"] == "self"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("filing")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("own_figures")  # nobody is asked once more whether their record may be used
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("months")
    asked = navigator.journey.form.get_question("missing.months")
    typed = navigator.journey.answers.typed(asked, navigator.facts(), navigator.context())
    assert typed["from"] == f"{newest.first.month:02}/{newest.first.year}"
