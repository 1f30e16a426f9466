"""Nothing is cut, nothing sticks out, all is large enough: on every screen, in every size and language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtQuick import QQuickItem

from tests.ui.conftest import OpenWalk
from tests.ui.tour import tour
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk

MIN_TARGET = 80  # pixels on the reference panel: 25 mm
SLACK = 1.5
ROUNDS = 20  # what is wrong for so long stays wrong
LOOKS = [(language, scale) for language in ("vi", "en") for scale in (1.0, 1.25, 1.5)]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_every_screen_fits(open_walk: OpenWalk, size: QSize) -> None:
    walk = open_walk(size)
    faults: list[str] = []
    for state in tour(walk):
        for language, scale in LOOKS:
            walk.dress(language, scale)
            found = _faults(walk)
            for _ in range(ROUNDS):
                if not found:
                    break
                walk.let_run(0.15)  # a page may still be finding its places
                found = _faults(walk)
            faults += [f"{state}, {language}, {scale:.0%}: {fault}" for fault in found]
        walk.dress("vi", 1.0)
    assert not faults, "\n".join(faults)


def _faults(walk: Walk) -> list[str]:
    return [*_overflows(walk), *_small_targets(walk)]


def _overflows(walk: Walk) -> Iterator[str]:
    window = QRectF(0, 0, walk.kiosk.window.width(), walk.kiosk.window.height())
    for item in _visible(walk):
        if not item.metaObject().className().startswith(("QQuickText", "Words_QMLTYPE")):
            continue
        if not item.property("text") or not item.inherits("QQuickText"):
            continue
        words = repr(str(item.property("text"))[:40])
        if item.property("truncated"):
            yield f"{words} is cut"
        if item.property("contentWidth") > item.width() + SLACK:
            yield f"{words} is wider than its place"
        if item.property("contentHeight") > item.height() + SLACK:
            yield f"{words} is higher than its place"
        frame = _frame_of(item)
        outer = _rect(frame) if frame is not None else window
        inner = _rect(item)
        if inner.left() < outer.left() - SLACK or inner.right() > outer.right() + SLACK:
            yield f"{words} sticks out sideways"
        if frame is not None and (
            inner.top() < outer.top() - SLACK or inner.bottom() > outer.bottom() + SLACK
        ):
            yield f"{words} sticks out of its frame"


def _small_targets(walk: Walk) -> Iterator[str]:
    for item in _visible(walk):
        if item.inherits("QQuickAbstractButton") and min(item.width(), item.height()) < MIN_TARGET:
            yield f"{item.objectName() or item} is {item.width():.0f} by {item.height():.0f}"


def _frame_of(item: QQuickItem) -> QQuickItem | None:
    """The button or card that has to hold the text."""
    parent = _parent_of(item)
    while parent is not None:
        if parent.inherits("QQuickAbstractButton") or parent.property("frame") is True:
            return parent
        parent = _parent_of(parent)
    return None


def _parent_of(item: QQuickItem) -> QQuickItem | None:
    return item.parentItem()  # None at the top, which the stub leaves out


def _rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(QPointF(0, 0), QSize(round(item.width()), round(item.height()))))


def _visible(walk: Walk) -> Iterator[QQuickItem]:
    waiting = [walk.kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            waiting += item.childItems()
