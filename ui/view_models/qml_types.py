"""The QML module of the Python types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlUncreatable

Type = TypeVar("Type", bound=type[QObject])
# Known to Qt by name; the stub of PySide6 6.11 asks for a Python type.
QVariantMap = cast("type", "QVariantMap")
QVariantList = cast("type", "QVariantList")


def made_in_python(cls: Type) -> Type:
    """QML names the type but may not create it: Python never frees the wrappers of what QML creates."""
    # The stub of PySide6 6.11 leaves out that the decorator can be called.
    decorate = cast("Callable[[Type], Type]", QmlUncreatable("created once, in Python"))
    return decorate(cls)
