"""Objects that carry a Qt type of their own, which QML must not be shown.

Qt gives a Python object a type of its own when a signal is connected to a method of it that is no Slot. QML
remembers types by their place in memory, which the next such object may be given: it is then taken for
something else, and none of its properties can be read (`docs/decisions/043-every-slot-declared.md`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject

_OWN_TYPE = "__METAOBJECT__"  # where PySide keeps it


def with_types_of_their_own(*roots: QObject) -> list[str]:
    """Classes of the objects in these trees that have one, each once."""
    every = [each for root in roots for each in (root, *root.findChildren(QObject))]
    return sorted({type(each).__qualname__ for each in every if _OWN_TYPE in getattr(each, "__dict__", {})})
