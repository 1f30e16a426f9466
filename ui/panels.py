"""The panels that the interface is made for, each upright and lying."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize


@dataclass(frozen=True, slots=True)
class Panel:
    """``diagonal`` in inches, the sides in pixels."""

    diagonal: float
    short: int
    long: int

    @property
    def name(self) -> str:
        return f"{self.diagonal:g}"

    def size(self, orientation: str) -> QSize:
        """``portrait`` or ``landscape``."""
        return QSize(self.short, self.long) if orientation == "portrait" else QSize(self.long, self.short)


PANELS = {
    panel.name: panel
    for panel in (
        Panel(15.6, 768, 1366),
        Panel(21.5, 1080, 1920),
        Panel(27.0, 1080, 1920),
        Panel(32.0, 2160, 3840),
    )
}
ORIENTATIONS = ("portrait", "landscape")
