"""Nothing is cut, covered, too small, too pale or out of reach: each screen, look and panel."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.places import EndReason
from tests.ui.conftest import OpenWalk
from tests.ui.looks import SAMPLE, TESTED_LOOKS, Inspection, Look
from tests.ui.scene_checks import faults_of, visible_items
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


@pytest.mark.long
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_screen_fits_in_every_look(open_walk: OpenWalk, orientation: str, tmp_path: Path) -> None:
    faults = _inspect_all(open_walk, REFERENCE, orientation, TESTED_LOOKS, tmp_path)
    assert not faults, "\n".join(faults)


@pytest.mark.long
@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("panel", OTHERS, ids=lambda panel: panel.name)
def test_every_screen_fits_on_the_other_panels(
    open_walk: OpenWalk, panel: Panel, orientation: str, tmp_path: Path
) -> None:
    faults = _inspect_all(open_walk, panel, orientation, SAMPLE, tmp_path)
    assert not faults, "\n".join(faults)


SMALLEST = PANELS["15.6"]


def _on_smallest(open_walk: OpenWalk, orientation: str) -> Walk:
    screen = {"full_screen": False, "diagonal_inches": SMALLEST.diagonal, "settle_seconds": 0.1}
    return open_walk(SMALLEST.size(orientation), screen=screen)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_first_screen_is_never_scrolled(open_walk: OpenWalk, orientation: str) -> None:
    walk = _on_smallest(open_walk, orientation)
    walk.attract()
    for look in TESTED_LOOKS:
        walk.dress(look.language, look.scale, high_contrast=look.high_contrast)
        walk.let_run(0.1)
        assert walk.find("scrollStrip") is None, look.name


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_what_is_wrong_stays_in_sight_until_it_is_right(
    open_walk: OpenWalk, orientation: str, language: str
) -> None:
    walk = _on_smallest(open_walk, orientation)
    walk.kiosk.vm.looks.setReducedMotion(True)
    for page, wrong, begun, rest in (
        ("phone", "0212345678", "03", "21234567"),
        ("email", "lan.example.vn", "lan", "@example.vn"),
    ):
        getattr(walk, page)()
        walk.dress(language, 1.5)
        walk.type_text(wrong)
        walk.tap("primary")
        fault = walk.wait_for(f"contact.{page}.fault").property("text")
        walk.field(f"contact.{page}.text", begun)
        for character in rest:
            _check_that_it_is_told(walk, fault)
            walk.type_text(character)
            if walk.find(f"contact.{page}.fault") is None:
                break
        assert walk.find(f"contact.{page}.fault") is None
        walk.wait_until(lambda: walk.find("alarm") is None, "the end of what was told")
        walk.parts.navigator.end(EndReason.LEFT)
        walk.arrive("goodbye")
        walk.tap("rest")
        walk.arrive("attract")


def _check_that_it_is_told(walk: Walk, fault: str) -> None:
    root = walk.kiosk.window.contentItem()
    walk.wait_until(lambda: not faults_of(root, SMALLEST.diagonal), "a page without faults")
    assert fault in {str(item.property("text")) for item in visible_items(root)}
