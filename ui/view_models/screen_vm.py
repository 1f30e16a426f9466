"""What all view-models of screens share: the parts, the visit, and when results are still wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal, Slot

from ui.translation import keep_together
from ui.view_models.background import Scope

if TYPE_CHECKING:
    from kiosk.language import Bilingual
    from kiosk.visit.person import Person
    from kiosk.visit.visit import Visit
    from ui.view_models.ports.parts import KioskParts
    from ui.view_models.stage import Stage


class ScreenVm(QObject):
    """Base of a screen's view-model. Made when its screen is first shown; then it lives as long as the window
    and forgets the person in ``wipe``.

    ``enter`` runs when one of its screens is shown, ``leave`` when another takes its place.
    """

    # Each view-model declares it for itself: Qt takes no notifying signal from a base
    # class for the properties of a subclass that has one of the same name.
    changed: ClassVar[Signal]
    unhurried: ClassVar[bool] = False  # typing or reading takes time here: the person is left alone longer

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._scope = Scope(stage.background)

    @property
    def _parts(self) -> KioskParts:
        return self._stage.parts

    @property
    def _visit(self) -> Visit:
        return self._parts.navigator.visit

    @property
    def _person(self) -> Person | None:
        """Who is here; None between two visits, when a page may still ask."""
        navigator = self._parts.navigator
        return navigator.visit.person if navigator.in_visit else None

    @property
    def busy(self) -> bool:
        """Something is under way that the visit must not end under."""
        return False

    def _words(self, text: Bilingual | None) -> str:
        """In the language of the visit; "" for none, and between two visits."""
        navigator = self._parts.navigator
        if text is None or not navigator.in_visit:
            return ""
        return keep_together(text.text(navigator.visit.language))

    def _new_scope(self) -> Scope:
        """End the stretch before: whatever still comes from it is dropped."""
        self._scope.end()
        self._scope = Scope(self._stage.background)
        return self._scope

    def enter(self, screen: str) -> None:
        """The screen of this name is shown now."""

    def leave(self) -> None:
        self._scope.end()

    @Slot()
    def retranslate(self) -> None:
        """The language has changed: words that come from data are said anew."""
        self.changed.emit()

    def wipe(self) -> None:
        """Forget the person. Subclasses clear their own fields, then call this."""
        self._scope.end()
        self.changed.emit()
