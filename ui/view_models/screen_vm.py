"""What all view-models of screens share: the parts, the visit, and when results are still wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal

from ui.view_models.background import Background, Scope

if TYPE_CHECKING:
    from kiosk.visit import Visit
    from ui.view_models.ports import KioskParts


class ScreenVm(QObject):
    """Base of a screen's view-model. It lives as long as the window; ``wipe`` makes it forget the person.

    ``enter`` runs when one of its screens is shown, ``leave`` when another takes its place.
    """

    # Each view-model declares it for itself: Qt takes no notifying signal from a base
    # class for the properties of a subclass that has one of the same name.
    changed: ClassVar[Signal]

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._background = background
        self._scope = Scope(background)

    @property
    def _visit(self) -> Visit:
        return self._parts.navigator.visit

    def _new_scope(self) -> Scope:
        """End the stretch before: whatever still comes from it is dropped."""
        self._scope.end()
        self._scope = Scope(self._background)
        return self._scope

    def enter(self, screen: str) -> None:
        """The screen of this name is shown now."""

    def leave(self) -> None:
        self._scope.end()

    def wipe(self) -> None:
        """Forget the person. Subclasses clear their own fields, then call this."""
        self._scope.end()
        self.changed.emit()
