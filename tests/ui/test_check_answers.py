"""What stands masked on the check page can be seen by who entered it, and by nobody who comes after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.kiosk.visits import REGISTRATION
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts

PHONE = "answer.contact.phone"
MASKED, WHOLE = "090••••567", f"{REGISTRATION['contact.phone']['text']}"


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        opened.check_answers()
        opened.wait_for_keys()
        yield opened


def _value(walk: Walk) -> str:
    """The number alone, without whether it is proved."""
    return str(walk.wait_for(f"{PHONE}.value").property("text")).split(" · ")[0].replace(" ", "")


def test_a_masked_number_is_shown_and_hidden_again(walk: Walk) -> None:
    assert _value(walk) == MASKED
    walk.tap(f"{PHONE}.reveal")
    assert _value(walk) == WHOLE
    walk.tap(f"{PHONE}.reveal")
    assert _value(walk) == MASKED


def test_it_hides_by_itself(walk: Walk) -> None:
    walk.wait_for(PHONE).setProperty("showFor", 50)
    walk.tap(f"{PHONE}.reveal")
    walk.wait_until(lambda: _value(walk) == MASKED, "the number to be masked again")


def test_it_is_masked_again_when_the_page_comes_back(walk: Walk) -> None:
    walk.tap(f"{PHONE}.reveal")
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("primary")
    walk.arrive("check_answers")
    assert _value(walk) == MASKED


def test_a_masked_number_is_not_read_out(qapp: QApplication) -> None:
    load_fonts()
    speech = RecordingSpeech()
    with open_kiosk(speech=speech) as walk:
        walk.check_answers()
        switch_on(walk)
        walk.wait_until(lambda: bool(speech.words), "the page to be read")
        walk.tap(f"{PHONE}.reveal")
        walk.let_run(0.1)
        spoken = "".join(" ".join(speech.words).split())
        assert WHOLE not in spoken
        assert MASKED[:3] not in spoken
