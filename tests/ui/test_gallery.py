"""The gallery: every kind in every state stands within its frame, can be touched and has a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.forms.kinds import KINDS
from kiosk.language import Language
from tests.ui.scene_checks import faults_of, nameless_controls
from tests.ui.walk import LANDSCAPE, PORTRAIT
from ui.app import load_fonts
from ui.gallery import states
from ui.gallery.pictures import picture_page
from ui.gallery.window import GalleryWindow, page_names

ROUNDS = 20  # what is wrong for so long stays wrong


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


@contextmanager
def open_gallery(size: QSize, language: Language, text_scale: float = 1.0) -> Iterator[GalleryWindow]:
    gallery = GalleryWindow(size, language=language, text_scale=text_scale)
    try:
        yield gallery
    finally:
        gallery.close()


def test_it_shows_every_kind() -> None:
    assert sorted(states.kinds()) == sorted(KINDS)


@pytest.mark.parametrize("text_scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize(
    ("size", "language"), [(PORTRAIT, Language.VIETNAMESE), (LANDSCAPE, Language.ENGLISH)], ids=["vi", "en"]
)
def test_every_state_fits_and_has_a_name(size: QSize, language: Language, text_scale: float) -> None:
    found: list[str] = []
    with open_gallery(size, language, text_scale) as gallery:
        root = gallery.window.contentItem()
        for name in page_names():
            gallery.show(name)
            QTest.qWait(20)
            faults = [*faults_of(root), *nameless_controls(root)]
            for _ in range(ROUNDS):
                if not faults:
                    break
                QTest.qWait(50)  # the page may still be finding its places
                faults = [*faults_of(root), *nameless_controls(root)]
            found += [f"{name}: {fault}" for fault in faults]
    assert not found, "\n".join(found)


def test_a_page_becomes_one_picture(tmp_path: Path) -> None:
    with open_gallery(PORTRAIT, Language.VIETNAMESE) as gallery:
        picture_page(gallery, "money", tmp_path / "money.png")
    picture = QImage(str(tmp_path / "money.png"))
    assert picture.width() == PORTRAIT.width()
    assert picture.height() > 2 * PORTRAIT.width()
