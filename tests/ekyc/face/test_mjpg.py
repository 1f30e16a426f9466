"""Frames of a bad cable: nothing that lost a piece is shown as a picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.frame_source import Image
from ekyc.face.mjpg import decode_mjpg, has_flat_rows
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson

_SIZE = (640, 480)


def _encoded(restart: int = 0) -> bytes:
    frame = SyntheticCamera(SyntheticPerson.ASTRONAUT).film(0.0)
    options = [cv2.IMWRITE_JPEG_QUALITY, 85, cv2.IMWRITE_JPEG_RST_INTERVAL, restart]
    return cv2.imencode(".jpg", frame, options)[1].tobytes()


_PLAIN, _RESTARTING = _encoded(), _encoded(restart=20)


@pytest.mark.parametrize("data", [_PLAIN, _RESTARTING])
@pytest.mark.parametrize("behind", [b"", b"\x00" * 900, b"leavings of the frame before" * 40])
def test_a_whole_frame_is_the_picture(data: bytes, behind: bytes) -> None:
    picture = decode_mjpg(data + behind, _SIZE)
    assert picture is not None
    assert picture.shape == (480, 640, 3)
    assert bool((picture == cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)).all())


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("lost", [512, 2048, 8192])
@pytest.mark.parametrize("data", [_PLAIN, _RESTARTING])
def test_a_frame_that_lost_a_piece_in_the_middle_is_dropped(data: bytes, lost: int, share: float) -> None:
    place = int(share * len(data))
    if place + lost < len(data) - 2:
        assert decode_mjpg(data[:place] + data[place + lost :], _SIZE) is None
    assert decode_mjpg(data[:place], _SIZE) is None  # and all of the rest
    assert decode_mjpg(data[:place] + b"\xff\xd9", _SIZE) is None  # closed again by the camera
    assert decode_mjpg(data[:place] + data, _SIZE) is None  # the next frame behind half of this one


@given(st.binary(max_size=300), st.integers(0, 60))
def test_anything_else_is_no_picture(data: bytes, place: int) -> None:
    assert decode_mjpg(data) is None
    assert decode_mjpg(_PLAIN[:place] + data) is None


def test_another_size_than_the_cameras_is_damage() -> None:
    assert decode_mjpg(_PLAIN, (1280, 720)) is None


def _with_band(colour: int, rows: int) -> Image:
    frame = SyntheticCamera(SyntheticPerson.ASTRONAUT).film(0.0).copy()
    frame[200 : 200 + rows] = colour
    return frame


@pytest.mark.parametrize(
    ("colour", "rows", "flat"),
    [(128, 16, True), (128, 200, True), (90, 15, False), (0, 99, False), (255, 99, False)],
)
def test_rows_of_one_colour_are_a_decoders_filling(colour: int, rows: int, flat: bool) -> None:
    assert has_flat_rows(_with_band(colour, rows)) is flat
