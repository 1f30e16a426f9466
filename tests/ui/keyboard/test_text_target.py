"""Keys reach real QML fields, which keep their cursor, their limits and their validators."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from simulation.hands import press_key
from tests.patience import PATIENCE_MS
from tests.ui.keyboard.keyboard_scene import Scene
from ui.keyboard.composer import Composer
from ui.keyboard.composition import InputMethod
from ui.keyboard.syllable import ToneStyle
from ui.keyboard.text_target import TextTarget


def _press(scene: Scene, keys: str) -> None:
    for key in keys:
        scene.target.pressKey(key)


def test_a_name_is_typed_in_telex_with_its_capitals(scene: Scene) -> None:
    scene.focus("name")
    _press(scene, "nguyeenx thij thuyf duwowng")
    assert scene.text("name") == "Nguyễn Thị Thùy Dương"


def test_a_name_is_typed_with_letter_and_tone_keys_only(scene: Scene) -> None:
    scene.focus("name")
    for key in "đô":
        scene.target.pressKey(key)
    scene.target.pressTone("nga")
    _press(scene, " quynh")
    scene.target.pressTone("huyen")
    assert scene.text("name") == "Đỗ Quỳnh"


def test_keys_act_where_the_cursor_stands(scene: Scene) -> None:
    field = scene.focus("plain")
    _press(scene, "Nguyen Anh")
    field.setProperty("cursorPosition", len("Nguyen"))
    _press(scene, "ex")
    assert scene.text("plain") == "Nguyễn Anh"
    assert field.property("cursorPosition") == len("Nguyễn")


@pytest.mark.parametrize("name", ["plain", "area"])
def test_a_key_inside_a_word_reaches_both_sides_and_the_cursor_stays(scene: Scene, name: str) -> None:
    field = scene.focus(name)
    _press(scene, "Lan toan")
    field.setProperty("cursorPosition", len("Lan to"))
    scene.target.pressTone("sac")
    assert scene.text(name) == "Lan toán"
    assert field.property("cursorPosition") == len("Lan to")
    _press(scene, "f")
    assert scene.text(name) == "Lan toàn"
    assert field.property("cursorPosition") == len("Lan to")
    scene.target.pressTone("huyen")
    assert scene.text(name) == "Lan toan"


def test_foreign_letters_stay_as_typed_and_the_key_gives_them_back(scene: Scene) -> None:
    scene.focus("name")
    _press(scene, "ksor park lee")
    assert scene.text("name") == "Ksor Park Lê"
    scene.target.press("undo", "")
    assert scene.text("name") == "Ksor Park Lee"
    _press(scene, "s law")
    assert scene.text("name") == "Ksor Park Lees Lă"
    scene.target.pressDone()
    assert scene.text("name") == "Ksor Park Lees Law"


def test_a_full_field_loses_nothing_behind_the_cursor(scene: Scene) -> None:
    field = scene.focus("short")
    _press(scene, "thuan")
    field.setProperty("cursorPosition", 2)
    scene.target.pressTone("sac")
    assert scene.text("short") == "thuán"
    field.setProperty("cursorPosition", 3)
    _press(scene, "y")
    assert scene.text("short") == "thuán"


def test_methods_and_tone_styles_are_chosen(scene: Scene) -> None:
    scene.focus("plain")
    new = TextTarget(InputMethod.VNI, ToneStyle.NEW)
    for key in "hoa2 d9":
        new.pressKey(key)
    assert scene.text("plain") == "hoà đ"


def test_a_selection_is_replaced_and_deleted(scene: Scene) -> None:
    field = scene.focus("plain")
    _press(scene, "abc xyz")
    field.select(0, 4)  # type: ignore[attr-defined]  # of QML's TextField, which Python knows as QQuickItem
    _press(scene, "s")
    assert scene.text("plain") == "sxyz"
    field.select(1, 4)  # type: ignore[attr-defined]
    scene.target.pressBackspace()
    assert scene.text("plain") == "s"


def test_backspace_takes_one_letter_with_all_its_marks(scene: Scene) -> None:
    scene.focus("plain")
    _press(scene, "Nguyeenx")
    for _ in range(2):
        scene.target.pressBackspace()
    assert scene.text("plain") == "Nguy"
    for _ in range(6):
        scene.target.pressBackspace()
    assert scene.text("plain") == ""


def test_the_longest_length_is_kept_while_composing(scene: Scene) -> None:
    scene.focus("short")
    _press(scene, "duwowngf")
    assert scene.text("short") == "dường"


def test_a_validator_is_kept(scene: Scene) -> None:
    scene.focus("letters")
    _press(scene, "ab1c")
    assert scene.text("letters") == "abc"


def test_a_text_area_composes_in_its_own_line(scene: Scene) -> None:
    scene.focus("area")
    _press(scene, "Hoaf\nQuys")
    assert scene.text("area") == "Hòa\nQuý"


@pytest.mark.parametrize(
    ("field", "layout"),
    [
        ("plain", "vi"),
        ("email", "email"),
        ("digits", "number"),
        ("date", "date"),
        ("secret", "en"),
        ("area", "vi"),
    ],
)
def test_the_field_chooses_the_layout(scene: Scene, field: str, layout: str) -> None:
    scene.focus(field)
    assert scene.shown("layout") == layout
    assert scene.shown("wanted")


def test_the_keyboard_is_not_wanted_without_a_field(scene: Scene) -> None:
    scene.focus("plain")
    scene.focus("nothing")
    scene.qtbot.waitUntil(lambda: not scene.shown("wanted"), timeout=PATIENCE_MS)
    _press(scene, "a")
    scene.target.pressTone("sac")
    scene.target.pressBackspace()
    assert scene.text("plain") == ""


def test_a_read_only_field_is_left_alone(scene: Scene) -> None:
    scene.focus("readonly")
    _press(scene, "a")
    assert scene.text("readonly") == ""


def test_a_secret_field_is_not_composed(scene: Scene) -> None:
    scene.focus("secret")
    assert scene.shown("secret")
    _press(scene, "aas")
    assert scene.text("secret") == "aas"
    scene.focus("plain")
    assert not scene.shown("secret")


def test_email_is_not_composed_and_takes_whole_endings(scene: Scene) -> None:
    scene.focus("email")
    _press(scene, "thaas@")
    scene.target.pressKey("gmail.com")
    assert scene.text("email") == "thaas@gmail.com"


def test_a_date_gets_its_strokes(scene: Scene) -> None:
    scene.focus("date")
    _press(scene, "02091945")
    assert scene.text("date") == "02/09/1945"
    for _ in range(5):
        scene.target.pressBackspace()
    assert scene.text("date") == "02/0"
    _press(scene, "82026")
    assert scene.text("date") == "02/08/2026"


def test_shift_once_and_locked(scene: Scene) -> None:
    scene.focus("plain")
    assert not scene.shown("shifted")
    scene.target.pressShift()
    _press(scene, "ab")
    scene.target.pressShift()
    scene.target.pressShift()
    assert scene.shown("capsLocked")
    _press(scene, "cd")
    scene.target.pressShift()
    _press(scene, "e")
    assert scene.text("plain") == "AbCDe"


def test_an_automatic_capital_can_be_refused(scene: Scene) -> None:
    scene.focus("name")
    assert scene.shown("shifted")
    scene.target.pressShift()
    _press(scene, "van")
    assert scene.text("name") == "van"


def test_capitals_follow_the_cursor_and_a_physical_keyboard(scene: Scene) -> None:
    field = scene.focus("name")
    _press(scene, "lan")
    assert not scene.shown("shifted")
    press_key(scene.window, Qt.Key.Key_Space)
    assert scene.shown("shifted")
    field.setProperty("cursorPosition", 2)
    assert not scene.shown("shifted")
    field.setProperty("cursorPosition", 0)
    assert scene.shown("shifted")


def test_the_symbols_lead_back_to_the_letters_they_came_from(scene: Scene) -> None:
    scene.focus("plain")
    scene.target.showLayout("en")
    _press(scene, "aa")
    scene.target.showLayout("symbols")
    _press(scene, "@")
    scene.target.showLayout("letters")
    assert scene.shown("layout") == "en"
    scene.target.showLayout("vi")
    _press(scene, " aa")
    assert scene.text("plain") == "aa@ â"


def test_abc_order_is_offered(scene: Scene) -> None:
    scene.target.setOrder("abc")
    letters = [key["value"] for row in scene.shown("rows") for key in row]
    assert letters.index("b") == letters.index("a") + 1


def test_nothing_typed_outlives_the_field(scene: Scene) -> None:
    scene.focus("name")
    _press(scene, "tw")
    scene.focus("nothing")
    scene.qtbot.waitUntil(lambda: not scene.shown("wanted"), timeout=PATIENCE_MS)
    assert not [value for value in vars(scene.target).values() if type(value) is str and value]
    assert vars(scene.target._composer) == vars(Composer())


def test_a_destroyed_field_is_let_go(scene: Scene) -> None:
    scene.focus("name").deleteLater()
    scene.qtbot.waitUntil(lambda: not scene.shown("wanted"), timeout=PATIENCE_MS)
    scene.focus("plain")
    _press(scene, "a")
    assert scene.text("plain") == "a"


def test_it_is_a_plain_object_with_a_parent(scene: Scene) -> None:
    parent = QObject()
    assert TextTarget(parent=parent).parent() is parent
