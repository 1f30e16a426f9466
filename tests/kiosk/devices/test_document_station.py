"""The document place: what it shows, what it takes, and that nothing comes after it was told to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from ekyc.errors import EkycError
from ekyc.papers.findings import PaperFinding
from ekyc.papers.shot import encode, sharpness, take_shot
from kiosk.devices.document_station import DocumentStation, Guidance
from kiosk.devices.hardware import Hardware
from kiosk.forms.kinds.document_scan import jpeg_size
from simulation.paper import PaperCamera, paper_frame
from tests.patience import PATIENCE

MOST = 300_000


class Seen:
    """The pictures that came, and faults."""

    def __init__(self) -> None:
        self.fresh = threading.Event()
        self.failed = threading.Event()
        self.good = threading.Event()
        self.told: list[Guidance] = []
        self.codes: list[str] = []

    def show(self, frame: NDArray[np.uint8]) -> None:
        del frame
        self.fresh.set()

    def guide(self, guidance: Guidance) -> None:
        self.told.append(guidance)
        if guidance.ready:
            self.good.set()

    def fail(self, error: EkycError) -> None:
        self.codes.append(error.code)
        self.failed.set()


@pytest.fixture
def camera() -> PaperCamera:
    return PaperCamera()


@pytest.fixture
def station(camera: PaperCamera) -> Iterator[DocumentStation]:
    hardware = Hardware(lambda: None, lambda: camera, lambda: camera)
    station = DocumentStation(hardware)
    yield station
    station.close()


def test_a_sharp_paper_becomes_a_small_jpeg(station: DocumentStation) -> None:
    seen = Seen()
    station.start(seen.show, seen.guide, seen.fail)
    assert seen.fresh.wait(PATIENCE)
    shot = station.take(MOST)
    assert not shot.findings
    width, height = jpeg_size(shot.jpeg) or (0, 0)
    assert (abs(width - 800), abs(height - 840)) <= (8, 8)  # the sheet alone
    assert len(shot.jpeg) <= MOST
    assert not seen.codes


def test_a_sheet_that_lies_still_is_told_to_be_ready(station: DocumentStation) -> None:
    seen = Seen()
    station.start(seen.show, seen.guide, seen.fail)
    assert seen.good.wait(PATIENCE)
    assert {each.finding for each in seen.told} == {""}
    corners = np.reshape(seen.told[-1].outline, (4, 2))
    laid = np.array([(240, 60), (1040, 60), (1040, 900), (240, 900)]) / (1280, 960)
    assert np.abs(corners - laid).max() < 0.005


def test_an_empty_table_is_refused_and_a_blurred_paper_is_told(
    station: DocumentStation, camera: PaperCamera
) -> None:
    seen = Seen()
    camera.frame = np.full((960, 1280, 3), 70, np.uint8)
    station.start(seen.show, seen.guide, seen.fail)
    assert seen.fresh.wait(PATIENCE)
    with pytest.raises(EkycError) as caught:
        station.take(MOST)
    assert caught.value.code == "picture_empty"
    camera.frame = paper_frame(blurred=True)
    assert station.take(MOST).findings == (PaperFinding.BLURRED,)
    camera.frame = paper_frame()
    assert not station.take(MOST).findings


def test_papers_have_a_camera_of_their_own_where_the_office_has_one(camera: PaperCamera) -> None:
    station = DocumentStation(Hardware(lambda: None, lambda: None, PaperCamera, lambda: camera))
    seen = Seen()
    station.start(seen.show, seen.guide, seen.fail)
    assert seen.fresh.wait(PATIENCE)
    station.close()
    assert not seen.codes


def test_without_a_camera_it_says_so() -> None:
    station, seen = DocumentStation(Hardware(lambda: None, lambda: None, PaperCamera)), Seen()
    station.start(seen.show, seen.guide, seen.fail)
    assert seen.failed.wait(PATIENCE)
    assert seen.codes == ["camera_unavailable"]
    with pytest.raises(EkycError):
        station.take(MOST)
    station.close()


def test_nothing_is_taken_after_the_end(station: DocumentStation) -> None:
    seen = Seen()
    station.start(seen.show, seen.guide, seen.fail)
    assert seen.fresh.wait(PATIENCE)
    station.cancel()
    with pytest.raises(EkycError) as caught:
        station.take(MOST)
    assert caught.value.code == "camera_lost"


def test_the_sharpest_of_several_pictures_is_taken() -> None:
    sharp, blurred = paper_frame(), paper_frame(blurred=True)
    assert sharpness(sharp) > sharpness(blurred)
    assert take_shot([blurred, sharp, blurred], MOST) == take_shot([sharp], MOST)


@pytest.mark.parametrize("most", [100_000, 30_000, 5_000])
def test_a_picture_is_never_larger_than_asked_for(most: int) -> None:
    jpeg = encode(paper_frame(), most)
    assert len(jpeg) <= most
    assert jpeg_size(jpeg)
