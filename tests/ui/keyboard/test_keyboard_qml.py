"""The docked keyboard as fingers meet it: sizes, release, sliding off, layouts, words for a screen reader."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible

from simulation.hands import click, move, press, release
from tests.patience import PATIENCE_MS
from tests.ui.keyboard.keyboard_scene import Scene
from ui.panels import PANELS

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}


def _resize(scene: Scene, shape: str) -> None:
    width, height = SIZES[shape]
    scene.window.resize(width, height)
    keyboard = scene.item("keyboard")
    scene.qtbot.waitUntil(lambda: round(keyboard.width()) == width, timeout=PATIENCE_MS)


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("layout", ["vi", "en", "symbols", "email", "number", "date"])
def test_keys_are_large_apart_and_inside(scene: Scene, shape: str, layout: str) -> None:
    _resize(scene, shape)
    scene.target.showLayout(layout)
    width, height = SIZES[shape]
    faces = [key.property("background") for key in scene.key_items()]
    boxes = [face.mapRectToScene(face.boundingRect()) for face in faces]
    assert len(boxes) > 10
    for box in boxes:
        assert box.width() >= 88
        assert box.height() >= 96
        assert box.left() >= 4
        assert box.right() <= width - 4
        assert box.bottom() <= height - 8
        grown = box.adjusted(-4, -4, 4, 4)
        assert not [other for other in boxes if other is not box and grown.intersects(other)]


@pytest.mark.parametrize("layout", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "orientation"), [("21.5", "portrait"), ("15.6", "portrait"), ("15.6", "landscape")]
)
def test_a_small_panel_has_large_keys_and_room_for_a_page(
    scene: Scene, layout: str, name: str, orientation: str
) -> None:
    panel = PANELS[name]
    width, height = panel.size(orientation).toTuple()
    millimetre = math.hypot(width, height) / (panel.diagonal * 25.4)  # pixels
    scene.window.resize(width, height)
    scene.window.setProperty("diagonal", panel.diagonal)
    keyboard = scene.item("keyboard")
    scene.qtbot.waitUntil(lambda: round(keyboard.width()) == width, timeout=PATIENCE_MS)
    scene.target.showLayout(layout)
    for key in scene.key_items():
        assert key.width() >= 19 * millimetre  # as on a keyboard of a desk
        assert key.height() >= 20 * millimetre
        words = key.property("contentItem").childrenRect()
        assert words.width() <= key.width() - 8
        assert words.height() <= key.height()
    assert keyboard.height() <= 0.54 * height


@pytest.mark.parametrize("shape", SIZES)
def test_words_fit_their_keys(scene: Scene, shape: str) -> None:
    _resize(scene, shape)
    for layout in ("vi", "en", "symbols", "email", "number"):
        scene.target.showLayout(layout)
        for key in scene.key_items():
            content = key.childrenRect()
            assert content.width() <= key.width()
            assert content.height() <= key.height() + 1


def test_a_name_is_typed_by_touch(scene: Scene) -> None:
    scene.focus("name")
    for key in ("l", "e"):
        scene.click(f"key_text_{key}")
    scene.click("key_tone_sac")
    scene.click("key_backspace_")
    scene.click("key_text_ê")
    scene.click("key_text_ ")
    scene.click("key_text_đ")
    assert scene.text("name") == "Lê Đ"
    assert scene.item("name").hasActiveFocus()


def test_a_key_acts_on_release_and_sliding_off_takes_it_back(scene: Scene) -> None:
    scene.focus("plain")
    start = scene.centre("key_text_a")
    press(scene.window, start)
    assert scene.text("plain") == ""
    move(scene.window, start - QPoint(0, 400))
    release(scene.window, start - QPoint(0, 400))
    assert scene.text("plain") == ""
    scene.click("key_text_a")
    assert scene.text("plain") == "a"


def test_a_touch_between_the_keys_does_nothing(scene: Scene) -> None:
    field = scene.focus("plain")
    keyboard = scene.item("keyboard")
    corner = keyboard.mapToScene(QPointF(2, 2)).toPoint()
    click(scene.window, corner)
    assert scene.text("plain") == ""
    assert field.hasActiveFocus()


def test_layout_keys_change_the_keys(scene: Scene) -> None:
    scene.focus("plain")
    scene.click("key_layout_symbols")
    scene.click("key_text_7")
    scene.click("key_layout_letters")
    scene.click("key_layout_en")
    scene.click("key_text_w")
    scene.click("key_layout_vi")
    assert scene.text("plain") == "7w"
    assert scene.shown("layout") == "vi"


def test_shift_shows_on_the_keys(scene: Scene) -> None:
    scene.focus("plain")
    assert scene.item("key_text_ơ").property("text") == "ơ"
    scene.click("key_shift_")
    assert scene.item("key_text_ơ").property("text") == "Ơ"
    assert scene.item("key_shift_").property("latched")


def test_a_word_is_given_back_by_touch(scene: Scene) -> None:
    scene.focus("plain")
    for key in "moon":
        scene.click(f"key_text_{key}")
    assert scene.text("plain") == "môn"
    scene.click("key_undo_")
    assert scene.text("plain") == "moon"
    undo = QAccessible.queryAccessibleInterface(scene.item("key_undo_"))
    assert "Không dấu" in undo.text(QAccessible.Text.Name)


def test_an_address_is_typed_without_leaving_the_letters(scene: Scene) -> None:
    _resize(scene, "portrait")
    scene.focus("plain")
    for key in "12/5a":
        scene.click(f"key_text_{key}")
    assert scene.text("plain") == "12/5a"
    assert scene.shown("layout") == "vi"


def test_done_is_told_to_the_page(scene: Scene) -> None:
    scene.focus("plain")
    done = [scene.target.done, scene.item("keyboard").done]  # type: ignore[attr-defined]
    with scene.qtbot.waitSignals(done, timeout=PATIENCE_MS):
        scene.click("key_done_")


def test_a_secret_field_conceals_the_pressed_key(scene: Scene) -> None:
    scene.focus("secret")
    centre = scene.centre("key_text_a")
    key = scene.item("key_text_a")
    press(scene.window, centre)
    assert key.property("down")
    assert not key.property("lit")
    release(scene.window, centre)
    assert scene.text("secret") == "a"


def test_every_key_has_a_name_for_a_screen_reader(scene: Scene) -> None:
    for layout in ("vi", "en", "symbols", "email", "number"):
        scene.target.showLayout(layout)
        for key in scene.key_items():
            interface = QAccessible.queryAccessibleInterface(key)
            assert interface.text(QAccessible.Text.Name).strip()
    scene.target.showLayout("vi")
    tone = QAccessible.queryAccessibleInterface(scene.item("key_tone_huyen"))
    assert tone.text(QAccessible.Text.Name) == "dấu huyền"
