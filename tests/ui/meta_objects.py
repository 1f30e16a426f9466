"""Objects that carry a Qt type of their own, which QML must not be shown.

Qt gives a Python object a type of its own when a signal is connected to a method of it that is no Slot. QML
remembers types by their place in memory, which the next such object may be given: it is then taken for
something else, and none of its properties can be read (`docs/decisions/043-every-slot-declared.md`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

_OWN_TYPE = "__METAOBJECT__"  # where PySide keeps it


def with_types_of_their_own(*roots: QObject) -> list[str]:
    """Classes of the objects in these trees that have one, each once.

    Asked of all objects that Python knows: walking the trees would make Python know thousands more.
    """
    own = [each for each in Shiboken.getAllValidWrappers() if _OWN_TYPE in getattr(each, "__dict__", {})]
    return sorted({type(each).__qualname__ for each in own if _stands_below(each, roots)})


def _stands_below(each: object, roots: tuple[QObject, ...]) -> bool:
    at = each if isinstance(each, QObject) else None
    while at is not None and at not in roots:
        at = at.parent()
    return at is not None
