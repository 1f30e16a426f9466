"""The looks that a screen can have, and what is wrong with it in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from simulation.touch import QUICKLY
from tests.ui.contrast import contrast_faults
from tests.ui.focus_order import focus_faults
from tests.ui.scene_checks import faults_of
from tests.ui.walk import Walk
from ui.gallery.pictures import picture_of
from ui.gallery.window import GalleryWindow

_MOST_POINTS = 2500
_ROUNDS = 20  # what is wrong for so long stays wrong


@dataclass(frozen=True, slots=True)
class Look:
    language: str = "vi"
    scale: float = 1.0
    high_contrast: bool = False

    @property
    def name(self) -> str:
        return f"{self.language}-{self.scale * 100:.0f}{'-contrast' if self.high_contrast else ''}"


USUAL = Look()
ALL_LOOKS = tuple(
    Look(language, scale, high_contrast)
    for language in ("vi", "en")
    for scale in (1.0, 1.25, 1.5)
    for high_contrast in (False, True)
)
# The theme changes colours only (`test_theme.py`): in high contrast one size is enough.
TESTED_LOOKS = tuple(look for look in ALL_LOOKS if not look.high_contrast or look.scale == 1.0)
# A fixed sample for the other panels: the usual look, in which two columns stand, and the longest words in
# the largest letters.
SAMPLE = (Look(), Look("en", 1.5))
# Also the longest Vietnamese, and other colours.
WORST = (*SAMPLE, Look("vi", 1.5), Look("en", 1.0, high_contrast=True))


# Colours do not depend on language and size, nor does the way of the Tab key on colours.
_COLOURS = (Look(), Look("en", 1.0, high_contrast=True))
_KEYS = (Look(), Look("en", 1.5))


def settled_faults(walk: Walk) -> list[str]:
    """What is wrong with the present screen, and stays so: a page may still be finding its places."""
    root, diagonal = walk.kiosk.window.contentItem(), float(walk.kiosk.window.property("diagonal"))
    found = faults_of(root, diagonal)
    for _ in range(_ROUNDS):
        if not found:
            break
        walk.let_run(0.1)
        found = faults_of(root, diagonal)
    return found


class Inspection:
    """Looks at the screens of a walk. ``folder`` gets a picture of what is wrong, or of all."""

    def __init__(self, walk: Walk, folder: Path, *, keep_all: bool = False) -> None:
        self._walk = walk
        self._folder = folder
        self._diagonal: float = walk.kiosk.window.property("diagonal")
        self._keep_all = keep_all

    def inspect(self, state: str, looks: tuple[Look, ...]) -> Iterator[str]:
        """What is cut, covered, too small, too pale or not reached in each look; ends in the usual one."""
        # Nothing has to be waited for. Said each time, because the end of a visit forgets it.
        self._walk.kiosk.vm.looks.setReducedMotion(True)
        for look in looks:
            self._walk.dress(look.language, look.scale, high_contrast=look.high_contrast)
            found = settled_faults(self._walk)
            picture = None
            if look in _COLOURS or look in _KEYS or found or self._keep_all:
                picture = self._walk.kiosk.window.grabWindow()  # before the Tab key scrolls the page
            if picture is not None and look in _COLOURS:
                found += self._settled_contrast(picture)
            if look in _KEYS:
                found += focus_faults(self._walk)
            if picture is not None and (found or self._keep_all):
                yield from self._told(state, look, found, picture)
        self._walk.dress(USUAL.language, USUAL.scale)

    @property
    def _root(self) -> QQuickItem:
        return self._walk.kiosk.window.contentItem()

    def _settled_contrast(self, picture: QImage) -> list[str]:
        found = list(contrast_faults(self._root, picture))
        for _ in range(_ROUNDS):
            if not found:
                break
            self._walk.let_run(0.1)  # what was drawn has moved on
            found = list(contrast_faults(self._root, self._walk.kiosk.window.grabWindow()))
        return found

    def _told(self, state: str, look: Look, found: list[str], picture: QImage) -> Iterator[str]:
        size = self._walk.kiosk.window.size()
        path = self._folder / picture_name(state, size, look)
        _save(picture, path)
        panel = f"{self._diagonal:g} inches, {size.width()} by {size.height()}"
        yield from (f"{state}, {panel}, {look.name}: {fault} ({path})" for fault in found)


class GalleryInspection:
    """The same for the pages of a gallery, which speaks one language and is as high as what it shows."""

    def __init__(
        self,
        gallery: GalleryWindow,
        folder: Path,
        language: str,
        *,
        diagonal: float = 27.0,
        keep_all: bool = False,
    ) -> None:
        self._gallery = gallery
        self._folder = folder
        self._language = language
        self._diagonal = diagonal
        self._keep_all = keep_all
        self._size = gallery.window.size()

    def inspect(self, name: str, looks: tuple[Look, ...]) -> Iterator[str]:
        """One page, in those of the looks that speak its language."""
        for look in looks:
            if look.language != self._language:
                continue
            self._gallery.dress(look.scale, high_contrast=look.high_contrast)
            self._gallery.show(name)
            self._gallery.window.setHeight(self._size.height())
            found = self._settled_faults()
            if look in _COLOURS or self._keep_all or found:
                picture = picture_of(self._gallery, name)
                if look in _COLOURS:
                    found += contrast_faults(self._gallery.window.contentItem(), picture)
                if found or self._keep_all:
                    yield from self._told(name, look, found, picture)

    def _told(self, name: str, look: Look, found: list[str], picture: QImage) -> Iterator[str]:
        path = self._folder / picture_name(f"gallery {name}", self._size, look)
        _save(picture, path)
        panel = f"{self._diagonal:g} inches, {self._size.width()} by {self._size.height()}"
        yield from (f"{name}, {panel}, {look.name}: {fault} ({path})" for fault in found)

    def _settled_faults(self) -> list[str]:
        root = self._gallery.window.contentItem()
        for _ in range(_ROUNDS):
            QTest.qWait(20)
            found = faults_of(root, self._diagonal, panel=self._size)
            if not found:
                break
        return found


def _save(picture: QImage, path: Path) -> None:
    """Every other point of what has very many: to write them all would take most of the time."""
    if max(picture.width(), picture.height()) > _MOST_POINTS:
        picture = picture.scaled(picture.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)
    assert picture.save(str(path), quality=QUICKLY)


def picture_name(state: str, size: QSize, look: Look) -> str:
    return f"{state.replace(' ', '_')}-{size.width()}x{size.height()}-{look.name}.png"
