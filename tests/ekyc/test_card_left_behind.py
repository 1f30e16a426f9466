"""A card that lay there before is not read; whoever watches the reader hears of it."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from ekyc.card.reading import CardReading, IdentitySource
from ekyc.card_check import CardCheck
from ekyc.card_progress import CardPhase, CardProgress
from ekyc.card_watch import CardWatch
from ekyc.chip.trust_store import TrustStore
from ekyc.errors import EkycError
from simulation.card.camera import CardSlotCamera
from simulation.card.chip import SimulatedCard
from simulation.card.reader import SimulatedReader
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.manual_clock import START
from tests.patience import PATIENCE

Told = queue.Queue[CardProgress | CardReading | EkycError]


def _card(person: SamplePerson) -> SimulatedCard:
    return SimulatedCard(person, reference_portrait(SyntheticPerson.ASTRONAUT))


def _check(
    reader: SimulatedReader | None, camera: CardSlotCamera, told: Told, *, lift_first: bool = True
) -> CardCheck:
    camera.open()
    return CardCheck(
        reader,
        TrustStore(),
        lambda: START,
        on_progress=told.put,
        on_done=told.put,
        on_fault=told.put,
        frames=camera,
        lift_first=lift_first,
    )


def _until(told: Told, phase: CardPhase) -> None:
    while True:
        said = told.get(timeout=PATIENCE)
        assert isinstance(said, CardProgress), said
        if said.phase is phase:
            return


def _reading(told: Told) -> CardReading:
    said: object = None
    while not isinstance(said, CardReading):
        said = told.get(timeout=PATIENCE)
        assert not isinstance(said, EkycError), said
    return said


@pytest.fixture
def reader() -> SimulatedReader:
    return SimulatedReader()


@pytest.fixture
def told() -> Told:
    return queue.Queue()


def test_a_card_that_lay_there_is_lifted_before_any_is_read(reader: SimulatedReader, told: Told) -> None:
    reader.insert(_card(ADULT_MAN))
    check = _check(reader, CardSlotCamera(reader), told)
    check.start()
    _until(told, CardPhase.LIFT_CARD)
    reader.remove()
    _until(told, CardPhase.WAITING_FOR_CARD)
    assert not check.waits_for_lift
    reader.insert(_card(ADULT_WOMAN))
    assert _reading(told).identity.full_name == ADULT_WOMAN.full_name


def test_the_very_card_is_read_once_it_was_lifted(reader: SimulatedReader, told: Told) -> None:
    card = _card(ADULT_WOMAN)
    reader.insert(card)
    check = _check(reader, CardSlotCamera(reader), told)
    check.start()
    _until(told, CardPhase.LIFT_CARD)
    reader.remove()
    _until(told, CardPhase.WAITING_FOR_CARD)
    reader.insert(card)
    assert _reading(told).identity.full_name == ADULT_WOMAN.full_name


def test_where_nothing_lies_nobody_is_asked_to_lift(reader: SimulatedReader, told: Told) -> None:
    check = _check(reader, CardSlotCamera(reader), told)
    check.start()
    _until(told, CardPhase.WAITING_FOR_CARD)
    reader.insert(_card(ADULT_WOMAN))
    assert _reading(told).source is IdentitySource.CHIP


def test_without_a_reader_the_code_has_to_leave_the_cameras_sight(
    reader: SimulatedReader, told: Told
) -> None:
    reader.insert(_card(ADULT_MAN))
    check = _check(None, CardSlotCamera(reader), told)
    check.start()
    _until(told, CardPhase.LIFT_CARD)
    reader.remove()
    _until(told, CardPhase.LOOKING_FOR_QR)
    reader.insert(_card(ADULT_WOMAN))
    reading = _reading(told)
    assert (reading.source, reading.identity.full_name) == (IdentitySource.QR, ADULT_WOMAN.full_name)


def test_a_check_that_waits_for_a_lift_can_be_cancelled(reader: SimulatedReader, told: Told) -> None:
    reader.insert(_card(ADULT_MAN))
    check = _check(reader, CardSlotCamera(reader), told)
    check.start()
    _until(told, CardPhase.LIFT_CARD)
    check.forget()
    assert check.join(PATIENCE)
    assert check.waits_for_lift


@pytest.fixture
def watched(reader: SimulatedReader) -> Iterator[tuple[CardWatch, queue.Queue[bool]]]:
    heard: queue.Queue[bool] = queue.Queue()
    watch = CardWatch(lambda: reader, heard.put, step_seconds=0.01)
    watch.start()
    yield watch, heard
    watch.stop()


def test_a_watch_tells_what_lies_there_and_every_change(
    reader: SimulatedReader, watched: tuple[CardWatch, queue.Queue[bool]]
) -> None:
    watch, heard = watched
    assert heard.get(timeout=PATIENCE) is False
    reader.insert(_card(ADULT_MAN))
    assert heard.get(timeout=PATIENCE) is True
    reader.remove()
    assert heard.get(timeout=PATIENCE) is False
    watch.stop()
    reader.insert(_card(ADULT_MAN))
    watch.start()
    assert heard.get(timeout=PATIENCE) is True
    assert heard.empty()


def test_a_reader_that_is_not_there_holds_no_card() -> None:
    heard: queue.Queue[bool] = queue.Queue()
    watch = CardWatch(lambda: None, heard.put)
    watch.start()
    assert heard.get(timeout=PATIENCE) is False
    watch.stop()
