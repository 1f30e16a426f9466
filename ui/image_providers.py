"""Pictograms and QR codes as pictures: in the software renderer a picture is a plain copy and respects
clipping, which vector shapes do not.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import numpy as np
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.documents.qr import QUIET_MODULES, qr_modules

ICONS = "icon"
QR_CODES = "qr"
PAYMENT_CODES = "payment"
SCANS = "scan"
_MAX_PIXELS = 1024


@cache
def icon_paths() -> dict[str, str]:
    """Name → SVG path on a grid of 24."""
    return tomllib.loads((Path(__file__).parent / "icons.toml").read_text("utf-8"))


class IconProvider(QQuickImageProvider):
    """``image://icon/NAME/RRGGBB/WEIGHT`` in the source size: strokes of WEIGHT on the grid of 24."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        name, colour, weight = id.split("/")
        side = min(_MAX_PIXELS, max(1, requestedSize.width()))
        size.setWidth(side)
        size.setHeight(side)
        image = _empty(side)
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
            f'stroke="#{colour}" stroke-width="{weight}" stroke-linecap="round" stroke-linejoin="round">'
            f'<path d="{icon_paths()[name]}"/></svg>'
        )
        painter = QPainter(image)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        return image


class QrProvider(QQuickImageProvider):
    """``image://qr/N`` shows what was set last; N only makes the address new. Always black on white."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._text = ""

    def show(self, text: str) -> None:
        self._text = text

    def clear(self) -> None:
        self._text = ""

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        del id
        modules = np.pad(np.array(qr_modules(self._text) or [[False]]), QUIET_MODULES)
        side = len(modules)
        unit = (
            min(_MAX_PIXELS, max(side, requestedSize.width())) // side
        )  # whole pixels: each module is sharp
        grey = np.where(modules, 0, 255).astype(np.uint8).tobytes()
        small = QImage(grey, side, side, side, QImage.Format.Format_Grayscale8)
        image = small.scaled(unit * side, unit * side).convertToFormat(QImage.Format.Format_RGB32)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class ScanProvider(QQuickImageProvider):
    """``image://scan/NAME`` shows what was put there under the name: papers, forgotten with their page."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._images: dict[str, QImage] = {}
        self._number = 0

    def put(self, image: QImage, instead_of: str = "") -> str:
        """The address of the picture, always a new one."""
        self.drop(instead_of)
        self._number += 1
        self._images[str(self._number)] = image
        return f"image://{SCANS}/{self._number}"

    def drop(self, address: str) -> None:
        self._images.pop(address.rpartition("/")[2], None)

    def clear(self) -> None:
        self._images.clear()

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        del requestedSize
        image = self._images.get(id, _BLANK)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _empty(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


_BLANK = _empty(1)  # of a picture that is gone while the scene still asks for it
