"""The looks that a screen can have, and what is wrong with it in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtQuick import QQuickItem

from tests.ui.contrast import contrast_faults
from tests.ui.focus_order import focus_faults
from tests.ui.scene_checks import faults_of
from tests.ui.walk import Walk

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
# Every two values of two features meet in one of these.
PAIRWISE = (
    Look("vi", 1.0, high_contrast=False),
    Look("en", 1.0, high_contrast=True),
    Look("vi", 1.25, high_contrast=True),
    Look("en", 1.25, high_contrast=False),
    Look("en", 1.5, high_contrast=False),
    Look("vi", 1.5, high_contrast=True),
)


class Inspection:
    """Looks at the screens of a walk on one panel; faults are told with a picture in ``folder``."""

    def __init__(self, walk: Walk, folder: Path, *, diagonal: float = 27.0) -> None:
        self._walk = walk
        self._folder = folder
        self._diagonal = diagonal
        walk.kiosk.vm.looks.setReducedMotion(True)  # nothing has to be waited for

    def inspect(self, state: str, looks: tuple[Look, ...]) -> Iterator[str]:
        """What is cut, covered, too small, too pale or not reached in each look; ends in the usual one."""
        for look in looks:
            self._walk.dress(look.language, look.scale, high_contrast=look.high_contrast)
            found = self._settled_faults()
            # Colours do not depend on language and size, nor does the way of the Tab key on colours.
            if look.scale == 1.0 and look.language == ("en" if look.high_contrast else "vi"):
                found += contrast_faults(self._root, self._walk.kiosk.window.grabWindow())
            if look.scale != 1.25 and look.language == ("en" if look.scale == 1.5 else "vi"):
                found += [] if look.high_contrast else focus_faults(self._walk)
            if found:
                yield from self._told(state, look, found)
        self._walk.dress(USUAL.language, USUAL.scale)

    @property
    def _root(self) -> QQuickItem:
        return self._walk.kiosk.window.contentItem()

    def _settled_faults(self) -> list[str]:
        found = faults_of(self._root, self._diagonal)
        for _ in range(_ROUNDS):
            if not found:
                break
            self._walk.let_run(0.1)  # a page may still be finding its places
            found = faults_of(self._root, self._diagonal)
        return found

    def _told(self, state: str, look: Look, found: list[str]) -> Iterator[str]:
        size = self._walk.kiosk.window.size()
        picture = self._folder / f"{state}-{size.width()}x{size.height()}-{look.name}.png".replace(" ", "_")
        self._walk.look(picture)
        for fault in found:
            panel = f"{self._diagonal:g} inches, {size.width()} by {size.height()}"
            yield f"{state}, {panel}, {look.name}: {fault} ({picture})"
