"""What view-models and scene still hold of a person."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from tests.ui.as_written import as_written
from tests.ui.walk import Walk
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm


def texts_held(walk: Walk) -> Iterator[str]:
    """All text in view-models, their lists and the items of the scene, also those not visible."""
    for child in walk.kiosk.vm.findChildren(QObject):
        if isinstance(child, RowsModel):
            yield from (as_written(value) for row in child.rows() for value in row.values())
        elif isinstance(child, ScreenVm):
            yield from (as_written(value) for value in vars(child).values())
            yield from _property_texts(child)
    waiting = [walk.kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        waiting += item.childItems()
        for name in ("text", "value", "label"):
            yield as_written(item.property(name))


def _property_texts(view_model: QObject) -> Iterator[str]:
    meta = view_model.metaObject()
    for index in range(meta.propertyCount()):
        described = meta.property(index)
        if "*" not in str(described.typeName()):
            yield as_written(view_model.property(str(described.name())))
