"""The page of the accounts that a person is paid to, and the code by which they pay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from typing_extensions import override

from kiosk.contract.records import AccountStep
from kiosk.forms.context import Context
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.visit.visit import Visit
from simulation.touch import shown
from tests.kiosk.test_payments import lists
from tests.kiosk.visits import Around, identified_visit
from tests.ui.as_written import as_written
from tests.ui.calculating import PLAYS, reach_result, result_of
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.walk import Walk
from ui.view_models.accounts_vm import AccountsVm
from ui.view_models.payment_card import PaymentCard


def plain(text: object) -> str:
    """Without what keeps words together."""
    return as_written(text)


def test_the_one_in_use_is_open_and_a_closed_one_offers_nothing(walk: Walk) -> None:
    returned, done = walk.parts.records.cases
    asked = {"about": "account_change", "account": AccountStep.NAME_MISMATCH}
    walk.parts.records.cases = (returned.model_copy(update=asked), done)
    walk.accounts()
    vm = walk.kiosk.vm.view_model(AccountsVm)
    assert [plain(row["name"]) for row in vm._accounts.rows()] == [
        "Vikki Bank (tên cũ: DongA Bank), 4 số cuối 6789",
        "Vietcombank, 4 số cuối 4321",
    ]
    assert "không đúng tên ông/bà" in plain(walk.wait_for("waiting.0").property("text"))
    assert walk.find("removeAccount") is not None
    assert [row["task"] for row in vm._tasks.rows()] == ["payment_details", "authorise_receipt"]
    walk.wait_for_keys()
    walk.tap("account.1")
    walk.wait_until(lambda: not shown(vm, "inUse"), "the closed one")
    assert walk.find("removeAccount") is None
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._told, vm._accounts.rows(), vm._lines.rows(), vm._waiting.rows()) == (None, (), (), ())


def test_one_is_removed_by_what_the_page_says_of_it(walk: Walk) -> None:
    walk.accounts()
    walk.wait_for_keys()
    walk.tap("removeAccount")
    walk.arrive("about")
    facts = walk.parts.navigator.facts()
    assert (facts["paid_to.wish"], facts["paid_to.chosen"]) == ("close", "DongA Bank, 4 số cuối 6789")


def test_who_has_none_is_told_what_to_do_and_adds_one(walk: Walk) -> None:
    walk.parts.records.accounts = ()
    walk.accounts()
    assert "tiền mặt" in plain(walk.wait_for("noAccounts").property("text"))
    walk.wait_for_keys()
    walk.tap("addAccount")
    walk.arrive("about")
    assert walk.parts.navigator.facts()["paid_to.wish"] == "add"
    assert "paid_to.chosen" not in walk.parts.navigator.facts()


class Paying(Around):
    """At a kiosk that central has told where contributions go."""

    @override
    def context(self, visit: Visit) -> Context:
        return replace(super().context(visit), reference=lists(status="sandbox"))


def test_what_is_to_be_paid_has_a_code_that_goes_with_the_visit(open_walk: OpenWalk, tmp_path: Path) -> None:
    printed = tmp_path / "printed"
    settings = settings_of(printer={"folder": printed})
    walk = open_walk(parts=TestParts(settings=settings, make_around=Paying))
    walk.parts.navigator.begin(Language.VIETNAMESE)
    walk.parts.navigator.visit.person = identified_visit().person
    reach_result(walk, PLAYS["household_health_insurance"])
    panel: PaymentCard = shown(result_of(walk), "payment")
    assert plain(panel.property("warning")) == "Dữ liệu thử: xin đừng chuyển tiền."
    assert walk.wait_for("paymentCode").property("visible")
    assert [row["value"] for row in panel._lines.rows()][1:3] == ["BHXH Mẫu", "Vietcombank"]
    walk.wait_for_keys()
    walk.tap("print")
    walk.wait_until(lambda: shown(result_of(walk), "paper.state") == "done", "both papers")
    assert len(list(printed.glob("*.pdf"))) == 2
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (panel.property("source"), panel._lines.rows()) == ("", ())
    assert walk.kiosk.vm.stage.payment_codes._text == ""
