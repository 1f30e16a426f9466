"""Other tasks: what is typed, photographed, signed, and sent by mail."""

from __future__ import annotations

from collections.abc import Iterator

from commands.demo.plays import load_play
from kiosk.errors import KnownError
from kiosk.places import EndReason
from simulation.form_filling import FormFilling
from simulation.touch import shown
from tests.ui.calculating import ADOPTION, PLAYS, reach_question, reach_result
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.phones import PHONE_CODE, PHONE_PIN
from tests.ui.tour.another import leave_for_another
from tests.ui.walk import Walk, reach
from ui.view_models.sign_vm import SignVm

_PAPER = "paper.evidence_of_change"  # of 9.1


def typed_answers(walk: Walk) -> Iterator[str]:
    """The longest question that is answered by typing, and several entries in one question."""
    reach_question(walk, ADOPTION, "paid.in_12")
    walk.type_text("9")
    yield "question of two lines"
    reach_question(walk, load_play("payment_details"), "payment.account")
    walk.type_text("v")
    yield "account by bank"
    FormFilling(walk).fill("payment.account", {"bank": "970436", "number": "0123456789"})
    walk.let_stand_still()
    yield "account number"
    reach_question(walk, load_play("9.1"), _PAPER)
    walk.tap(f"{_PAPER}.start")
    walk.wait_for(f"{_PAPER}.preview")
    yield "paper watched"
    walk.tap(f"{_PAPER}.take")
    walk.wait_for(f"{_PAPER}.keep")
    yield "paper taken"
    walk.tap("primary")
    yield "paper taken not kept"
    walk.tap(f"{_PAPER}.keep")
    walk.wait_for(f"{_PAPER}.page0.remove")
    leave_for_another(walk)


def result_by_mail(walk: Walk) -> Iterator[str]:
    """From home and back there."""
    walk.parts.line.on_state(TestLineState(True, 0))
    reach_result(walk, PLAYS["missing_compulsory_months"])
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.wait_for_keys()
    walk.field("mail.address.text", "nguyenthihoangoanh.dongthap@congtycophan.example.vn")
    yield "mail_result"
    walk.tap("primary")
    walk.wait_for("mailed")
    yield "mail_result sent"
    walk.parts.mails.fault = KnownError("mail-failed", "no relay")
    walk.tap("again")
    walk.field("mail.address.text", "oanh@example.vn")
    walk.tap("primary")
    walk.wait_for("notMailed")
    yield "mail_result failed"
    walk.parts.mails.fault = None
    walk.tap("back")
    walk.arrive("result")
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")


def signing(walk: Walk) -> Iterator[str]:
    """A service that is signed before it is sent; the visit ends there."""
    for state in ("sign_none", "sign_choose", "sign"):
        walk.parts.navigator.end(EndReason.IDLE)
        walk.arrive("attract")
        reach(walk, state)
        yield state
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits(PHONE_PIN + "000000")
    walk.wait_for("phoneFault")
    yield "sign code"
    walk.type_digits(PHONE_PIN + PHONE_CODE)
    walk.wait_until(lambda: shown(walk.kiosk.vm.view_model(SignVm), "state") == "signed", "the signature")
    yield "sign signed"
    walk.tap("primary")
    walk.arrive("check_answers")
    yield "check_answers signed"
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
