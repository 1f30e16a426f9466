"""Whatever stands before the camera, a look at it answers in the terms of its contract."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ekyc.papers.findings import look_at
from ekyc.papers.shot import PaperError, take_shot, turned
from ekyc.papers.straighten import aspect_of
from kiosk.forms.kinds.document_scan import jpeg_size
from simulation.papers.scene import Lie, Scene
from simulation.papers.sheets import sheet

SIZE = (320, 240)


@given(
    lie=st.builds(
        Lie,
        size=st.floats(0.1, 1.6),
        turn=st.floats(0, 360),
        tilt=st.floats(0, 0.9),
        tilt_from=st.floats(0, 360),
        shift=st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6)),
    ),
    table=st.sampled_from(["dark", "light", "wood", "white", "checked"]),
    blur=st.floats(0, 8),
    seed=st.integers(0, 99),
)
def test_every_look_has_a_sheet_or_says_why_not(lie: Lie, table: str, blur: float, seed: int) -> None:
    frame, _ = Scene(sheet("declaration", dots=2.0), table, lie, blur=blur, seed=seed).film(SIZE)
    look = look_at(frame)
    assert len(set(look.findings)) == len(look.findings)
    if look.sheet is None:
        assert look.findings
    else:
        assert np.isfinite(look.sheet.corners).all()
        assert cv2.isContourConvex(look.sheet.corners.astype(np.float32))
    try:
        jpeg = take_shot([frame], 60_000).jpeg
    except PaperError:
        return
    assert len(jpeg) <= 60_000
    width, height = jpeg_size(jpeg) or (0, 0)
    assert width
    assert jpeg_size(turned(jpeg, 60_000)) == (height, width)


@given(seed=st.integers(0, 10_000), height=st.integers(16, 90), width=st.integers(16, 90))
def test_noise_of_any_size_is_no_sheet_that_is_taken(seed: int, height: int, width: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    look = look_at(noise)
    assert look.findings


@given(ratio=st.floats(0.4, 2.5), turn=st.floats(-40, 40))
def test_a_sheet_seen_from_straight_above_has_the_shape_of_its_outline(ratio: float, turn: float) -> None:
    angle = np.radians(turn)
    matrix = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    flat = np.array([(-ratio, -1), (ratio, -1), (ratio, 1), (-ratio, 1)]) * 150
    found = aspect_of(1920, 1080, flat @ matrix.T + (960, 540))
    assert found is not None
    assert abs(found / ratio - 1) < 1e-6
