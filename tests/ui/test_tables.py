"""The tables that have to keep up with the screens: translations, pictograms, module list, QML types."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QSize

from ui.app import QML_FOLDER
from ui.build_translations import find_fault
from ui.image_providers import IconProvider, icon_paths
from ui.lint import lint


def test_every_text_is_translated_and_the_table_is_current() -> None:
    assert find_fault() is None


def test_the_qml_files_agree_with_the_python_types(tmp_path: Path) -> None:
    assert lint(tmp_path) == 0


def test_the_module_lists_every_component() -> None:
    folder = QML_FOLDER / "Kiosk" / "Ui"
    listed = set(re.findall(r"(\w+\.qml)$", (folder / "qmldir").read_text("utf-8"), re.MULTILINE))
    assert listed == {file.name for file in folder.glob("*.qml")}


def test_every_pictogram_named_on_a_screen_exists() -> None:
    named: set[str] = set()
    for file in QML_FOLDER.rglob("*.qml"):
        text = file.read_text("utf-8")
        named |= set(re.findall(r'(?:g|primaryG)lyph: "(\w+)"', text))
    assert named - {""} <= icon_paths().keys()


def test_a_pictogram_has_ink_in_its_colour() -> None:
    for name in icon_paths():
        image = IconProvider().requestImage(f"{name}/0b4da2/2", QSize(), QSize(96, 96))
        inked = [
            image.pixelColor(x, y).name()
            for x in range(0, 96, 2)
            for y in range(0, 96, 2)
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert inked, name
        assert set(inked) == {"#0b4da2"}, name
