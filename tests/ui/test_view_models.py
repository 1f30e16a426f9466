"""The view-models' own duties: threads, dropped results, words for every fault, nothing ticked beforehand."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from ekyc.card.errors import CardErrorCode
from ekyc.errors import EkycError
from ekyc.face.errors import FaceFault
from kiosk.errors import BugError, KnownError
from local_db.errors import LocalDbErrorCode
from tests.patience import PATIENCE_MS
from tests.ui.walk import Walk
from ui.view_models.background import Background, Known, Scope
from ui.view_models.face_vm import FaceVm
from ui.view_models.faults import Situation, situation


class _Noise(QObject):
    raised = Signal(bool)


def test_emitting_true_costs_no_reference() -> None:
    """PySide6 6.12.0 lost one each time and aborted the process; the pinned version must not."""
    noise, before = _Noise(), sys.getrefcount(True)
    noise.raised.connect(lambda _value: None)
    for _ in range(5000):
        noise.raised.emit(True)
    assert abs(sys.getrefcount(True) - before) < 50


@pytest.mark.parametrize("code", [*CardErrorCode, *FaceFault, *LocalDbErrorCode])
def test_every_fault_has_words_of_its_own(code: str) -> None:
    assert situation(code) is not Situation.OTHER


def test_results_come_back_on_the_gui_thread(qtbot: QtBot) -> None:
    background = Background()
    seen: list[tuple[str, bool]] = []
    gui = QThread.currentThread()
    Scope(background).run(
        lambda: threading.current_thread().name,
        lambda name: seen.append((name, QThread.currentThread() is gui)),
        lambda _fault: None,
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE_MS)
    assert seen[0][0].startswith("ui-work")
    assert seen[0][1]
    background.close()


@pytest.mark.parametrize("error", [KnownError("a", "b"), EkycError("a", "b")])
def test_the_worlds_faults_come_back_as_values(qtbot: QtBot, error: Known) -> None:
    background = Background()
    seen: list[Known] = []

    def work() -> None:
        raise error

    Scope(background).run(work, lambda _nothing: None, seen.append)
    qtbot.waitUntil(lambda: seen == [error], timeout=PATIENCE_MS)
    background.close()


def test_a_bug_in_the_background_is_raised_in_the_gui_thread(qtbot: QtBot) -> None:
    background = Background()

    def work() -> None:
        raise BugError("ours")

    with qtbot.captureExceptions() as caught:
        Scope(background).run(work, lambda _nothing: None, lambda _fault: None)
        qtbot.waitUntil(lambda: bool(caught), timeout=PATIENCE_MS)
    assert caught[0][0] is BugError
    background.close()


def test_an_ended_scope_delivers_nothing(qtbot: QtBot) -> None:
    background = Background()
    ended, alive = Scope(background), Scope(background)
    seen: list[str] = []
    late = ended.deliver(lambda: seen.append("late"))
    ended.end()
    late()
    alive.deliver(lambda: seen.append("alive"))()
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE_MS)
    assert seen == ["alive"]
    background.close()


def test_no_purpose_is_ticked_beforehand(walk: Walk) -> None:
    walk.consent()
    for purpose in ("registration", "population_check", "notices"):
        assert walk.wait_for(f"consent.{purpose}.tick").property("given") is False
    walk.tap("primary")
    walk.let_run(0.05)
    assert walk.parts.navigator.step == "consent"


def test_typed_digits_are_checked_while_typing(walk: Walk) -> None:
    walk.card()
    walk.tap("typeNumber")
    walk.type_digits("079399")  # a year of birth that has not come yet
    assert not walk.wait_for("primary").property("available")
    for _ in range(3):
        walk.tap("keyErase")
    walk.type_digits("160012345")
    walk.tap("primary")
    assert walk.parts.card.typed == ["079160012345"]


def test_after_a_fault_the_reader_starts_again(walk: Walk) -> None:
    walk.card_fault()
    assert walk.parts.card.started == 1
    walk.tap("retry")
    walk.wait_until(lambda: walk.parts.card.started == 2, "a second start")


def test_the_camera_is_given_back_when_its_page_is_left(walk: Walk) -> None:
    walk.face_check()
    walk.show_camera()
    walk.let_run(0.05)
    before = walk.parts.face.cancelled
    walk.tap("end")
    walk.arrive("leave")
    assert walk.parts.face.cancelled > before
    walk.show_camera()  # a late frame finds the feed closed
    walk.let_run(0.05)
    gc.collect()
    assert walk.kiosk.vm.view_model(FaceVm).feed.take() is None


def test_the_code_page_counts_tries_and_waits_before_sending_again(walk: Walk) -> None:
    walk.email_code()
    assert not walk.wait_for("resend").property("available")
    walk.type_digits("111111")
    walk.wait_until(lambda: walk.kiosk.vm.findChildren(QObject) is not None, "the scene")
    walk.parts.clock.advance(61)
    walk.wait_until(lambda: walk.wait_for("resend").property("available"), "the resend button")
    walk.tap("resend")
    walk.wait_until(lambda: walk.parts.codes.sent == 2, "a second code")


def test_a_failed_print_keeps_the_receipt_on_the_screen(walk: Walk) -> None:
    walk.receipt()
    walk.parts.receipts.fault = KnownError("no_paper", "The printer has no paper.")
    walk.tap("print")
    walk.wait_until(lambda: walk.wait_for("print").isEnabled(), "the end of printing")
    assert walk.parts.receipts.printed == 0
    walk.parts.receipts.fault = None
    walk.tap("print")
    walk.wait_until(lambda: walk.parts.receipts.printed == 1, "the paper")
