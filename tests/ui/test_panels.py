"""Scrolling, touches and what a button says that cannot be pressed: what no picture of the layout shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem

from simulation.hands import click, press_key
from tests.again import every_second
from tests.ui.conftest import OpenWalk
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.parts import USUAL_SCREEN
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.scene_checks import is_words, rect_of, seen_rect, visible_items
from tests.ui.walk import Walk, reach
from ui.panels import ORIENTATIONS, PANELS

REASON = "reasonText"


def _open(open_walk: OpenWalk, name: str, orientation: str = "portrait") -> Walk:
    panel = PANELS[name]
    screen = {**USUAL_SCREEN, "diagonal_inches": panel.diagonal, "motion": True}
    return open_walk(panel.size(orientation), screen=screen)


def _touch(walk: Walk, item: QQuickItem) -> None:
    """A finger on the middle of an item, whether it can be pressed or not."""
    walk.let_run(0.1)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    click(walk.kiosk.window, middle)
    walk.let_run(0.05)


def _buttons_of(page: QQuickItem, strip: QQuickItem) -> list[QQuickItem]:
    buttons = (item for item in visible_items(page) if item.inherits("QQuickAbstractButton"))
    return [button for button in buttons if not strip.isAncestorOf(button)]


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_strip_that_scrolls_stays_and_nothing_lies_under_it(
    open_walk: OpenWalk, orientation: str
) -> None:
    walk = _open(open_walk, "21.5", orientation)
    walk.group()
    place = rect_of(walk.wait_for("scrollStrip"))
    steps = 0
    while walk.find("scrollDown") is not None:
        strip = walk.wait_for("scrollStrip")
        assert rect_of(strip) == place
        for button in _buttons_of(walk.wait_for("page"), strip):
            assert not seen_rect(button).intersects(place)
        walk.tap("scrollDown")
        walk.let_stand_still()
        steps += 1
    assert steps > 1
    assert rect_of(walk.wait_for("scrollStrip")) == place
    walk.tap("scrollUp")
    walk.wait_for("scrollDown")


def test_nothing_is_sent_before_all_of_it_was_in_view(open_walk: OpenWalk) -> None:
    walk = _open(open_walk, "15.6", "landscape")
    walk.check_answers()
    primary = walk.wait_for("primary")
    walk.wait_for("scrollDown")
    walk.wait_until(primary.isEnabled, "a button that tells its reason")
    for _ in range(2):
        _touch(walk, primary)
    assert "xem hết" in str(walk.wait_for(REASON).property("text"))
    assert walk.parts.submitter.acts == []
    walk.see_all()
    walk.wait_until(lambda: primary.property("available") is True, "the way to send")
    assert walk.find(REASON) is None
    walk.tap("primary")
    walk.arrive("receipt")
    assert len(walk.parts.submitter.acts) == 1


@pytest.mark.parametrize("place", ["title", "picture", "between"])
def test_a_touch_anywhere_on_the_first_page_begins(walk: Walk, place: str) -> None:
    walk.attract()
    walk.wait_until(lambda: walk.wait_for("page").isEnabled(), "a page that takes touches")
    start = rect_of(walk.wait_for("begin"))
    spots = {
        "title": QPoint(540, 500),
        "picture": QPoint(540, round(start.top()) - 160),
        "between": QPoint(540, round(start.bottom()) + 8),
    }
    click(walk.kiosk.window, spots[place])
    walk.arrive("home")


@pytest.mark.parametrize("online", [True, False], ids=["online", "offline"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("name", every_second(PANELS))
def test_the_first_page_says_all_at_once(
    open_walk: OpenWalk, name: str, orientation: str, online: bool
) -> None:
    walk = _open(open_walk, name, orientation)
    walk.parts.line.on_state(TestLineState(online, 0))
    walk.attract()
    for language in ("vi", "en"):
        walk.dress(language, 1.0)
        walk.wait_until(lambda: walk.find("scrollDown") is None, f"all of the promise, {language}")
        assert walk.find("cardGuide") is not None


def test_what_was_found_has_the_page_for_itself_once_one_has_typed(open_walk: OpenWalk) -> None:
    walk = _open(open_walk, "15.6", "landscape")
    walk.search()
    walk.tap("key_done_")
    assert walk.find("keyboard") is not None  # nothing was looked for
    walk.type_text("luong huu")
    walk.wait_for("task.9.3")
    walk.tap("key_done_")
    walk.wait_until(lambda: walk.find("keyboard") is None, "the keyboard to go")
    walk.wait_until(
        lambda: _found_whole(walk) > 1, "tasks in the place of the keyboard, which leaves room for one"
    )
    assert walk.kiosk.window.activeFocusItem().objectName() == "task.9.3"
    _touch(walk, walk.wait_for("searchField"))
    walk.wait_for("keyboard")


def _found_whole(walk: Walk) -> int:
    rows = [each for each in visible_items(walk.wait_for("page")) if each.objectName().startswith("task.")]
    return sum(seen_rect(row).height() > rect_of(row).height() - 1 for row in rows)


def test_a_short_row_says_why_it_cannot_be_begun(open_walk: OpenWalk) -> None:
    walk = _open(open_walk, "15.6", "landscape")
    walk.search()
    walk.parts.line.tell_from_thread(TestLineState(online=False))
    walk.type_text("kham chua benh")
    _touch(walk, walk.wait_for("task.care_history"))
    assert walk.wait_for(REASON).property("text")
    assert walk.kiosk.vm.property("screen") == "search"


@pytest.mark.parametrize("still", [False, True], ids=["moving", "still"])
def test_the_picture_shows_either_card_with_its_code_up(walk: Walk, still: bool) -> None:
    walk.kiosk.vm.looks.setReducedMotion(still)
    walk.card()
    guide = walk.wait_for("cardGuide")
    for language, front, back in (
        ("vi", "CCCD: mặt trước", "Căn cước mới: mặt sau"),
        ("en", "CCCD: front", "New Căn cước: back"),
    ):
        walk.dress(language, 1.0)
        shown: set[str] = set()

        def both(shown: set[str] = shown) -> bool:
            shown |= {str(item.property("text")) for item in visible_items(guide) if is_words(item)}
            return len(shown) == 2

        walk.wait_until(both, "one side and the other")
        assert shown == {front, back}


def test_the_buttons_of_the_first_page_do_only_what_they_say(walk: Walk) -> None:
    walk.attract()
    walk.tap("languageEn")
    walk.let_run(0.1)
    assert walk.kiosk.vm.property("language") == "en"
    assert walk.kiosk.vm.property("screen") == "attract"


def test_a_button_that_cannot_be_pressed_says_why(open_walk: OpenWalk) -> None:
    speech = RecordingSpeech()
    walk = open_walk(speech=speech)
    walk.card()
    switch_on(walk)
    walk.tap("typeNumber")
    walk.wait_for("key1")
    walk.wait_for_keys()
    _touch(walk, walk.wait_for("primary"))
    reason = str(walk.wait_for(REASON).property("text"))
    assert "12 số" in reason
    walk.wait_until(lambda: reason in speech.words, "the reason aloud")
    walk.type_digits("079160")
    assert walk.kiosk.vm.property("screen") == "card"


def test_the_reason_is_told_to_who_comes_by_keys_and_goes_with_them(walk: Walk) -> None:
    walk.card_typing()
    walk.wait_for_keys()
    window = walk.kiosk.window
    for _ in range(30):
        if window.activeFocusItem().objectName() == "primary":
            break
        press_key(window, Qt.Key.Key_Tab)
        walk.let_run(0.02)
    assert "12 số" in str(walk.wait_for(REASON).property("text"))
    press_key(window, Qt.Key.Key_Return)
    press_key(window, Qt.Key.Key_Space)
    walk.let_run(0.05)
    assert walk.kiosk.vm.property("screen") == "card"
    press_key(window, Qt.Key.Key_Tab)
    walk.wait_until(lambda: walk.find(REASON) is None, "the reason to go")


@pytest.mark.parametrize("screen", ["face_prepare", "face_check", "face_retry"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_way_without_the_face_is_always_in_sight(
    open_walk: OpenWalk, screen: str, orientation: str
) -> None:
    walk = _open(open_walk, "15.6", orientation)
    reach(walk, screen)
    for language, scale in (("vi", 1.0), ("en", 1.5)):
        walk.dress(language, scale)
        walk.let_run(0.1)
        button = walk.wait_for("declineFace")
        assert seen_rect(button) == rect_of(button)


def test_who_has_the_focus_and_goes_out_of_sight_gives_it_back(walk: Walk) -> None:
    walk.card()
    walk.wait_for_keys()
    walk.wait_for("typeNumber").forceActiveFocus()
    walk.tap("typeNumber")
    walk.wait_for("key1")
    walk.wait_for_keys()
    press_key(walk.kiosk.window, Qt.Key.Key_Tab)
    walk.let_run(0.05)
    assert walk.kiosk.window.activeFocusItem().objectName() == "key1"
