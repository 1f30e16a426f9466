"""The gallery: every kind in every state stands within its frame, can be touched and has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kiosk.forms.kinds import KINDS
from kiosk.language import Language
from tests.again import again
from tests.ui.contrast import contrast_faults
from tests.ui.looks import TESTED_LOOKS, WORST, GalleryInspection, Look
from tests.ui.walk import PORTRAIT
from ui.app import QML_FOLDER, load_fonts
from ui.gallery import states
from ui.gallery.pictures import picture_of, picture_page
from ui.gallery.window import GalleryWindow, page_names
from ui.panels import PANELS, Panel

# The frame of a running kiosk, what parts are made of, and what is never seen.
_OF_A_KIOSK = (
    "AccessibilityPanel|AppShell|AssistBar|FlashCurtain|Footer|GuidePage|Header|HoldToShow|IdleDialog"
    "|OfflineStrip|Page|PaperPage|PaymentPanel|ReasonStrip|ScrollArea|Sheet|TaskRows"
)
_IN_OTHERS = "Card|CoveredWords|FocusRing|KeyboardKey|LegalBasis|Section|SubHeading"
_UNSEEN = (
    "AfterDrawing|Announcer|Cover|Delay|FaceTexts|Narrator|PaperTexts|PhoneTexts|Reasons|ScreenText"
    "|SituationTexts|TapGuard|Theme"
)


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


@contextmanager
def open_gallery(panel: Panel, orientation: str, language: Language) -> Iterator[GalleryWindow]:
    gallery = GalleryWindow(panel.size(orientation), diagonal=panel.diagonal, language=language)
    try:
        yield gallery
    finally:
        gallery.close()


def test_it_shows_every_kind() -> None:
    assert sorted(states.kinds()) == sorted(KINDS)


def test_it_shows_every_component() -> None:
    shown = "".join(file.read_text("utf-8") for file in (QML_FOLDER / "Kiosk/Gallery").glob("*.qml"))
    components = {file.stem for file in (QML_FOLDER / "Kiosk/Ui").glob("*.qml")}
    assert {each for each in components if re.search(rf"\b{each} \{{", shown) is None} == set(
        "|".join((_OF_A_KIOSK, _IN_OTHERS, _UNSEEN)).split("|")
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("orientation", "language", "looks"),
    [
        ("portrait", Language.VIETNAMESE, WORST),
        again("landscape", Language.ENGLISH, WORST),
        again("portrait", Language.ENGLISH, TESTED_LOOKS),
        again("landscape", Language.VIETNAMESE, TESTED_LOOKS),
    ],
)
def test_every_state_fits(
    orientation: str, language: Language, looks: tuple[Look, ...], tmp_path: Path
) -> None:
    with open_gallery(PANELS["27"], orientation, language) as gallery:
        inspection = GalleryInspection(gallery, tmp_path, language.value)
        found = [fault for name in page_names() for fault in inspection.inspect(name, looks)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "orientation", "language"),
    [
        ("15.6", "portrait", "en"),
        again("15.6", "landscape", "vi"),
        again("21.5", "portrait", "vi"),
    ],
)
def test_every_state_fits_on_smaller_panels(
    name: str, orientation: str, language: str, tmp_path: Path
) -> None:
    panel = PANELS[name]
    with open_gallery(panel, orientation, Language(language)) as gallery:
        inspection = GalleryInspection(gallery, tmp_path, language, diagonal=panel.diagonal)
        looks = (Look(language), Look(language, 1.5))
        found = [fault for name in page_names() for fault in inspection.inspect(name, looks)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("opacity", "pale"), [(1.0, False), (0.5, True)])
def test_words_that_something_makes_pale_are_told(opacity: float, pale: bool) -> None:
    with open_gallery(PANELS["27"], "portrait", Language.VIETNAMESE) as gallery:
        gallery.show("money")
        picture_of(gallery, "money")
        root = gallery.window.contentItem()
        for item in root.childItems():
            item.setOpacity(opacity)
        found = list(contrast_faults(root, picture_of(gallery, "money")))
    assert bool(found) is pale


def test_a_page_becomes_one_picture(tmp_path: Path) -> None:
    with open_gallery(PANELS["27"], "portrait", Language.VIETNAMESE) as gallery:
        picture_page(gallery, "money", tmp_path / "money.png")
    picture = QImage(str(tmp_path / "money.png"))
    assert picture.width() == PORTRAIT.width()
    assert picture.height() > 2 * PORTRAIT.width()
