"""Reading aloud: what is said, in which order, and that it is silent unless a person asked for it."""

from __future__ import annotations

import io
import logging
import stat
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication

from ekyc.errors import EkycError
from ekyc.face.evidence import Finding, LivenessAction
from ekyc.face.flash import FlashColour
from ekyc.face.session import FacePhase
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.settings import SpeechSettings
from simulation.touch import shown
from tests.patience import PATIENCE, PATIENCE_MS
from tests.ui.devices.card import NAME, NUMBER, card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.speech import NoSpeech, SpeechDispatcher, find_speech
from ui.tone import alert_tone
from ui.view_models.speech_vm import SETTLING_MS


@pytest.fixture
def speech() -> RecordingSpeech:
    return RecordingSpeech()


@pytest.fixture
def talking(qapp: QApplication, speech: RecordingSpeech) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk(QSize(1080, 1920), speech=speech) as walk:
        yield walk
    assert speech.closed


def _expect(walk: Walk, speech: RecordingSpeech, *parts: str) -> None:
    """These words are said one after another, whatever comes between."""

    def all_said() -> bool:
        words = iter(speech.words)
        return all(any(part in said for said in words) for part in parts)

    walk.wait_until(all_said, f"{parts} in {speech.words}")


def test_a_face_check_is_spoken_in_the_order_of_what_is_asked(talking: Walk, speech: RecordingSpeech) -> None:
    talking.face_prepare()
    switch_on(talking)
    talking.tap("primary")
    talking.arrive("face_check")
    face = talking.parts.face
    face.progress(FacePhase.POSITION, finding=Finding.TOO_FAR)
    _expect(talking, speech, "Đồng ý chụp khuôn mặt", "lại gần hơn")
    face.progress(FacePhase.ACTION, LivenessAction.TURN_LEFT)
    _expect(talking, speech, "lại gần hơn", "sang trái")
    face.progress(FacePhase.ACTION, None)
    _expect(talking, speech, "sang trái", "nhìn thẳng lại")
    face.progress(FacePhase.ACTION, LivenessAction.TURN_RIGHT)
    _expect(talking, speech, "nhìn thẳng lại", "sang phải")
    face.progress(FacePhase.FLASH)
    face.on_flash(FlashColour.GREEN)
    _expect(talking, speech, "sang phải", "giữ yên")
    face.on_flash(None)
    face.on_done(face_evidence())
    talking.arrive("face_result")
    _expect(talking, speech, "giữ yên", "Đã xác nhận đúng là ông/bà")
    assert len(speech.words) == len(set(speech.words))


def test_a_finding_that_does_not_last_is_not_said(talking: Walk, speech: RecordingSpeech) -> None:
    talking.face_prepare()
    switch_on(talking)
    talking.tap("primary")
    talking.arrive("face_check")
    for timer in talking.kiosk.vm.findChildren(QTimer):
        if timer.interval() == SETTLING_MS:
            timer.setInterval(PATIENCE_MS)  # however long the machine takes, no finding lasts that long
    for finding in (Finding.BLURRED, Finding.TOO_DARK, Finding.NOT_CENTRED, Finding.BLURRED):
        talking.parts.face.progress(FacePhase.POSITION, finding=finding)
        talking.let_run(0.02)
    talking.parts.face.progress(FacePhase.ACTION, LivenessAction.BLINK)
    _expect(talking, speech, "nhắm mắt")
    assert not [said for said in speech.words if "tối" in said or "đứng yên" in said]


def test_nothing_is_said_before_somebody_asks_for_it(talking: Walk, speech: RecordingSpeech) -> None:
    talking.face_check()
    talking.parts.face.progress(FacePhase.ACTION, LivenessAction.TURN_LEFT)
    talking.let_run(0.1)
    assert speech.words == []


def test_faults_are_spoken_with_what_to_do(talking: Walk, speech: RecordingSpeech) -> None:
    talking.card()
    switch_on(talking)
    _expect(talking, speech, "Đặt thẻ Căn cước")
    talking.parts.card.on_fault(EkycError("card_removed", "for a test"))
    _expect(talking, speech, "Xin đặt thẻ lại và giữ yên")


def test_the_person_is_never_spoken_of(talking: Walk, speech: RecordingSpeech) -> None:
    talking.card()
    switch_on(talking)
    talking.parts.card.on_done(card_reading())
    talking.arrive("identity")
    talking.tap("showChecks")
    talking.tap("primary")
    talking.arrive("face_prepare")
    _expect(talking, speech, "Đây có phải", "Đồng ý chụp")
    assert not [said for said in speech.words if NAME in said or NUMBER in said]


def test_what_stands_in_a_field_is_heard_and_of_a_secret_only_how_long_it_is(
    talking: Walk, speech: RecordingSpeech
) -> None:
    """Somebody comes back to what they typed."""
    navigator = talking.parts.navigator
    talking.phone()
    talking.field("contact.phone.text", "0912345678")
    talking.tap("primary")
    talking.arrive("email")
    switch_on(talking)
    talking.wait_for_keys()
    talking.tap("back")
    talking.arrive("phone")
    _expect(talking, speech, "10 ký tự được che")
    assert "0912345678" not in "".join(speech.words).replace(" ", "").replace(",", "")
    navigator.end(EndReason.LEFT)
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("calculate_voluntary")
    for question, answer in (("what.is", {"choice": "pay"}), ("pay.method", {"choice": "years_ahead"})):
        answers = navigator.journey.answers
        answers.type(question, answer)
        assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
        navigator.next()
    talking.arrive("years")
    talking.wait_for_keys()
    talking.field("paid.years.text", "4")
    talking.tap("primary")
    talking.arrive("income")
    talking.wait_for_keys()
    switch_on(talking)
    talking.tap("back")
    talking.arrive("years")
    _expect(talking, speech, "4 năm")


def test_it_speaks_the_language_of_the_screen(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.tap("language")

    def asked_in_english() -> bool:
        return any(entry is not None and entry[0] == "en" and "What" in entry[1] for entry in speech.said)

    talking.wait_until(asked_in_english, "the title in English")
    assert speech.said[-1] == ("en", speech.words[-1])


def test_the_question_of_the_idle_warning_is_spoken(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.parts.clock.advance(100)
    talking.wait_for("stay")
    _expect(talking, speech, "còn ở đó không")


def test_the_next_person_finds_a_silent_kiosk(talking: Walk, speech: RecordingSpeech) -> None:
    talking.home()
    switch_on(talking)
    talking.tap("back")
    talking.arrive("goodbye")
    talking.tap("rest")
    talking.arrive("attract")
    talking.wait_until(lambda: speech.said[-1] is None, "silence")
    assert not shown(talking.kiosk.vm, "speech.on")


def test_there_is_no_switch_where_nothing_can_speak(walk: Walk) -> None:
    walk.accessibility()
    assert walk.find("speechOn") is None


# The program that speaks


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Notes how it is called and what it is given, as ``spd-say`` would be."""
    script = tmp_path / "speaker"
    calls, heard = tmp_path / "calls", tmp_path / "heard"
    notes = f'echo "$*" >> "{calls}"', f'case "$*" in *pipe*) cat >> "{heard}";; -q*) cat > /dev/null;; esac'
    return _write_program(script, *notes)


@pytest.fixture
def slow_program(program: Path) -> Path:
    """The same, and never comes to the end of a sentence."""
    return _write_program(
        program, *program.read_text("utf-8").splitlines()[1:], 'case "$*" in *pipe*) exec sleep 600;; esac'
    )


def _write_program(script: Path, *lines: str) -> Path:
    script.write_text("\n".join(("#!/bin/sh", *lines, "")), "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def test_words_go_through_standard_input_and_nowhere_else(program: Path) -> None:
    speech = SpeechDispatcher(str(program))
    speech.set_manner(rate=-20, volume=55)
    speech.say("Xin nhìn thẳng\nvào màn hình")
    speech.wait_until_said()
    speech.close()
    assert (program.parent / "heard").read_text("utf-8") == "Xin nhìn thẳng vào màn hình\n"
    calls = (program.parent / "calls").read_text("utf-8")
    assert "--language vi --rate -20 --volume 55 --wait --pipe-mode" in calls
    assert "nhìn" not in calls


def test_no_words_are_a_command_to_the_program(program: Path) -> None:
    speech = SpeechDispatcher(str(program))
    speech.say("!-!STOP ALL")
    speech.wait_until_said()
    speech.close()
    assert (program.parent / "heard").read_text("utf-8") == "-!STOP ALL\n"


def test_what_waits_is_said_in_its_turn(program: Path) -> None:
    speech = SpeechDispatcher(str(program))
    speech.say("Một. Hai! Ba")
    speech.say("bốn", interrupt=False)
    speech.wait_until_said()
    speech.close()
    assert (program.parent / "heard").read_text("utf-8").splitlines() == ["Một.", "Hai!", "Ba", "bốn"]


def test_what_is_newer_cuts_off_what_is_being_said(slow_program: Path) -> None:
    speech = SpeechDispatcher(str(slow_program))
    speech.say("một. hai")
    _wait_for_words(slow_program, "một.")
    speech.say("ba")
    _wait_for_words(slow_program, "một.", "ba")
    speech.close()
    calls = (slow_program.parent / "calls").read_text("utf-8").splitlines()
    assert [call == "--cancel" for call in calls] == [False, True, False, True]


def test_a_pause_keeps_the_sentence_that_it_cut_off(slow_program: Path) -> None:
    speech = SpeechDispatcher(str(slow_program))
    speech.say("một. hai")
    _wait_for_words(slow_program, "một.")
    speech.pause()
    speech.go_on()
    _wait_for_words(slow_program, "một.", "một.")
    speech.close()


def _wait_for_words(program: Path, *words: str) -> None:
    """Until the program has been given these lines, and no others."""
    heard = program.parent / "heard"
    deadline = time.monotonic() + PATIENCE
    while not heard.exists() or heard.read_text("utf-8").splitlines() != list(words):
        assert time.monotonic() < deadline, f"{words} not said"
        time.sleep(0.01)


def test_the_tone_is_a_sound_file(program: Path) -> None:
    speech = SpeechDispatcher(str(program), str(program))
    speech.alert()
    speech.say("Còn ở đó không?", interrupt=False)
    speech.wait_until_said()
    speech.close()
    calls = (program.parent / "calls").read_text("utf-8").splitlines()
    assert [call.startswith("-q -") for call in calls] == [True, False, False]
    with wave.open(io.BytesIO(alert_tone())) as tone:
        assert 0.2 < tone.getnframes() / tone.getframerate() < 1.0
        assert len(set(tone.readframes(tone.getnframes()))) > 100


@pytest.mark.expects_log("alert tone cannot be played")
def test_words_are_said_where_no_tone_can_be_played(program: Path, tmp_path: Path) -> None:
    speech = SpeechDispatcher(str(program), str(tmp_path / "no player"))
    speech.alert()
    speech.alert()
    speech.say("Còn ở đó không?", interrupt=False)
    speech.wait_until_said()
    speech.close()
    assert speech.available
    assert (program.parent / "heard").read_text("utf-8") == "Còn ở đó không?\n"


@pytest.mark.expects_log("speech does not work")
def test_a_program_that_fails_is_given_up_without_a_word_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    speech = SpeechDispatcher(str(tmp_path / "missing"))
    with caplog.at_level(logging.DEBUG):
        speech.say("bí mật")
        speech.say("bí mật nữa")
        speech.wait_until_said()
        speech.close()
    assert not speech.available
    assert len(caplog.records) == 1
    assert "bí mật" not in caplog.text


@pytest.mark.expects_log("not installed")
def test_speech_is_off_unless_the_office_switches_it_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(find_speech(SpeechSettings()), NoSpeech)
    assert isinstance(find_speech(SpeechSettings(enabled=True)), NoSpeech)  # not installed here
    installed = tmp_path / "spd-say"
    installed.write_text("#!/bin/sh\n", "utf-8")
    installed.chmod(0o755)
    speech = find_speech(SpeechSettings(enabled=True))
    assert isinstance(speech, SpeechDispatcher)
    speech.close()
