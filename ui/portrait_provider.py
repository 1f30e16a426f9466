"""The chip's portrait for the identity page. Decoded off the GUI thread, forgotten with the visit."""

from __future__ import annotations

from io import BytesIO

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from ekyc.card.reading import Portrait

PROVIDER = "portrait"


def decode_portrait(portrait: Portrait) -> QImage:
    """JPEG or JPEG 2000 as the chip stores it. A picture that cannot be decoded gives a null image."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(portrait.data), formats=("JPEG", "JPEG2000")) as opened:
            picture = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError):
        return QImage()
    width, height = picture.size
    return QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class PortraitProvider(QQuickImageProvider):
    """Serves ``image://portrait/N``; the number only makes the address new for each person."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._image = QImage()

    def show(self, image: QImage) -> None:
        self._image = image

    def clear(self) -> None:
        self._image = QImage()

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        del id, requestedSize
        size.setWidth(self._image.width())
        size.setHeight(self._image.height())
        return self._image
