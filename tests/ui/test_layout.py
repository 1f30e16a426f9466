"""Nothing is cut, covered, too small, too pale or out of reach: each screen, look and panel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.conftest import OpenWalk
from tests.ui.looks import SAMPLE, TESTED_LOOKS, Inspection, Look
from tests.ui.tour import tour
from tests.ui.walk import Walk
from ui.app import QML_FOLDER
from ui.panels import ORIENTATIONS, PANELS, Panel

REFERENCE = PANELS["27"]
OTHERS = [panel for panel in PANELS.values() if panel is not REFERENCE]


def _inspect_all(
    open_walk: OpenWalk, panel: Panel, orientation: str, looks: tuple[Look, ...], folder: Path
) -> list[str]:
    screen = {"full_screen": False, "diagonal_inches": panel.diagonal, "settle_seconds": 0.1}
    walk = open_walk(panel.size(orientation), screen=screen)
    inspection = Inspection(walk, folder, diagonal=panel.diagonal)
    faults: list[str] = []
    passed: set[str] = set()
    for state in tour(walk):
        passed.add(_file_of(walk))
        faults += inspection.inspect(state, looks)
    assert passed == {file.name for file in (QML_FOLDER / "Kiosk").glob("S*/*Screen.qml")}
    return faults


def _file_of(walk: Walk) -> str:
    return str(walk.wait_for("page").property("source").fileName())


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_screen_fits_in_every_look(open_walk: OpenWalk, orientation: str, tmp_path: Path) -> None:
    faults = _inspect_all(open_walk, REFERENCE, orientation, TESTED_LOOKS, tmp_path)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("panel", OTHERS, ids=lambda panel: panel.name)
def test_every_screen_fits_on_the_other_panels(
    open_walk: OpenWalk, panel: Panel, orientation: str, tmp_path: Path
) -> None:
    faults = _inspect_all(open_walk, panel, orientation, SAMPLE, tmp_path)
    assert not faults, "\n".join(faults)
