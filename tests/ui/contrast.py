"""How well words can be told from what lies behind them, measured in the picture (WCAG 2.2, 1.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from tests.ui.scene_checks import is_words, name_of, rect_of, seen_rect, visible_items

LEAST_CONTRAST = 7.0
_ROUNDING = 0.05
_BORDER = 10  # pixels


def contrast_faults(root: QQuickItem, picture: QImage) -> Iterator[str]:
    """``picture`` shows ``root``, a pixel for a pixel."""
    pixels = _pixels(picture)
    for item in visible_items(root):
        if not _is_read(item) or not _whole(item):
            continue
        colour = item.property("color")
        if item.property("outlined") is True:  # the words bring their own background with them
            found = contrast(luminance(colour), luminance(item.property("styleColor")))
        else:
            behind = _behind(pixels, _place(item))
            found = min(contrast(luminance(colour), each) for each in behind)
            found = min(found, _drawn(pixels, _place(item), behind))
        if found < LEAST_CONTRAST - _ROUNDING:
            yield f"{str(item.property('text'))[:40]!r} ({name_of(item)}) has a contrast of {found:.1f}"


def luminance(colour: QColor) -> float:
    return float(_luminances(np.array([[colour.red(), colour.green(), colour.blue()]]))[0])


def contrast(one: float, other: float) -> float:
    """Of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def _behind(pixels: NDArray[np.uint8], place: QRect) -> tuple[float, float]:
    """The darkest and the lightest of what surrounds the words, without the odd pixel of a neighbour."""
    part = pixels[place.top() : place.bottom() + 1, place.left() : place.right() + 1]
    edge = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    dark, light = np.quantile(_luminances(edge), (0.1, 0.9))
    return float(dark), float(light)


def _drawn(pixels: NDArray[np.uint8], place: QRect, behind: tuple[float, float]) -> float:
    """The best contrast within the words: less than that of their colour where something makes them pale."""
    part = _luminances(pixels[place.top() : place.bottom() + 1, place.left() : place.right() + 1])
    usual = sum(behind) / 2
    return max(contrast(float(part.min()), usual), contrast(float(part.max()), usual))


def _is_read(item: QQuickItem) -> bool:
    return is_words(item) or (_is_typed(item) and bool(item.property("text")))


def _border_of(item: QQuickItem) -> int:
    return _BORDER if _is_typed(item) else 0


def _is_typed(item: QQuickItem) -> bool:
    return item.inherits("QQuickTextInput") or item.inherits("QQuickTextEdit")


def _luminances(colours: NDArray[np.integer]) -> NDArray[np.float64]:
    """Of red, green and blue, 0 to 255, along the last axis."""
    red, green, blue = (share[colours[..., number]] for number, share in enumerate(_SHARES))
    return np.asarray(red + green + blue)


def _shares() -> list[NDArray[np.float64]]:
    """What each value of a channel adds to the luminance."""
    parts = np.arange(256) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return [share * linear for share in (0.2126, 0.7152, 0.0722)]


_SHARES = _shares()


def _whole(item: QQuickItem) -> bool:
    seen, whole = seen_rect(item), rect_of(item)
    least = 2 * _border_of(item) + 4
    return seen.width() > least and seen.height() > least and seen.height() > whole.height() - 1


def _place(item: QQuickItem) -> QRect:
    """The words and a little more, inside the window; what is typed without the border around it."""
    border = _border_of(item)
    return seen_rect(item).toAlignedRect().adjusted(border, border, -border, -border)


def _pixels(picture: QImage) -> NDArray[np.uint8]:
    """Rows, columns, red-green-blue."""
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
