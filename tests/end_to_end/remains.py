"""Finds what is left of a person: in all that Python still reaches, and in the items of a QML scene."""

from __future__ import annotations

import gc
from collections.abc import Iterable

from PySide6.QtQuick import QQuickItem


def find_in_memory(texts: Iterable[str], pictures: Iterable[bytes]) -> list[str]:
    """Where a text or a picture still lies, as kind and holder. The objects handed in do not count."""
    texts, pictures = list(texts), list(pictures)
    mine = {id(texts), id(pictures), *map(id, texts), *map(id, pictures)}
    found: list[str] = []
    seen: set[int] = set(mine)
    waiting = [(holder, "the program") for holder in gc.get_objects() if id(holder) not in mine]
    while waiting:
        value, held_by = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, str):
            if any(text in value for text in texts):
                found.append(f"text held by {held_by}")
        elif isinstance(value, bytes | bytearray):
            if any(picture in value for picture in pictures):
                found.append(f"picture held by {held_by}")
        else:
            waiting += [(inner, _name(value)) for inner in gc.get_referents(value) if id(inner) not in seen]
    return found


def find_in_scene(root: QQuickItem, texts: Iterable[str]) -> list[str]:
    """Items, also invisible ones, whose text still shows or hides one of the texts."""
    texts = list(texts)
    found = []
    waiting = [root]
    while waiting:
        item = waiting.pop()
        waiting += item.childItems()
        for name in ("text", "displayText", "value", "source"):
            held = item.property(name)
            if isinstance(held, str) and any(text in held for text in texts):
                found.append(f"{name} of {item.metaObject().className()} {item.objectName()}")
    return found


def _name(value: object) -> str:
    keys = f" with {list(value)[:4]}" if isinstance(value, dict) else ""
    return f"{type(value).__module__}.{type(value).__qualname__}{keys}"
