"""What must hold of everything that is drawn: nothing is cut, nothing sticks out, all is large enough."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

MIN_TARGET = 80  # pixels on the reference panel: 25 mm
SLACK = 1.5


def faults_of(root: QQuickItem) -> list[str]:
    """Everything wrong with what is drawn below ``root``, which fills its window."""
    return [*_overflows(root), *_small_targets(root)]


def _overflows(root: QQuickItem) -> Iterator[str]:
    window = QRectF(0, 0, root.width(), root.height())
    for item in visible_items(root):
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


def _small_targets(root: QQuickItem) -> Iterator[str]:
    for item in visible_items(root):
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


def visible_items(root: QQuickItem) -> Iterator[QQuickItem]:
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            waiting += item.childItems()


def nameless_controls(root: QQuickItem) -> Iterator[str]:
    """Buttons and entries that a screen reader could not name."""
    for item in visible_items(root):
        if not item.inherits("QQuickAbstractButton") and not item.inherits("QQuickTextInput"):
            continue
        interface = QAccessible.queryAccessibleInterface(item)
        if interface is None or not interface.text(QAccessible.Text.Name):
            yield item.objectName() or str(item)
