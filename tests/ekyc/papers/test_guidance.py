"""One sentence at a time, none that flickers, and a picture only of what lies well and still."""

from __future__ import annotations

import numpy as np

from ekyc.papers.findings import PaperFinding, PaperLook
from ekyc.papers.guidance import PaperGuide
from ekyc.papers.limits import paper_limits
from ekyc.papers.sheet import FoundSheet

SIZE = (1000, 800)
LIMITS = paper_limits()


def _sheet(moved: float = 0.0) -> FoundSheet:
    return FoundSheet(np.array([(100, 100), (900, 100), (900, 700), (100, 700)], np.float64) + moved, False)


def _look(*findings: PaperFinding, moved: float = 0.0) -> PaperLook:
    return PaperLook(_sheet(moved), findings)


def test_a_fault_of_one_frame_is_not_told() -> None:
    guide = PaperGuide()
    for place in range(20):
        guide.take(
            _look(PaperFinding.BLURRED) if place % 2 else _look(), SIZE, place * LIMITS.settle_seconds / 2
        )
        assert guide.finding is None


def test_a_sentence_stands_until_it_can_be_read_and_gives_way_to_the_next() -> None:
    guide = PaperGuide()
    guide.take(_look(PaperFinding.GLARE), SIZE, 0.0)
    guide.take(_look(PaperFinding.GLARE), SIZE, LIMITS.settle_seconds)
    told = LIMITS.settle_seconds
    guide.take(_look(PaperFinding.CUT_OFF), SIZE, told + 0.01)
    guide.take(_look(PaperFinding.CUT_OFF), SIZE, told + LIMITS.stand_seconds - 0.01)
    heard = [guide.finding]
    guide.take(_look(PaperFinding.CUT_OFF), SIZE, told + LIMITS.stand_seconds + LIMITS.settle_seconds)
    assert [*heard, guide.finding] == [PaperFinding.GLARE, PaperFinding.CUT_OFF]


def test_only_what_lies_still_is_ready() -> None:
    guide = PaperGuide()
    for place in range(30):
        guide.take(_look(moved=20.0 * place), SIZE, place * 0.3)
        assert not guide.ready
    guide.take(_look(moved=580.0), SIZE, 9.0 + LIMITS.steady_seconds)
    assert guide.ready


def test_what_has_a_fault_is_never_ready_and_begins_anew() -> None:
    guide = PaperGuide()
    for place in range(30):
        guide.take(_look(PaperFinding.TOO_FAR), SIZE, place * 0.3)
        assert not guide.ready
    guide.take(PaperLook(None, ()), SIZE, 100.0)
    guide.take(_look(), SIZE, 101.0)
    assert not guide.ready
    guide.take(_look(), SIZE, 101.0 + LIMITS.steady_seconds)
    assert guide.ready
