"""The card place and the face place, as the settings ask for them."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from ekyc.card.reading import CardReading, IdentitySource
from ekyc.card_progress import CardPhase, CardProgress
from ekyc.errors import EkycError
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import FaceEvidence
from kiosk.clock import SystemClock
from kiosk.devices.card_station import CardStation
from kiosk.devices.face_station import FaceStation
from kiosk.devices.hardware import Hardware
from kiosk.settings import Settings, load_settings
from kiosk.visit.person import Person
from simulation.card.camera import CardSlotCamera
from simulation.card.chip import SimulatedCard
from simulation.card.reader import SimulatedReader
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.people import ADULT_WOMAN
from tests.patience import PATIENCE


def _settings(tmp_path: Path, **parts: object) -> Settings:
    return load_settings(tmp_path / "none.toml", **parts)


@pytest.mark.parametrize(
    ("face", "flashes"),
    [
        ({}, False),  # it counts by the limits, but nobody has measured the light here
        ({"screen_light": 0.25}, True),
        ({"screen_light": 0.02}, False),  # too much daylight
        ({"methods": {"colour_flash": "shadow"}}, True),  # to measure the light
        ({"methods": {"colour_flash": "off"}, "screen_light": 0.25}, False),
    ],
)
def test_coloured_light_is_announced_where_it_will_come(
    tmp_path: Path, face: dict[str, object], flashes: bool
) -> None:
    hardware = Hardware(lambda: None, lambda: None, SyntheticCamera)
    station = FaceStation(_settings(tmp_path, face=face), hardware)
    assert station.will_flash is flashes
    station.close()


@pytest.mark.expects_log("face worker did not start: worker_failed", "face worker died or hung")
def test_the_process_for_faces_has_as_long_to_start_as_the_settings_say(tmp_path: Path) -> None:
    hardware = Hardware(lambda: None, lambda: None, SyntheticCamera)
    station = FaceStation(_settings(tmp_path, face={"start_seconds": 0.000_001}), hardware)
    ended: queue.Queue[FaceEvidence | EkycError] = queue.Queue()
    try:
        station.start(Person(), lambda _frame: None, lambda _progress: None, ended.put, ended.put)
        end = ended.get(timeout=PATIENCE)
    finally:
        station.close()
    assert isinstance(end, FaceError)
    assert end.fault is FaceFault.WORKER_FAILED


def test_going_on_without_the_chip_ends_with_the_qr_code_alone(tmp_path: Path) -> None:
    reader = SimulatedReader()
    hardware = Hardware(lambda: reader, lambda: CardSlotCamera(reader), SyntheticCamera)
    station = CardStation(_settings(tmp_path), hardware, SystemClock())
    told: queue.Queue[CardProgress | CardReading | EkycError] = queue.Queue()
    try:
        station.start(told.put, told.put, told.put)
        first = told.get(timeout=PATIENCE)
        assert isinstance(first, CardProgress)
        assert first.phase is CardPhase.WAITING_FOR_CARD
        assert station.sees_qr
        station.go_on_without_chip()
        reader.insert(SimulatedCard(ADULT_WOMAN, reference_portrait(SyntheticPerson.ASTRONAUT)))
        outcome: CardProgress | CardReading | EkycError = first
        while isinstance(outcome, CardProgress):
            outcome = told.get(timeout=PATIENCE)
    finally:
        station.close()
    assert isinstance(outcome, CardReading)
    assert outcome.source is IdentitySource.QR


def test_without_a_camera_there_is_no_way_on_without_the_chip(tmp_path: Path) -> None:
    reader = SimulatedReader()
    hardware = Hardware(lambda: reader, lambda: None, SyntheticCamera)
    station = CardStation(_settings(tmp_path), hardware, SystemClock())
    told: queue.Queue[object] = queue.Queue()
    station.start(told.put, told.put, told.put)
    told.get(timeout=PATIENCE)
    assert not station.sees_qr
    station.close()


def test_what_is_told_to_a_station_after_its_end_does_no_harm(tmp_path: Path) -> None:
    """The feed goes on until the line is closed, which comes last."""
    hardware = Hardware(lambda: None, lambda: None, SyntheticCamera)
    station = CardStation(_settings(tmp_path), hardware, SystemClock())
    station.close()
    station.follow_revocations((b"list",))
    station.warm_up()


def test_no_card_is_read_that_lay_there_before_the_visit_or_was_read_already(tmp_path: Path) -> None:
    reader = SimulatedReader()
    hardware = Hardware(lambda: reader, lambda: CardSlotCamera(reader), SyntheticCamera)
    station = CardStation(_settings(tmp_path), hardware, SystemClock())
    told: queue.Queue[CardProgress | CardReading | EkycError] = queue.Queue()
    lies: queue.Queue[bool] = queue.Queue()
    card = SimulatedCard(ADULT_WOMAN, reference_portrait(SyntheticPerson.ASTRONAUT))

    def first_phase() -> CardPhase:
        station.start(told.put, told.put, told.put)
        said = told.get(timeout=PATIENCE)
        assert isinstance(said, CardProgress)
        return said.phase

    def until(wanted: type | CardPhase) -> None:
        said: object = None
        while said is not wanted and type(said) is not wanted:
            told_next = told.get(timeout=PATIENCE)
            said = told_next.phase if isinstance(told_next, CardProgress) else told_next

    try:
        reader.insert(card)
        station.watch(lies.put)
        assert lies.get(timeout=PATIENCE) is True
        station.begin_visit()
        assert first_phase() is CardPhase.LIFT_CARD
        reader.remove()
        until(CardPhase.WAITING_FOR_CARD)
        reader.insert(card)
        until(CardReading)
        assert first_phase() is CardPhase.LIFT_CARD, "read already"
        station.cancel()
        reader.remove()
        while lies.get(timeout=PATIENCE):
            pass
        assert first_phase() is CardPhase.WAITING_FOR_CARD
    finally:
        station.close()


def test_digits_are_explained_in_vietnams_time(tmp_path: Path) -> None:
    hardware = Hardware(lambda: None, lambda: None, SyntheticCamera)
    station = CardStation(_settings(tmp_path), hardware, SystemClock())
    said = station.inspect_number("079160")
    station.close()
    assert said.birth_year == 1960
    assert not said.complete
