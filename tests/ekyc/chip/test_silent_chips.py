"""Chips that fall silent within an exchange: cancel and deadline are heeded all the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.abandonable_line import AbandonableLine
from ekyc.chip.access import AccessKeys
from ekyc.chip.reader import ChipReader
from simulation.card.issuer import standing_issuer
from simulation.card.reader import SILENT_SECONDS, LineFaults, SimulatedReader, SimulatedTransport
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW, card_of, read_card, trust_in

SOON = SILENT_SECONDS / 3  # far below what waiting for the chip would take


class Broken:
    """A line on which nothing works."""

    name = "broken"

    def connect(self) -> bytes:
        raise ZeroDivisionError

    def transmit(self, apdu: bytes) -> bytes:
        assert apdu
        raise CardError(CardErrorCode.CARD_REMOVED)

    def disconnect(self) -> None: ...


class Silence:
    """A reading that hangs at one command."""

    def __init__(self, at: int) -> None:
        self.faults = LineFaults(silent_at=at)
        self.cancel = Event()
        self.outcome: CardError | None = None
        self._line = SimulatedReader(self.faults)
        self._line.insert(card_of())

    def read(self, deadline: float) -> None:
        transport = self._line.wait_for_card(0, Event())
        assert transport is not None
        reader = ChipReader(
            transport,
            AccessKeys(can=ADULT_WOMAN.can),
            trust_in(standing_issuer()),
            lambda: NOW,
            cancel=self.cancel,
            deadline_seconds=deadline,
        )
        try:
            reader.read()
        except CardError as error:
            self.outcome = error


@pytest.fixture
def silences() -> Iterator[list[Silence]]:
    made: list[Silence] = []
    yield made
    for silence in made:
        silence.faults.answers.set()


COMMANDS = sorted({1, 2, 4, 8, 10, 14, 18, 21, 24, 26})


@pytest.mark.parametrize("at", COMMANDS)
def test_the_deadline_acts_inside_an_exchange(at: int, silences: list[Silence]) -> None:
    silence = Silence(at)
    silences.append(silence)
    started = time.monotonic()
    silence.read(deadline=0.6)
    assert time.monotonic() - started < SOON
    assert silence.outcome is not None
    assert silence.outcome.card_code is CardErrorCode.DEADLINE_EXCEEDED


@pytest.mark.parametrize("at", COMMANDS)
def test_a_cancel_acts_inside_an_exchange(at: int, silences: list[Silence]) -> None:
    silence = Silence(at)
    silences.append(silence)
    thread = threading.Thread(target=silence.read, args=(SILENT_SECONDS * 2,))
    thread.start()
    silence.cancel.set()
    thread.join(SOON)
    assert not thread.is_alive()
    assert silence.outcome is not None
    assert silence.outcome.card_code is CardErrorCode.CANCELLED


def test_the_card_is_let_go_once_the_driver_comes_back() -> None:
    faults = LineFaults(silent_at=1)
    reader = SimulatedReader(faults)
    reader.insert(card_of())
    transport = reader.wait_for_card(0, Event())
    assert transport is not None
    let_go = Event()
    stop = Event()

    class Watched(SimulatedTransport):
        def disconnect(self) -> None:
            super().disconnect()
            let_go.set()

    watched = Watched(reader, transport._card)
    line = AbandonableLine(watched, lambda: CardError(CardErrorCode.CANCELLED) if stop.is_set() else None)
    line.connect()
    threading.Timer(0.05, stop.set).start()
    with pytest.raises(CardError):
        line.transmit(b"\x00\xa4\x00\x0c")
    with pytest.raises(CardError):
        line.transmit(b"\x00\xa4\x00\x0c")
    line.disconnect()
    assert not let_go.is_set()
    faults.answers.set()
    assert let_go.wait(SOON)


def test_no_thread_is_left_behind_by_a_reading() -> None:
    before = set(threading.enumerate())
    read_card(card_of())
    for thread in set(threading.enumerate()) - before:
        thread.join(SOON)
        assert not thread.is_alive()


def test_what_a_call_raises_is_raised_where_it_was_asked_for() -> None:
    line = AbandonableLine(Broken(), lambda: None)
    with pytest.raises(ZeroDivisionError):
        line.connect()
    with pytest.raises(CardError) as caught:
        line.transmit(b"\x00")
    assert caught.value.card_code is CardErrorCode.CARD_REMOVED
    line.disconnect()
    line.disconnect()
