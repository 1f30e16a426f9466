"""The screen's light over that of the room: measured as it is, whatever the camera's exposure does."""

from __future__ import annotations

import numpy as np
import pytest

from ekyc.errors import EkycError
from ekyc.face.flash import FlashColour
from ekyc.face.frame_source import Image
from ekyc.face.screen_light import ScreenLightMeter
from simulation.face.camera import SyntheticCamera

_STRETCH, _STEP = 1.2, 0.2


def _measured(camera: SyntheticCamera, stretches: int = 5) -> ScreenLightMeter:
    """A person before a camera that regulates its exposure, under a screen that turns black and white."""
    meter = ScreenLightMeter()
    for number in range(stretches):
        begun = number * _STRETCH
        lit = number % 2 == 1
        camera.light(FlashColour.WHITE if lit else None, begun)
        meter.show(lit=lit, at=begun)
        for at in np.arange(begun, begun + _STRETCH - 0.01, _STEP):
            meter.take(camera.film(float(at)), float(at))
    return meter


@pytest.mark.parametrize("ratio", [0.04, 0.25, 0.6])
def test_what_the_screen_adds_is_found(ratio: float) -> None:
    found = _measured(SyntheticCamera(screen_light=ratio)).result()
    assert found.ratio == pytest.approx(ratio, rel=0.35, abs=0.02)
    assert found.frames > 10


def test_a_light_that_changes_by_itself_is_no_measurement() -> None:
    meter = ScreenLightMeter()
    rng = np.random.default_rng(3)
    for number in range(5):
        meter.show(lit=number % 2 == 1, at=number)
        face = int(rng.integers(60, 200))
        for at in (0.6, 0.7, 0.8):
            meter.take(_frame(face), number + at)
    with pytest.raises(EkycError) as raised:
        meter.result()
    assert raised.value.code == "light_unsteady"


def test_a_camera_that_hardly_sends_is_no_measurement() -> None:
    meter = ScreenLightMeter()
    meter.take(_frame(90), 0.0)
    for number in range(3):
        meter.show(lit=number == 1, at=number)
        meter.take(_frame(90), number + 0.1)  # the screen has not settled
        meter.take(_frame(90), number + 0.6)
    with pytest.raises(EkycError) as raised:
        meter.result()
    assert raised.value.code == "light_too_few_frames"


def _frame(face: int) -> Image:
    frame = np.full((120, 160, 3), 90, np.uint8)
    frame[17:94, 57:103] = face
    return frame
