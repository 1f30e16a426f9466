"""A calculator with the person's own figures: asked for, shown, changeable, wiped."""

from __future__ import annotations

from kiosk.benefits.months import Month
from kiosk.contract.records import Fund, PersonRecord
from kiosk.language import Language
from kiosk.places import EndReason
from simulation.form_filling import FormFilling
from simulation.touch import shown
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.records import odd_record, refusal
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


def worked(*wages: int) -> PersonRecord:
    """One wage a month from March 2025 on, in the invented person's own record."""
    first = Month(2025, 3)
    entry = next(each for each in odd_record().contributions or () if Fund.COMPULSORY in each.funds)
    entries = [
        entry.model_copy(
            update={
                "number": place + 1,
                "from_month": str(first + place),
                "to_month": str(first + place),
                "wage": wage,
                "paid": True,
                "replaces": None,
            }
        )
        for place, wage in enumerate(wages)
    ]
    return odd_record().model_copy(update={"contributions": tuple(entries), "time_used": ()})


def test_figures_of_an_event_follow_its_day_and_can_be_changed(walk: Walk) -> None:
    walk.parts.records.record = worked(*range(5_000_000, 17_000_000, 1_000_000))
    walk.contributions()
    walk.parts.navigator.choose("calculate_sickness")
    for page in ("own_data", "own_figures"):
        walk.arrive(page)
        walk.wait_for_keys()
        walk.tap("primary")
    walk.arrive("what")
    walk.tap("what.is.own")
    walk.tap("primary")
    walk.arrive("begins")
    FormFilling(walk).fill("sick.from", {"text": "10092025"})
    walk.tap("primary")
    walk.arrive("wage")
    assert (text(walk, "paid.wage"), source(walk, "paid.wage")) == ("10.000.000", "08/2025")
    walk.tap("back")
    walk.arrive("begins")
    FormFilling(walk).fill("sick.from", {"text": "10122025"})
    walk.tap("primary")
    walk.arrive("wage")
    assert (text(walk, "paid.wage"), source(walk, "paid.wage")) == ("13.000.000", "11/2025")
    walk.tap("paid.wage.text")
    walk.type_text("5")
    walk.wait_until(lambda: walk.find("paid.wage.source") is None, "the source to go")


def text(walk: Walk, question: str) -> str:
    return str(walk.wait_for(f"{question}.text").property("text"))


def source(walk: Walk, question: str) -> str:
    """The months that are named below a field."""
    words = str(walk.wait_for(f"{question}.source").property("text"))
    return words[words.index("(") + 1 : words.index(")")]


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
