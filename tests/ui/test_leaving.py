"""Leaving: in the middle, after a receipt, and with a card still on the reader."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from kiosk.errors import KnownError
from simulation.touch import shown
from tests.patience import PATIENCE
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices.card import card_reading
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.signal_tone import Ringing, SignalTone
from ui.tone import alert_tone
from ui.view_models.receipt_vm import ReceiptVm

HOUR = 3600.0


def _text(walk: Walk, name: str) -> str:
    """Without the joiners that keep words on one line."""
    return as_written(walk.wait_for(name).property("text"))


def test_leaving_in_the_middle_is_asked_about_and_everything_is_there_on_return(walk: Walk) -> None:
    walk.phone()
    walk.field("contact.phone.text", "0912 345 678")
    walk.tap("end")
    walk.arrive("leave")
    assert walk.find("end") is None
    walk.tap("primary")
    walk.arrive("phone")
    assert _text(walk, "contact.phone.text").replace(" ", "") == "0912345678"


def test_what_was_entered_can_wait_and_the_last_page_says_until_when(walk: Walk) -> None:
    walk.email()
    walk.tap("end")
    walk.arrive("leave")
    walk.tap("keepDraft")
    walk.arrive("goodbye")
    assert walk.parts.drafts.handed_over == 1
    assert _text(walk, "headline") == "Ông/bà đã thoát"
    assert "chưa được gửi" in _text(walk, "outcome")
    assert "10:30" in _text(walk, "outcome")


def test_who_drops_everything_hears_that_nothing_was_sent(walk: Walk) -> None:
    walk.email()
    walk.tap("end")
    walk.arrive("leave")
    walk.tap("leave")
    walk.arrive("goodbye")
    assert walk.parts.drafts.handed_over == 0
    assert _text(walk, "outcome") == "Việc đang làm chưa được gửi đi."


def test_before_the_card_nothing_can_wait(walk: Walk) -> None:
    walk.card()
    walk.tap("end")
    walk.arrive("leave")
    assert walk.find("keepDraft") is None


def test_a_receipt_without_paper_is_asked_about(walk: Walk) -> None:
    walk.receipt()
    walk.tap("primary")
    walk.arrive("keep_receipt")
    walk.tap("back")
    walk.arrive("receipt")
    walk.tap("primary")
    walk.arrive("keep_receipt")
    walk.tap("primary")
    walk.arrive("receipt")
    walk.wait_until(lambda: walk.parts.receipts.printed == 1, "the paper")
    walk.tap("primary")
    walk.arrive("anything_else")


def test_a_receipt_that_could_not_be_printed_is_asked_about_too(walk: Walk) -> None:
    walk.receipt()
    walk.parts.receipts.fault = KnownError("no_printer", "none")
    walk.tap("print")
    walk.let_run(0.1)
    walk.tap("primary")
    walk.arrive("keep_receipt")
    walk.tap("noted")
    walk.arrive("anything_else")


def test_the_last_page_asks_for_a_card_as_long_as_it_lies_there(open_walk: OpenWalk) -> None:
    walk = open_walk(idle={"goodbye_seconds": HOUR, "card_left_seconds": 2 * HOUR})
    walk.goodbye()
    assert walk.timers(HOUR)
    walk.parts.card.lies(True)
    walk.wait_until(lambda: _text(walk, "headline") == "Xin lấy thẻ của ông/bà", "a word about the card")
    assert walk.timers(2 * HOUR)
    walk.parts.card.lies(False)
    walk.wait_until(lambda: _text(walk, "headline") == "Cảm ơn ông/bà", "thanks")
    walk.run_out(HOUR)
    walk.arrive("attract")


def test_the_first_screen_tells_of_a_card_that_was_left(walk: Walk) -> None:
    walk.attract()
    assert walk.find("cardLeft") is None
    walk.parts.card.lies(True)
    walk.wait_for("cardLeft")
    walk.parts.card.lies(False)
    walk.wait_until(lambda: walk.find("cardLeft") is None, "the card to be taken")


def test_a_card_of_somebody_else_leads_to_advice_and_not_to_the_same_card(walk: Walk) -> None:
    walk.card()
    walk.parts.card.progress(CardPhase.LIFT_CARD)
    walk.wait_until(lambda: "đang nằm" in _text(walk, "title"), "a word about the card that lies there")
    assert walk.find("typeNumber") is None
    walk.parts.card.on_done(card_reading())
    walk.arrive("identity")
    walk.tap("back")
    walk.arrive("card")
    walk.parts.card.progress(CardPhase.LIFT_CARD)
    walk.wait_until(lambda: "nhấc thẻ" in _text(walk, "title"), "advice")
    assert "cán bộ" in _text(walk, "lead")
    walk.parts.card.progress(CardPhase.WAITING_FOR_CARD)
    walk.wait_until(lambda: _text(walk, "title").startswith("Đặt thẻ"), "the usual words")


def test_a_number_that_opened_nothing_is_mended_and_not_typed_again(walk: Walk) -> None:
    walk.card()
    walk.tap("typeNumber")
    walk.type_digits("079160012344")
    walk.tap("primary")
    walk.wait_until(lambda: walk.parts.card.typed == ["079160012344"], "the number")
    walk.parts.card.on_fault(EkycError("wrong_access_key", "no"))
    walk.tap("typeNumberInstead")
    walk.tap("keyErase")
    walk.type_digits("5")
    walk.tap("primary")
    walk.wait_until(lambda: walk.parts.card.typed[-1] == "079160012345", "the mended number")


class _Tone(SignalTone):
    """Counts instead of sounding."""

    def __init__(self) -> None:
        super().__init__(None)
        self.played = 0

    def play(self) -> bool:
        self.played += 1
        return True


def test_a_card_that_was_left_is_called_for_until_it_is_taken(qapp: QApplication) -> None:
    load_fonts()
    tone = _Tone()
    with open_kiosk(tone=tone) as walk:
        walk.goodbye()
        assert tone.played == 0
        walk.parts.card.lies(True)
        walk.wait_until(lambda: tone.played == 1, "a tone")
        timer = _timer(walk)
        for _ in range(20):
            timer.timeout.emit()
        assert tone.played == 15
        walk.parts.card.lies(False)
        walk.wait_until(lambda: not timer.isActive(), "silence")


def _timer(walk: Walk) -> QTimer:
    (ringing,) = walk.kiosk.findChildren(Ringing)
    (timer,) = ringing.findChildren(QTimer)
    return timer


def test_who_calls_for_staff_is_heard_until_somebody_comes(qapp: QApplication) -> None:
    load_fonts()
    tone = _Tone()
    with open_kiosk(tone=tone) as walk:
        walk.phone()
        timer = _timer(walk)
        walk.tap("callStaff")
        walk.arrive("staff_called")
        assert (tone.played, timer.isActive()) == (1, True)
        timer.timeout.emit()
        assert tone.played == 2
        walk.tap("staffDoor")
        walk.arrive("staff_sign_in")
        assert not timer.isActive()
        walk.parts.navigator.leave_staff_room()  # the person stands before the same page again
        walk.arrive("staff_called")
        walk.tap("primary")
        walk.arrive("phone")
        assert (tone.played, timer.isActive()) == (2, False)


def test_who_waits_reads_that_somebody_comes(walk: Walk) -> None:
    walk.home()
    walk.tap("callStaff")
    walk.arrive("staff_called")
    said = walk.wait_for("whoComes")
    assert "sẽ đến giúp" in said.property("text")
    walk.parts.navigator.staff_come = lambda: True
    walk.wait_until(lambda: "đã nhận cuộc gọi" in said.property("text"), "the word that staff come")


def test_who_goes_on_alone_ends_the_ringing(qapp: QApplication) -> None:
    load_fonts()
    tone = _Tone()
    with open_kiosk(tone=tone) as walk:
        walk.home()
        timer = _timer(walk)
        for times in (1, 2):
            walk.tap("callStaff")
            walk.arrive("staff_called")
            assert (tone.played, timer.isActive()) == (times, True)
            walk.tap("primary")
            walk.arrive("home")
            assert not timer.isActive()


@pytest.mark.expects_log("the tone cannot be played")
def test_a_tone_that_cannot_be_played_stays_off(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = SignalTone(str(tmp_path / "nothing"))
    broken.play()
    with open_kiosk() as walk:
        walk.wait_until(lambda: broken.player is None, "the failure")
    assert "stays off" in caplog.text


def test_a_tone_goes_to_the_player(qapp: QApplication, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    player = tmp_path / "player"
    player.write_text(f"#!/bin/sh\ncat > {heard}.part && mv {heard}.part {heard}\n")
    player.chmod(0o700)
    tone = SignalTone(str(player))
    tone.play()
    with open_kiosk() as walk:
        walk.wait_until(heard.exists, "the sound at the player")
    assert heard.read_bytes() == alert_tone()
    tone.close()


def test_a_receipt_left_while_it_is_printed_can_be_printed_again(walk: Walk) -> None:
    walk.receipt()
    may_end = threading.Event()
    walk.parts.receipts.before_print = lambda: may_end.wait(PATIENCE)
    walk.tap("print")
    walk.wait_until(lambda: walk.wait_for("print").property("available") is False, "printing")
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("language")
    walk.tap("primary")
    walk.arrive("receipt")
    assert walk.wait_for("print").property("available") is True
    words = [str(row["words"]) for row in shown(walk.kiosk.vm.view_model(ReceiptVm), "steps").rows()]
    assert any("approve" in each for each in words), "in the language that was chosen meanwhile"
    may_end.set()
