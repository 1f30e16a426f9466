"""The one painted item: live camera picture, darkened outside the oval, with the ring of progress around it.

It is created once and moved to the page that needs it: objects of Python types that QML makes and destroys
again are never freed. Painting all of it in one item also keeps 30 pictures a second cheap without a GPU.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.preview import PreviewFeed

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_OVAL_HEIGHT = 0.80  # of the picture's height
_OVAL_ASPECT = 0.76  # width over height, an adult's head with some room


@QmlElement
class CameraView(QQuickPaintedItem):
    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: PreviewFeed | None = None
        self._image: QImage | None = None
        self._mask: QImage | None = None
        self._fraction = 0.0
        self._oval_at = 0.5  # the middle of the oval, as a share of the height
        self._ring = QColor("#2FD07A")
        self._waiting = QColor("#18242C")
        self.setOpaquePainting(True)

    def _get_feed(self) -> PreviewFeed | None:
        return self._feed

    def _set_feed(self, feed: PreviewFeed | None) -> None:
        if self._feed is not None:
            self._feed.fresh.disconnect(self._take)
        self._feed = feed
        if feed is not None:
            feed.fresh.connect(self._take)
            feed.set_target(int(self.width()), int(self.height()))
        else:
            self._image = None  # no page shows the camera: nobody stays in the picture
            self.update()
        self.changed.emit()

    feed = Property(PreviewFeed, _get_feed, _set_feed, notify=changed)

    def _get_fraction(self) -> float:
        return self._fraction

    def _set_fraction(self, fraction: float) -> None:
        self._fraction = fraction
        self.changed.emit()
        self.update()

    fraction = Property(float, _get_fraction, _set_fraction, notify=changed)

    def _get_oval_at(self) -> float:
        return self._oval_at

    def _set_oval_at(self, at: float) -> None:
        if at != self._oval_at:
            self._oval_at = at
            self._mask = None
            self.changed.emit()
            self.update()

    oval = Property(float, _get_oval_at, _set_oval_at, notify=changed)

    def geometryChange(self, new: QRectF | QRect, old: QRectF | QRect, /) -> None:  # noqa: N802 - Qt's name
        super().geometryChange(new, old)
        self._mask = None
        if self._feed is not None:
            self._feed.set_target(int(new.width()), int(new.height()))

    def paint(self, painter: QPainter) -> None:
        width, height = int(self.width()), int(self.height())
        if self._image is None:
            painter.fillRect(0, 0, width, height, self._waiting)
        else:
            # Scaled only in the moment after the place changed: pictures for the old one are still coming.
            painter.drawImage(QRectF(0, 0, width, height), self._image, _middle(self._image, width, height))
        if self._mask is None:
            self._mask = _oval_mask(width, height, self._oval_at)
        painter.drawImage(0, 0, self._mask)
        self._paint_ring(painter, _oval(width, height, self._oval_at))

    def _paint_ring(self, painter: QPainter, oval: QRectF) -> None:
        if self._fraction <= 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ring, max(8.0, oval.width() / 36), c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(oval, 90 * 16, -round(min(1.0, self._fraction) * 360 * 16))

    @Slot()
    def _take(self) -> None:
        if self._feed is None:
            return
        image = self._feed.take()
        if image is None and self._feed.is_open:
            return
        self._image = image  # None once the feed was cleared: the person is gone from the screen
        if image is not None:
            self._feed.count_shown()
        self.update()


def _middle(image: QImage, width: int, height: int) -> QRectF:
    """The middle part of the picture that has the shape of the place; all of it where they agree."""
    scale = min(image.width() / max(1, width), image.height() / max(1, height))
    wide, tall = width * scale, height * scale
    return QRectF((image.width() - wide) / 2, (image.height() - tall) / 2, wide, tall)


def _oval(width: int, height: int, at: float) -> QRectF:
    """As near to ``at`` as it fits into the picture."""
    tall = min(height * _OVAL_HEIGHT, width * 0.86 / _OVAL_ASPECT)
    wide = tall * _OVAL_ASPECT
    margin = max(0.0, min(height * 0.02, (height - tall) / 2))
    middle = min(max(height * at, tall / 2 + margin), height - tall / 2 - margin)
    centre = QPointF(width / 2, middle)
    return QRectF(centre.x() - wide / 2, centre.y() - tall / 2, wide, tall)


def _oval_mask(width: int, height: int, at: float) -> QImage:
    mask = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    mask.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    oval = _oval(width, height, at)
    outside = QPainterPath()
    outside.addRect(0, 0, width, height)
    outside.addEllipse(oval)
    painter.fillPath(outside, QColor(16, 27, 36, 150))
    painter.setPen(QPen(QColor(255, 255, 255, 220), max(4.0, oval.width() / 90)))
    painter.drawEllipse(oval)
    painter.end()
    return mask
