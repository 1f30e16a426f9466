"""Rounded landmarks are where they were, and dlib reads their file as any other."""

from __future__ import annotations

import hashlib
from pathlib import Path

import dlib
import numpy as np
import pytest
from numpy.typing import NDArray

from ekyc.face.limits import load_limits
from ekyc.face.models import get_model_files
from installer.debian.landmarks import BITS, round_landmarks, rounded
from tests.again import again

_POINTS = 6
_SIDE = 120


def _pictures(count: int) -> list[tuple[NDArray[np.uint8], dlib.full_object_detection]]:
    """Bright squares with points at their corners and sides, each somewhere else."""
    chance = np.random.default_rng(1)
    made = []
    for _ in range(count):
        left, top, side = (int(n) for n in chance.integers((20, 20, 40), (40, 40, 60)))
        picture = chance.integers(0, 60, (_SIDE, _SIDE)).astype(np.uint8)
        picture[top : top + side, left : left + side] += 150
        points = [(left + side * x // 2, top + side * y) for x in range(3) for y in range(2)]
        box = dlib.rectangle(20, 20, 100, 100)
        made.append(
            (picture, dlib.full_object_detection(box, dlib.points([dlib.point(*each) for each in points])))
        )
    return made


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small predictor of its own: what the real ones are, with fewer trees."""
    options = dlib.shape_predictor_training_options()
    options.cascade_depth, options.num_trees_per_cascade_level, options.tree_depth = 3, 20, 3
    options.oversampling_amount, options.num_threads, options.be_verbose = 4, 1, False
    pictures = _pictures(20)
    found = dlib.train_shape_predictor(
        [picture for picture, _ in pictures], [[points] for _, points in pictures], options
    )
    file = tmp_path_factory.mktemp("trained") / "small.dat"
    found.save(str(file))
    return file


def _points(file: Path) -> NDArray[np.float64]:
    predictor = dlib.shape_predictor(str(file))
    found = [predictor(picture, points.rect).parts() for picture, points in _pictures(30)]
    return np.array([[(point.x, point.y) for point in parts] for parts in found], np.float64)


def test_points_stay_where_they_were(trained: Path, tmp_path: Path) -> None:
    file = tmp_path / "rounded.dat"
    file.write_bytes(trained.read_bytes())
    round_landmarks(file)
    before, after = _points(trained), _points(file)
    assert before.shape == (30, _POINTS, 2)
    assert before.std(axis=0).min() > 1  # they follow the squares
    assert np.abs(before - after).max() <= 1
    assert np.abs(before - after).mean() < 0.02
    assert file.stat().st_size < 0.9 * trained.stat().st_size


def test_what_is_rounded_stays_as_it_is(trained: Path) -> None:
    once = rounded(trained.read_bytes())
    assert rounded(once) == once


def test_leaves_have_no_more_bits(trained: Path) -> None:
    """Of each leaf only whole numbers of 2**-BITS: the power stands behind every mantissa."""
    power = bytes((0x81, BITS))
    assert rounded(trained.read_bytes()).count(power) > 60 * 8 * 2 * _POINTS - 1


@pytest.mark.parametrize("end", [0, 1, 40, 2_000, 20_000])
def test_a_file_that_was_cut_off_is_refused(trained: Path, end: int) -> None:
    with pytest.raises(ValueError, match="no shape predictor"):
        rounded(trained.read_bytes()[:end])


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no shape predictor"):
        rounded(get_model_files().sface.read_bytes())


@pytest.mark.parametrize("landmarks", ["landmarks_5", again("landmarks_68")])
def test_a_kiosk_expects_what_its_package_brings(landmarks: str) -> None:
    expected = getattr(load_limits().models, f"{landmarks}_rounded")
    model = getattr(get_model_files(), landmarks).read_bytes()
    assert hashlib.sha256(rounded(model)).hexdigest() == expected
