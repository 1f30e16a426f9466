"""The second of two taps was meant for the page before: no binding button takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import cycle

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QQmlProperty

from simulation.hands import click, press, press_key, release
from tests.again import again, every_second
from tests.patience import PATIENCE_MS
from tests.ui.calculating import PLAYS, reach_page, reach_question, reach_result
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.parts import settings_of
from tests.ui.tour.reminders import PLAYS as NOTED
from tests.ui.walk import SCREENS, Walk, reach
from ui.app import QML_FOLDER

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


# Pages that say what is missing instead of going on, and the page after each that a person leaves filled in.
_ASK_MORE = {"card_typing", "email_fault", "consent_missing", "check_answers_fault"}
# What is pressed there is done on the page itself.
_STAY = {
    *("staff_queue", "staff_act", "staff_review", "staff_machine", "staff_enrol", "mail_result"),
    *("staff_light", "staff_logs", "staff_power"),
    *("add_phone", "add_phone_key", "remove_phone", "sign"),
}
_AFTER = {"phone": "email", "email": "address", "consent": "own_papers"}


def _information(walk: Walk) -> None:
    walk.home()
    walk.parts.navigator.choose("unemployment_benefit")
    walk.arrive("information")


def _result(walk: Walk) -> None:
    reach_result(walk, PLAYS["retirement_age"])


def _reminded(walk: Walk) -> None:
    walk.home()
    play = NOTED["reminder_limit"]
    reach_question(walk, play, "remind.what")
    reach_page(walk, play, "reminded")


def _mail_result(walk: Walk) -> None:
    _result(walk)
    walk.parts.line.on_state(TestLineState(True, 0))
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.field("mail.address.text", "lan@example.vn")


# Pages at which no walk of `SCREENS` stops.
_MORE: Mapping[str, Callable[[Walk], None]] = {
    "information": _information,
    "result": _result,
    "reminded": _reminded,
    "mail_result": _mail_result,
}
_APART = range(100, 1000, 100)  # ms
_FILES = {"phone": "question", "phone_code": "code", "email_code": "code"}  # whose file has another name
_PAGES = [*(screen for screen in SCREENS if screen not in ("attract", "idle")), *_MORE]


def _reach_filled_in(walk: Walk, screen: str) -> None:
    if screen in _MORE:
        _MORE[screen](walk)
        return
    reach(walk, _AFTER.get(screen, screen))
    if screen in _AFTER:
        walk.wait_for_keys()
        walk.tap("back")
        walk.arrive(screen)


def _hold_pages_fresh(walk: Walk) -> QObject:
    """From now on a new page stays new until ``_let_settle``, however slow the machine is."""
    guard = walk.singleton("TapGuard")
    assert guard.setProperty("settleTime", PATIENCE_MS)
    return guard


def _let_settle(guard: QObject) -> None:
    for timer in ("timer", "settled"):
        assert QQmlProperty(guard, f"{timer}.running").write(False)


def _let_page_take_taps(guard: QObject) -> None:
    """The 300 ms in which nothing at all is taken are over, the second of the page is not."""
    assert QQmlProperty(guard, "timer.running").write(False)


def _middle_of(walk: Walk, name: str) -> QPoint:
    button = walk.wait_for(name)
    return button.mapToScene(button.boundingRect().center()).toPoint()


def _see_all(walk: Walk) -> None:
    """Scroll on as long as the page wants it before it goes on."""
    if walk.wait_for("primary").property("available") is False:
        walk.see_all()


def _click(walk: Walk, at: QPoint) -> None:
    click(walk.kiosk.window, at)
    walk.let_run(0.05)


def _step(walk: Walk) -> str:
    return str(walk.kiosk.vm.property("step"))


def test_a_page_stands_for_a_second_before_it_binds() -> None:
    assert settings_of(screen={}).screen.settle_seconds == 1


def test_no_page_is_left_out() -> None:
    tapped = {_FILES.get(page, page) for page in ("attract", *_PAGES)}
    files = {file.stem.removesuffix("Screen") for file in (QML_FOLDER / "Kiosk").glob("S*/*Screen.qml")}
    assert {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in files} <= tapped


@pytest.mark.parametrize("screen", every_second(_PAGES))
def test_the_second_of_two_taps_binds_nobody_to_anything(walk: Walk, screen: str) -> None:
    _reach_filled_in(walk, screen)
    if walk.find("primary") is None:
        return  # nothing here that binds
    walk.wait_for_keys()
    _see_all(walk)
    walk.parts.card.answers = None  # or the page that asks for a record would give way by itself
    guard, before, at = _hold_pages_fresh(walk), _step(walk), _middle_of(walk, "primary")
    _click(walk, at)
    walk.let_run(0.1)
    after = _step(walk)
    if after == before:
        assert screen in _ASK_MORE | _STAY
        return
    if after == "attract":
        return  # a touch anywhere begins there, and binds nobody
    walk.arrive(after)
    done = len(walk.parts.audited)
    _click(walk, at)
    assert _step(walk) == after, "inside the time in which nothing is taken"
    _let_page_take_taps(guard)
    _click(walk, at)
    assert _step(walk) == after
    primary = walk.find("primary")
    if primary is not None:
        primary.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        press_key(walk.kiosk.window, Qt.Key.Key_Return)
        press_key(walk.kiosk.window, Qt.Key.Key_Space)
        walk.let_run(0.05)
    assert _step(walk) == after
    assert len(walk.parts.audited) == done
    if primary is not None:
        assert primary.property("ready") is False
        _let_settle(guard)
        assert primary.property("ready") is True


def test_a_button_that_has_become_another_waits_as_long(walk: Walk) -> None:
    """ "Gửi thư" becomes "Xong" under the finger."""
    _mail_result(walk)
    walk.wait_for_keys()
    guard, at = _hold_pages_fresh(walk), _middle_of(walk, "primary")
    _click(walk, at)
    walk.wait_for("mailed")
    _click(walk, at)
    assert _step(walk) == "mail_result"
    _let_settle(guard)
    _click(walk, at)
    walk.arrive("result")


def test_no_case_is_decided_by_the_second_of_two_taps(walk: Walk) -> None:
    """What was chosen before somebody looked at the checklist once more is still chosen."""
    walk.staff_review()
    _go_through_the_checklist(walk)
    walk.tap("decision.approve")
    walk.tap("reviewOther")
    walk.wait_for("answer.confirmed")
    walk.wait_for_keys()
    guard, at = _hold_pages_fresh(walk), _middle_of(walk, "primary")
    _click(walk, at)
    walk.wait_for("decision.approve")
    _click(walk, at)
    assert walk.find("review.done") is None
    _let_settle(guard)
    _click(walk, at)
    walk.wait_for("review.done")
    _click(walk, _middle_of(walk, "primary"))
    assert _step(walk) == "staff_review"
    _let_settle(guard)
    _click(walk, _middle_of(walk, "primary"))
    walk.arrive("staff_queue")


def _go_through_the_checklist(walk: Walk) -> None:
    walk.tap("primary")
    for answer in ("same", "chip", "same", "own", "proved", "confirmed"):
        walk.tap(f"answer.{answer}")
        walk.tap("primary")
    walk.wait_for("decision.approve")


def test_the_screen_changes_hands_once_for_two_taps(walk: Walk) -> None:
    """Staff who give it back do not take it again, nor does the person send with the same finger."""
    walk.identity()
    walk.take_over()
    walk.arrive("identity")
    walk.wait_for_keys()
    guard = _hold_pages_fresh(walk)
    _click(walk, _middle_of(walk, "handBack"))
    walk.wait_for("takeAgain")
    for button in ("takeAgain", "endAssist", "primary"):
        _click(walk, _middle_of(walk, button))
    walk.wait_for("takeAgain")
    assert _step(walk) == "identity"
    _let_settle(guard)
    _click(walk, _middle_of(walk, "takeAgain"))
    walk.wait_for("handBack")


def test_two_quick_taps_scroll_once(walk: Walk) -> None:
    """Or a part of the page would go by unseen."""
    walk.kiosk.vm.looks.setReducedMotion(True)
    walk.home()
    walk.wait_for_keys()
    guard, at = walk.singleton("TapGuard"), _middle_of(walk, "scrollDown")
    assert QQmlProperty(guard, "shift.interval").write(PATIENCE_MS)
    area = walk.wait_for("home.services")

    def place() -> float:
        return area.mapToScene(QPointF(0, 0)).y()

    places = [place()]
    for _ in range(2):
        _click(walk, at)
        places.append(place())
    assert places[1] < places[0]
    assert places[2] == places[1]
    assert QQmlProperty(guard, "shift.running").write(False)


def test_the_second_of_two_taps_types_nothing(walk: Walk) -> None:
    """ "Đúng, nhập mã" gives way to the keys of the PIN."""
    walk.sign()
    walk.wait_for_keys()
    at = _middle_of(walk, "primary")
    guard = _hold_pages_fresh(walk)
    _click(walk, at)
    walk.wait_for("phoneBoxes")
    _click(walk, at)
    assert walk.wait_for("phoneBoxes").property("digits") == ""
    _let_page_take_taps(guard)
    _click(walk, at)
    walk.wait_until(lambda: walk.wait_for("phoneBoxes").property("digits") != "", "the key under the finger")


@pytest.mark.parametrize("apart", every_second(_APART))
@pytest.mark.parametrize(
    ("screen", "following"), [("identity", "face_prepare"), ("check_answers", "receipt")]
)
def test_two_taps_however_far_apart_within_the_second(
    walk: Walk, screen: str, following: str, apart: int
) -> None:
    """In real time, on the two pages where it hurt: "Đúng là tôi", "Gửi hồ sơ". On a machine so slow that the
    second tap comes when the page has stood for its second, it counts, as a person's would.
    """
    reach(walk, screen)
    walk.kiosk.vm.looks.setReducedMotion(False)
    walk.wait_for_keys()
    _see_all(walk)
    guard, at = walk.singleton("TapGuard"), _middle_of(walk, "primary")
    assert guard.setProperty("settleTime", 1000)
    click(walk.kiosk.window, at)
    walk.let_run(apart / 1000)
    counts = _step(walk) != screen and not guard.property("settling")
    click(walk.kiosk.window, at)
    walk.wait_until(lambda: _step(walk) != screen, "the page after")
    walk.let_run(0.05)
    assert counts or _step(walk) == following


@pytest.mark.parametrize(("screen", "apart"), [again(*each) for each in zip(_PAGES, cycle(_APART))])
def test_two_taps_on_any_page_lead_one_page_on(walk: Walk, screen: str, apart: int) -> None:
    """In real time too, each page with one of the distances."""
    _reach_filled_in(walk, screen)
    if walk.find("primary") is None:
        return  # nothing here that binds
    walk.kiosk.vm.looks.setReducedMotion(False)
    walk.wait_for_keys()
    _see_all(walk)
    walk.parts.card.answers = None
    guard, at, before = walk.singleton("TapGuard"), _middle_of(walk, "primary"), _step(walk)
    assert guard.setProperty("settleTime", 1000)
    passed: list[str] = []
    walk.kiosk.vm.screenChanged.connect(lambda: passed.append(_step(walk)))
    click(walk.kiosk.window, at)
    walk.let_run(apart / 1000)
    counts = _step(walk) != before and not guard.property("settling")
    click(walk.kiosk.window, at)
    walk.let_run(0.1)
    reached = [step for step, last in zip(passed, [before, *passed], strict=False) if step != last]
    assert counts or len(reached) <= 1 or reached[0] == "attract", reached  # there a touch binds nobody


def test_a_finger_that_was_there_before_is_lifted_first(walk: Walk) -> None:
    walk.identity()
    walk.wait_for_keys()
    guard = _hold_pages_fresh(walk)
    at = _middle_of(walk, "primary")
    _click(walk, at)
    walk.arrive("face_prepare")
    _let_page_take_taps(guard)
    press(walk.kiosk.window, at)
    _let_settle(guard)
    walk.let_run(0.05)
    release(walk.kiosk.window, at)
    walk.let_run(0.05)
    assert _step(walk) == "face_prepare"
    assert walk.parts.navigator.visit.person.face_consent is None
    walk.tap("primary")
    walk.arrive("face_check")


def test_a_key_that_is_held_down_presses_once(walk: Walk) -> None:
    walk.identity()
    walk.wait_for_keys()
    walk.wait_for("primary").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    _press_held(walk, again=True)
    assert _step(walk) == "identity"
    _press_held(walk, again=False)
    walk.arrive("face_prepare")


def _press_held(walk: Walk, *, again: bool) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NONE, "\r", again)
    QCoreApplication.sendEvent(walk.kiosk.window, event)
    walk.let_run(0.05)
