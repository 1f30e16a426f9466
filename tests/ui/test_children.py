"""A parent chooses the child whom they register, or types who it is where nobody can tell."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from kiosk.contract.records import AccountState, Differing, Found, FoundChild, KnownChild
from kiosk.places import EndReason
from simulation.touch import shown
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.records import invented, refusal
from tests.ui.walk import Walk
from ui.view_models.children_vm import ChildrenVm

BABY = KnownChild(personal_number="079225000019", full_name="Lê Gia Mẫu", date_of_birth=date(2025, 1, 8))
SON = KnownChild(personal_number="079223000019", full_name="Lê Minh Mẫu", date_of_birth=date(2023, 3, 8))
PUPIL = KnownChild(personal_number="079318000019", full_name="Lê Thị Mẫu", date_of_birth=date(2018, 3, 8))


def registry_names(walk: Walk, *children: KnownChild, silent: bool = False) -> None:
    person = next(each for each in invented() if each.contributions)
    walk.parts.records.record = person.model_copy(update={"children": None if silent else children})


def ask(walk: Walk) -> None:
    """Somebody who was identified before in this visit wants the civil registry to be asked."""
    walk.children_asked()
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("children")


def listed(walk: Walk) -> list[object]:
    return [row["name"] for row in shown(walk.kiosk.vm.view_model(ChildrenVm), "known").rows()]


def test_whom_the_registry_names_is_chosen_and_not_typed(walk: Walk) -> None:
    registry_names(walk, SON, PUPIL, BABY)
    ask(walk)
    assert listed(walk) == [BABY.full_name, SON.full_name]  # who is older has another procedure
    walk.tap("child.1")
    walk.arrive("child")
    number: QObject = walk.wait_for("child.number").property("answering")
    assert (number.property("locked"), number.property("origin")) == (True, "registry")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("relation")
    assert walk.parts.navigator.journey.answers.value("child.number") == SON.personal_number


def test_what_the_register_has_of_the_child_is_told_first(walk: Walk) -> None:
    differs = FoundChild(found=Found.NUMBER, differs=(Differing.NAME,))
    registry_names(walk, SON.model_copy(update={"finding": differs}))
    ask(walk)
    walk.tap("child.0")
    walk.arrive("child_record_differs")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("child")


def test_a_child_that_has_an_account_needs_no_other(walk: Walk) -> None:
    has_one = FoundChild(found=Found.NUMBER, account=AccountState.ACTIVE)
    registry_names(walk, SON.model_copy(update={"finding": has_one}), BABY)
    ask(walk)
    walk.tap("child.1")
    walk.arrive("child_has_account")
    walk.tap("back")
    walk.arrive("children")
    walk.tap("child.0")
    walk.arrive("child")


def test_another_child_is_typed(walk: Walk) -> None:
    registry_names(walk, SON)
    ask(walk)
    walk.tap("anotherChild")
    walk.arrive("child")
    assert walk.wait_for("child.number").property("answering").property("locked") is False
    walk.tap("back")
    walk.arrive("children")
    walk.tap("child.0")
    walk.arrive("child")
    assert walk.wait_for("child.number").property("answering").property("locked") is True


def test_where_the_registry_names_none_or_is_silent_the_way_goes_on(walk: Walk) -> None:
    registry_names(walk, PUPIL)
    ask(walk)
    vm = walk.kiosk.vm.view_model(ChildrenVm)
    assert (vm.property("some"), vm.property("silent")) == (False, False)
    walk.wait_for("paperNeeded")
    walk.tap("back")
    walk.arrive("own_data")
    walk.parts.navigator.visit.read = None
    registry_names(walk, silent=True)
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("children")
    assert (vm.property("some"), vm.property("silent")) == (False, True)
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("child")


def test_without_a_line_or_with_a_refusal_who_registers_types(walk: Walk) -> None:
    walk.children_asked()
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.wait_for("ownDataOffline")
    assert walk.wait_for("primary").property("available") is False
    walk.parts.line.on_state(TestLineState(True, 0))
    walk.parts.records.refusals.append(refusal("person-unknown"))
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("record")
    walk.wait_for("obstacle")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("child")


def test_the_children_are_gone_with_the_visit(walk: Walk) -> None:
    registry_names(walk, SON)
    ask(walk)
    journey = walk.parts.navigator.journey
    walk.tap("child.0")
    walk.arrive("child")
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    assert (journey.chosen_child, listed(walk)) == (None, [])
