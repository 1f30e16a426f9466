"""Nothing is cut, covered, too small, too pale or out of reach: each screen, look and panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.places import EndReason
from tests.again import again
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import USUAL_SCREEN
from tests.ui.looks import SAMPLE, TESTED_LOOKS, Inspection, Look
from tests.ui.scene_checks import faults_of, rect_of, seen_rect, visible_items
from tests.ui.tour import tour
from tests.ui.walk import Walk
from ui.app import QML_FOLDER
from ui.panels import ORIENTATIONS, PANELS, Panel

SMALLEST = PANELS["15.6"]
# With half of its points: what is drawn is as large, and `make screenshots` draws all of them.
_LARGEST = replace(PANELS["32"], short=1080, long=1920)
# Both shapes of the usual panel and of the one with the least room, one of each other.
_SHAPES = [
    (PANELS["27"], "portrait", (*SAMPLE, Look("en", 1.0, high_contrast=True))),
    (PANELS["27"], "landscape", SAMPLE),
    (SMALLEST, "portrait", (*SAMPLE, Look("vi", 1.5))),  # the narrowest of all
    (SMALLEST, "landscape", (Look("vi", 1.5), Look("en", 1.5))),  # in smaller letters there is more room
    (PANELS["21.5"], "portrait", SAMPLE),
    (_LARGEST, "landscape", SAMPLE),
]
# Have more room than the smallest panel lying, or than the usual one.
_AGAIN = {"27-landscape", "32-landscape", "21.5-portrait", "15.6-portrait"}
_NAMES = [f"{panel.name}-{shape}" for panel, shape, _ in _SHAPES]


def test_every_panel_is_looked_at() -> None:
    assert {panel.name for panel, _, _ in _SHAPES} == set(PANELS)


@pytest.mark.long
@pytest.mark.parametrize(
    ("panel", "orientation", "looks"),
    [
        *(
            again(*shape, name=name) if name in _AGAIN else pytest.param(*shape, id=name)
            for name, shape in zip(_NAMES, _SHAPES, strict=True)
        ),
        again(PANELS["27"], "portrait", TESTED_LOOKS, name="27-every-look"),
        again(SMALLEST, "landscape", TESTED_LOOKS, name="15.6-every-look"),
    ],
)
def test_every_screen_fits(
    open_walk: OpenWalk, panel: Panel, orientation: str, looks: tuple[Look, ...], tmp_path: Path
) -> None:
    walk = _on(panel, open_walk, orientation)
    inspection = Inspection(walk, tmp_path)
    faults: list[str] = []
    passed: set[str] = set()
    for state in tour(walk):
        passed.add(_file_of(walk))
        faults += inspection.inspect(state, looks)
    assert passed == {file.name for file in (QML_FOLDER / "Kiosk").glob("S*/*Screen.qml")}
    assert not faults, "\n".join(faults)


def _file_of(walk: Walk) -> str:
    return str(walk.wait_for("page").property("source").fileName())


def _on(panel: Panel, open_walk: OpenWalk, orientation: str) -> Walk:
    screen = {**USUAL_SCREEN, "diagonal_inches": panel.diagonal}
    return open_walk(panel.size(orientation), screen=screen)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_first_screen_is_never_scrolled(open_walk: OpenWalk, orientation: str) -> None:
    walk = _on(SMALLEST, open_walk, orientation)
    walk.attract()
    for look in TESTED_LOOKS:
        walk.dress(look.language, look.scale, high_contrast=look.high_contrast)
        walk.let_run(0.1)
        assert walk.find("scrollStrip") is None, look.name


@pytest.mark.parametrize("end", [again("goodbye"), "goodbye_card", again("goodbye_left"), "goodbye_fault"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("name", ["15.6", "21.5", "27"])
def test_all_that_the_last_page_says_is_in_sight(
    open_walk: OpenWalk, name: str, orientation: str, end: str
) -> None:
    walk = _on(PANELS[name], open_walk, orientation)
    getattr(walk, end)()
    for look in TESTED_LOOKS:
        walk.dress(look.language, look.scale, high_contrast=look.high_contrast)
        walk.let_run(0.1)
        assert walk.find("scrollStrip") is None, look.name


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("name", ["15.6", "21.5", "27"])
def test_the_first_that_is_found_is_seen_whole(open_walk: OpenWalk, name: str, orientation: str) -> None:
    walk = _on(PANELS[name], open_walk, orientation)
    walk.kiosk.vm.looks.setReducedMotion(True)
    walk.search()
    for look in TESTED_LOOKS:
        walk.dress(look.language, look.scale, high_contrast=look.high_contrast)
        for words in ("the bhyt", "tai nan", "luong huu"):  # the first waits for something, and says why
            walk.field("searchField", words)
            walk.wait_until(lambda: _first_found_is_whole(walk), f"{words} in {look.name}")


def _first_found_is_whole(walk: Walk) -> bool:
    rows = visible_items(walk.wait_for("page"))
    tops = [(rect_of(row).top(), row) for row in rows if row.objectName().startswith("task.")]
    first = min(tops, key=lambda each: each[0])[1]
    return seen_rect(first).height() > first.height() - 1


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_what_is_wrong_stays_in_sight_until_it_is_right(
    open_walk: OpenWalk, orientation: str, language: str
) -> None:
    walk = _on(SMALLEST, open_walk, orientation)
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
