"""A page of the gallery as one picture, however long it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage

from ui.gallery.window import GalleryWindow

_HIGHEST = 16000  # pixels
_SETTLING_MS = 60


def picture_page(gallery: GalleryWindow, name: str, file: Path) -> None:
    """Raises OSError when the picture cannot be written."""
    if not picture_of(gallery, name).save(str(file)):
        raise OSError(f"the picture could not be written: {file.name}")


def picture_of(gallery: GalleryWindow, name: str) -> QImage:
    gallery.show(name)
    _let_settle()
    gallery.window.setHeight(min(_HIGHEST, gallery.content_height))
    _let_settle()
    return gallery.window.grabWindow()


def _let_settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_SETTLING_MS, loop.quit)
    loop.exec()
