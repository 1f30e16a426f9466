"""What the State keeps of the person, and the phones that show their codes."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.touch import shown
from tests.ui.devices.phones import PHONE_CODE, PHONE_PIN, phone
from tests.ui.devices.records import ANSWERED, refusal, treated_record
from tests.ui.tour.another import leave_for_another
from tests.ui.walk import Walk
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.one_phone_vm import OnePhoneVm
from ui.view_models.record_vm import RecordVm
from ui.view_models.rows_model import RowsModel


def record(walk: Walk) -> Iterator[str]:
    """A record that an officer has to vouch for, and that has much to tell."""
    walk.tap("home.record")
    walk.arrive("group")
    walk.parts.card.answers = None
    walk.tap("task.history")
    walk.arrive("record")
    vm = walk.kiosk.vm.view_model(RecordVm)
    walk.wait_until(lambda: vm.property("state") == "chip", "the chip")
    walk.parts.card.on_lying(False)
    walk.let_run(0.05)
    yield "record waiting for the card"
    walk.parts.card.answers = ANSWERED.answer
    walk.parts.records.refusals.append(refusal("officer-needed"))
    walk.parts.card.on_answer(ANSWERED.answer)
    walk.wait_for("obstacle")
    yield "record refused"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("vouch")
    yield "vouch"
    walk.type_digits("100001246810")
    walk.arrive("contributions")
    yield "contributions"
    years: RowsModel = shown(walk.kiosk.vm.view_model(ContributionsVm), "years")
    walk.tap(f"year.{years.rows()[0]['year']}")
    walk.let_run(0.05)
    yield "contributions by month"
    walk.tap("workplaces.toggle")
    walk.wait_for("workplace.0")
    yield "contributions by workplace"
    walk.tap("workplaces.toggle")
    walk.tap("task.calculate_pension")
    walk.arrive("own_data")
    yield "own data"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("own_figures")
    yield "own figures"
    walk.tap("back")
    walk.arrive("own_data")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("task.my_cases")
    walk.arrive("cases")
    yield "cases"
    walk.tap("case.1")
    walk.tap("showPaper")
    walk.arrive("case_paper")
    yield "case_paper"
    walk.tap("back")
    walk.arrive("cases")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")


def care(walk: Walk) -> Iterator[str]:
    """Health card, treatments and benefits: confirmed first, covered, uncovered, and told to be another's."""
    walk.parts.records.record = treated_record()
    walk.tap("home.record")
    walk.arrive("group")
    walk.tap("task.health_card")
    walk.arrive("insurance_card")
    yield "insurance_card"
    walk.tap("back")
    walk.arrive("group")
    walk.tap("task.care_history")
    walk.arrive("confirm_record")
    yield "confirm_record"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("care")
    yield "care"
    walk.tap("event.0")
    walk.tap("costLines")
    with walk.holding("hold"):
        walk.let_run(0.05)
        yield "care uncovered"
    walk.tap("back")
    walk.arrive("confirm_record")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("task.benefits_received")
    walk.arrive("confirm_record")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("received")
    walk.tap("benefit.0")
    walk.let_run(0.05)
    yield "received"
    walk.tap("back")
    walk.arrive("confirm_record")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")
    walk.parts.records.record = None


def correction(walk: Walk) -> Iterator[str]:
    """From home and back there: what the register has beside the card, and what follows from it."""
    walk.tap("home.change")
    walk.arrive("group")
    walk.tap("task.9.1")
    walk.arrive("about")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("filing")
    walk.tap("filing.by.self")
    walk.tap("primary")
    walk.arrive("own_data")
    yield "own data of the person"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("compared")
    yield "compared"
    leave_for_another(walk)


def kept(walk: Walk) -> Iterator[str]:
    """What is kept of somebody, by whom it was seen, and what they may ask for."""
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.my_data")
    walk.arrive("kept")
    yield "kept"
    walk.tap("moreLooks")
    walk.let_run(0.05)
    yield "kept all looks"
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")


def phones(walk: Walk) -> Iterator[str]:
    """From home and back there: a phone is added, tried and removed."""
    phones = walk.parts.phones
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.smart_otp")
    walk.arrive("phones")
    walk.wait_for("neverTell")
    yield "phones none"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("add_phone")
    yield "add_phone"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits("123456")
    walk.wait_for("phoneFault")
    yield "add_phone pin"
    walk.type_digits(2 * PHONE_PIN)
    walk.wait_for("typedKey")
    yield "add_phone key"
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits("000000")
    walk.wait_for("phoneFault")
    yield "add_phone code"
    walk.type_digits(PHONE_CODE)
    walk.wait_for("phoneAdded")
    yield "add_phone added"
    phones.listed = (phone(1).model_copy(update={"locked_until": walk.parts.clock.now()}), phone(2), phone(3))
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_for("phone.0")
    walk.tap("phone.0")
    walk.wait_for("removePhone")
    yield "phones"
    walk.tap("phone.1")
    walk.tap("checkPhone")
    walk.arrive("check_phone")
    walk.wait_for_keys()
    walk.type_digits(PHONE_PIN + "000000")
    walk.wait_for("phoneFault")
    yield "check_phone"
    walk.type_digits(PHONE_PIN + PHONE_CODE)
    walk.wait_for("phoneRight")
    yield "check_phone right"
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_for("phone.2")
    walk.tap("phone.2")
    walk.tap("removePhone")
    walk.arrive("remove_phone")
    yield "remove_phone"
    phones.refusals.append(refusal("grant-expired"))
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_until(lambda: shown(walk.kiosk.vm.view_model(OnePhoneVm), "state") == "stopped", "the end")
    yield "remove_phone over"
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_for("phone.2")
    walk.tap("phone.2")
    walk.tap("removePhone")
    walk.arrive("remove_phone")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("inTheApp")
    yield "remove_phone done"
    leave_for_another(walk)
