"""Card and identity pages of a task that goes by a passport, in each look on an upright and a lying panel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ekyc.card.reading import IdentitySource
from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from tests.kiosk.visits import passport_reading
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import USUAL_SCREEN
from tests.ui.looks import TESTED_LOOKS, Inspection
from tests.ui.walk import Walk
from ui.panels import ORIENTATIONS, PANELS


def _states(walk: Walk) -> Iterator[str]:
    card = walk.parts.card
    walk.passport()
    yield "passport"
    card.progress(CardPhase.LIFT_CARD)
    walk.let_run(0.05)
    yield "passport lying"
    card.progress(CardPhase.PUT_CARD_BACK)
    walk.wait_for("putBackNotice")
    yield "passport lifted"
    card.on_fault(EkycError("wrong_access_key", "another chip"))
    walk.wait_for("withoutChipInstead")
    yield "passport fault"
    walk.tap("withoutChipInstead")
    walk.wait_for("withChip")
    yield "passport without chip"
    card.on_done(passport_reading(IdentitySource.MRZ))
    walk.arrive("identity")
    walk.let_run(0.1)
    yield "passport identity"
    walk.tap("showChecks")
    walk.wait_for("check.access.answer")
    yield "passport checks"


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_nothing_is_cut_or_covered(open_walk: OpenWalk, orientation: str, tmp_path: Path) -> None:
    panel = PANELS["21.5"]
    screen = {**USUAL_SCREEN, "diagonal_inches": panel.diagonal}
    walk = open_walk(panel.size(orientation), screen=screen)
    looking = Inspection(walk, tmp_path)
    assert [fault for state in _states(walk) for fault in looking.inspect(state, TESTED_LOOKS)] == []
