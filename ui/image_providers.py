"""Pictograms and QR codes as pictures: in the software renderer a picture is a plain copy and respects
clipping, which vector shapes do not.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ICONS = "icon"
QR_CODES = "qr"
PAYMENT_CODES = "payment"
SCANS = "scan"
QUIET_ZONE = 4  # modules, ISO/IEC 18004 section 9.1
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


def _encode(text: str) -> tuple[bytearray, ...]:
    import segno

    return tuple(segno.make(text, error="m", micro=False).matrix)


class QrProvider(QQuickImageProvider):
    """``image://qr/N`` shows what was set last; N only makes the address new. Always black on white.

    Encoding takes a tenth of a second: it waits until the picture is asked for, which most never are.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._text = ""
        self._matrix: tuple[bytearray, ...] = ()

    def show(self, text: str) -> None:
        if text != self._text:
            self.clear()
            self._text = text

    def clear(self) -> None:
        self._text = ""
        self._matrix = ()

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        del id
        if self._text and not self._matrix:
            self._matrix = _encode(self._text)
        modules = len(self._matrix) + 2 * QUIET_ZONE
        side = min(_MAX_PIXELS, max(modules, requestedSize.width()))
        unit = side // modules  # whole pixels, so that every module has sharp edges
        size.setWidth(unit * modules)
        size.setHeight(unit * modules)
        image = QImage(unit * modules, unit * modules, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        for y, row in enumerate(self._matrix):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(
                        (x + QUIET_ZONE) * unit, (y + QUIET_ZONE) * unit, unit, unit, Qt.GlobalColor.black
                    )
        painter.end()
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
