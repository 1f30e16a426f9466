"""Nothing is cut, nothing sticks out, all is large enough: on every screen, in every size and language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from tests.ui.conftest import OpenWalk
from tests.ui.scene_checks import faults_of
from tests.ui.tour import tour
from tests.ui.walk import LANDSCAPE, PORTRAIT

ROUNDS = 20  # what is wrong for so long stays wrong
LOOKS = [(language, scale) for language in ("vi", "en") for scale in (1.0, 1.25, 1.5)]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_every_screen_fits(open_walk: OpenWalk, size: QSize) -> None:
    walk = open_walk(size)
    faults: list[str] = []
    for state in tour(walk):
        for language, scale in LOOKS:
            walk.dress(language, scale)
            found = faults_of(walk.kiosk.window.contentItem())
            for _ in range(ROUNDS):
                if not found:
                    break
                walk.let_run(0.15)  # a page may still be finding its places
                found = faults_of(walk.kiosk.window.contentItem())
            faults += [f"{state}, {language}, {scale:.0%}: {fault}" for fault in found]
        walk.dress("vi", 1.0)
    assert not faults, "\n".join(faults)
