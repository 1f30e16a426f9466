"""What the person can do with the voice, by keys and in the panel; the next person finds it as usual."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from kiosk.places import EndReason
from kiosk.settings import ScreenSettings
from simulation.hands import press_key
from tests.ui.devices.machine import TestLineState
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.accessibility_vm import reachable_share
from ui.view_models.speech_vm import VOLUMES


@pytest.fixture
def speech() -> RecordingSpeech:
    return RecordingSpeech()


@pytest.fixture
def talking(qapp: QApplication, speech: RecordingSpeech) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk(QSize(1080, 1920), speech=speech) as walk:
        yield walk


def _press(walk: Walk, key: Qt.Key) -> None:
    press_key(walk.kiosk.window, key)
    walk.let_run(0.02)


def test_one_key_switches_it_on_and_off(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    _press(talking, Qt.Key.Key_F6)
    assert speech.words == []
    _press(talking, Qt.Key.Key_F5)
    talking.wait_until(lambda: any("cần làm việc gì" in each for each in speech.words), "the title")
    _press(talking, Qt.Key.Key_F5)
    assert speech.said[-1] is None
    assert not talking.kiosk.vm.voice.is_on


def test_what_was_said_is_said_again(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.wait_for_keys()
    _press(talking, Qt.Key.Key_Tab)
    heard = speech.words[-1]
    _press(talking, Qt.Key.Key_F6)
    assert speech.words[-1] == heard
    assert speech.cut_off[-1] == heard


def test_a_pause_lasts_until_it_is_ended_or_something_is_done(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.wait_for_keys()
    _press(talking, Qt.Key.Key_F7)
    states = [speech.paused]
    _press(talking, Qt.Key.Key_F7)
    states.append(speech.paused)
    _press(talking, Qt.Key.Key_F7)
    _press(talking, Qt.Key.Key_Tab)
    states.append(speech.paused)
    assert states == [True, False, False]


def test_volume_and_rate_have_steps_and_ends(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.wait_for_keys()
    for _ in VOLUMES:
        _press(talking, Qt.Key.Key_F9)
    assert (speech.volume, speech.words[-1]) == (VOLUMES[-1], "Âm lượng 5 trong 5")
    for _ in VOLUMES:
        _press(talking, Qt.Key.Key_VolumeDown)
    assert (speech.volume, speech.words[-1]) == (VOLUMES[0], "Âm lượng 1 trong 5")
    usual = speech.rate
    _press(talking, Qt.Key.Key_F10)
    assert speech.rate > usual
    assert speech.words[-1] == "Đọc nhanh"
    _press(talking, Qt.Key.Key_F10)
    assert speech.rate < usual


def test_the_panel_has_the_same_controls(talking: Walk, speech: RecordingSpeech) -> None:
    talking.accessibility()
    assert talking.find("louder") is None
    talking.tap("speechOn")
    talking.tap("louder")
    assert speech.volume == VOLUMES[3]
    talking.tap("rateSlow")
    assert speech.rate < 0
    talking.tap("pauseSpeech")
    states = [speech.paused]
    talking.tap("repeatSpeech")
    states.append(speech.paused)
    assert states == [True, False]


def test_the_next_person_finds_the_usual_voice_and_reach(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    usual = speech.rate, VOLUMES[2]
    _press(talking, Qt.Key.Key_F9)
    _press(talking, Qt.Key.Key_F10)
    talking.kiosk.vm.looks.setLowReach(True)
    talking.parts.navigator.end(EndReason.FINISHED)
    talking.arrive("goodbye")
    talking.kiosk.vm.rest()
    talking.arrive("attract")
    assert (speech.rate, speech.volume) == usual
    talking.wait_until(lambda: talking.find("outOfReach") is None, "the whole screen")


def test_the_idle_warning_sounds_before_it_is_spoken(talking: Walk, speech: RecordingSpeech) -> None:
    talking.identity()
    switch_on(talking)
    talking.parts.clock.advance(100)
    talking.wait_until(lambda: any("còn ở đó không" in each for each in speech.words), "the question")
    talking.wait_until(lambda: "Tôi cần thêm thời gian" in speech.words[-1], "the answer")
    assert speech.alerts == 1


def test_the_idle_warning_is_silent_where_nobody_asked_for_a_voice(
    talking: Walk, speech: RecordingSpeech
) -> None:
    talking.idle()
    assert (speech.alerts, speech.words) == (0, [])


def test_the_line_that_goes_down_is_heard(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.parts.line.on_state(TestLineState(False, 0))
    talking.wait_until(lambda: any("ngoại tuyến" in each for each in speech.words), "the state of the line")


def test_help_is_called_by_a_key(talking: Walk) -> None:
    talking.home()
    _press(talking, Qt.Key.Key_F1)
    talking.arrive("staff_called")


# The low screen


def test_how_much_is_within_reach() -> None:
    assert reachable_share(ScreenSettings()) == pytest.approx(520 / 598, abs=0.01)
    assert reachable_share(ScreenSettings(diagonal_inches=32.0)) == pytest.approx(520 / 708, abs=0.01)
    assert reachable_share(ScreenSettings(diagonal_inches=21.5)) == 1.0
    assert reachable_share(ScreenSettings(lower_edge_mm=1100.0)) == 0.6
