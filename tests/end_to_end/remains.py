"""Finds what is left of a person: in all that Python still reaches, and in the items of a QML scene."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from inspect import isframe

from PySide6.QtQuick import QQuickItem


def find_in_memory(texts: Iterable[str], pictures: Iterable[bytes]) -> list[str]:
    """Where a text or a picture still lies, as kind and holder. The objects handed in do not count."""
    texts, pictures = list(texts), list(pictures)
    mine = {id(texts), id(pictures), *map(id, texts), *map(id, pictures)}
    with _nothing_apart():
        found = [value for value in _reached(mine) if _tells(value, texts, pictures)]
        return [f"{_kind(value)} held by {_holders(value, found)}" for value in found]


@contextmanager
def _nothing_apart() -> Iterator[None]:
    """The collector neither names nor takes away what was set apart from it: the view-models of a window, for
    one, and the card that lay there when it opened.
    """
    apart = gc.get_freeze_count() > 0
    gc.unfreeze()
    gc.collect()
    yield
    if apart:
        gc.freeze()


def _reached(mine: set[int]) -> Iterator[str | bytes | bytearray]:
    """Every text and every run of bytes that Python still reaches. Millions: a step for all of a distance."""
    seen = set(mine)
    near = [value for value in gc.get_objects() if id(value) not in mine]
    while near:
        seen.update(map(id, near))
        yield from (value for value in near if isinstance(value, str | bytes | bytearray))
        beyond = {id(value): value for value in gc.get_referents(*near)}
        near = [value for key, value in beyond.items() if key not in seen]


def _tells(value: str | bytes | bytearray, texts: list[str], pictures: list[bytes]) -> bool:
    if isinstance(value, str):
        return any(text in value for text in texts)
    return any(picture in value for picture in pictures)


def _kind(value: object) -> str:
    return "text" if isinstance(value, str) else "picture"


def _holders(value: object, found: object) -> str:
    holders = [each for each in gc.get_referrers(value) if each is not found and not isframe(each)]
    return ", ".join(_name(each) for each in holders[:3]) or "the program"


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
