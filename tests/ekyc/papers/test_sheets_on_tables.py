"""Invented papers on simulated tables: where their edges are found, what is told, and what is never told."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

from ekyc.papers.findings import PaperFinding, PaperLook, look_at
from ekyc.papers.shot import PaperError, take_shot
from ekyc.papers.straighten import straighten
from simulation.papers.scene import CONDITIONS, Lie, Picture, Scene, scene
from simulation.papers.sheets import SHEETS, sheet

SIZE = (1920, 1080)
TRIES = 3
MOST = 400_000
GOOD = [name for name, (finding, _) in CONDITIONS.items() if not finding]
FAULTY = [
    name for name, (finding, _) in CONDITIONS.items() if finding not in ("", "no_paper", "edges_unsure")
]


@cache
def _looked(condition: str, number: int) -> tuple[Scene, Picture, np.ndarray, PaperLook]:
    filmed = scene(condition, number)
    frame, corners = filmed.film(SIZE)
    return filmed, frame, np.zeros((4, 2)) if corners is None else corners, look_at(frame)


@pytest.mark.parametrize("condition", GOOD)
def test_edges_that_are_found_are_the_true_ones_and_most_are_found(condition: str) -> None:
    found = 0
    for number in range(TRIES):
        _, _, corners, look = _looked(condition, number)
        if look.sheet is None:
            assert PaperFinding.EDGES_UNSURE in look.findings
            continue
        found += 1
        assert not look.findings
        away = min(np.abs(np.roll(look.sheet.corners, turn, axis=0) - corners).max() for turn in range(4))
        assert away < 0.006 * SIZE[0]
    assert found >= TRIES - 1


@pytest.mark.parametrize("condition", FAULTY)
def test_what_is_wrong_is_told(condition: str) -> None:
    wanted = CONDITIONS[condition][0]
    looks = [_looked(condition, number)[3] for number in range(TRIES)]
    assert any(wanted in look.findings for look in looks)
    told = {wanted, PaperFinding.EDGES_UNSURE}  # of a small sheet, or one seen steeply, the edges may be lost
    assert sum(not told.isdisjoint(look.findings) for look in looks) >= TRIES - 1
    assert all(look.findings for look in looks)  # nothing of it is taken by itself


def test_on_an_empty_table_no_sheet_is_seen() -> None:
    for number in range(TRIES):
        look = _looked("empty table", number)[3]
        assert look.sheet is None
        assert look.findings[0] in (PaperFinding.NO_PAPER, PaperFinding.EDGES_UNSURE)


@pytest.mark.parametrize("number", range(3))
def test_a_white_paper_on_a_white_table_is_kept_with_all_around_it(number: int) -> None:
    _, frame, _, look = _looked("white on white", number)
    assert look.findings[0] is PaperFinding.EDGES_UNSURE
    shot = take_shot([frame], MOST)
    assert shot.findings == look.findings
    page = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert page is not None
    assert page.shape == frame.shape


def test_an_empty_table_of_one_colour_is_no_picture() -> None:
    frame, _ = Scene(None, "dark").film(SIZE)
    with pytest.raises(PaperError, match="picture_empty"):
        take_shot([frame], MOST)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_seen_aslant_gets_its_shape_and_its_print_back(name: str) -> None:
    printed = sheet(name)
    lie = Lie(size=0.9, turn=7, tilt=0.25, tilt_from=160)
    frame, corners = Scene(printed, "dark", lie, noise=0, blur=0).film((1600, 1200))
    assert corners is not None
    look = look_at(frame)
    assert look.sheet is not None
    page = straighten(frame, look.sheet.corners)
    assert abs(page.shape[1] / page.shape[0] / printed.aspect - 1) < 0.03
    upright = cv2.resize(printed.pixels, page.shape[1::-1], interpolation=cv2.INTER_AREA)
    alike = cv2.matchTemplate(
        cv2.cvtColor(page, cv2.COLOR_BGR2GRAY),
        cv2.cvtColor(upright, cv2.COLOR_BGR2GRAY),
        cv2.TM_CCOEFF_NORMED,
    )
    assert alike.max() > 0.6


def test_what_is_cut_off_is_shown_as_it_lies() -> None:
    _, frame, _, look = _looked("corner outside", 0)
    assert PaperFinding.CUT_OFF in look.findings
    page = cv2.imdecode(np.frombuffer(take_shot([frame], MOST).jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert page is not None
    assert page.shape == frame.shape
