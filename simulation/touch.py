"""A finger and an eye for a simulated person: finds items of the QML scene by name, taps them, waits, looks.

Items are found by walking the visual children, because pages and delegates hang there, and only visible and
enabled ones count: what a person could not tap, this cannot tap either.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPointF, QTimer
from PySide6.QtQml import QJSValue, QQmlEngine, qmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from simulation.hands import click, press, release

QUICKLY = 80  # the quality of a PNG, to Qt: with little compression
_LOOKING = 0.004  # s from one look to the next
_SETTLING = 0.015  # s; a page that has just changed finds its places with the next picture
_AREA, _STRIP = "scrollArea", "scrollStrip"  # names in the scene
# By the scene's own engine, which meets an item in a fifth of the time: it is looked for at every turn.
_FIND = """
(function find(item, name) {
    if (!item.visible || item.opacity <= 0)
        return null;
    if (item.objectName === name)
        return item;
    const children = item.children;
    for (let index = 0, count = children.length; index < count; ++index) {
        const found = find(children[index], name);
        if (found !== null)
            return found;
    }
    return null;
})
"""
_SCROLL, _TOP = "scrollDown", "scrollUp"  # the button of the strip, as long as there is more and at the end


def shown(model: QObject, path: str) -> Any:
    """What a view-model offers to the screen under a dotted path of names, such as ``face.action``."""
    value: Any = model
    for name in path.split("."):
        value = getattr(value, name)
    return value


@dataclass(slots=True)
class Effort:
    """What a person has done: words read, keys of a keyboard pressed, other things tapped."""

    words: int = 0
    keys: int = 0
    taps: int = 0


class NotOnScreenError(AssertionError):
    """What the person looked for did not appear in time."""


class Touch:
    def __init__(self, window: QQuickWindow, patience: float = 60.0, *, reads: bool = False) -> None:
        """``patience``: seconds that this person waits for anything. ``reads``: what is read is counted."""
        self._reads = reads
        self._window = window
        self._patience = patience
        self._engine = cast("QQmlEngine", qmlEngine(window))
        self._finder = cast("QJSValue", self._engine.evaluate(_FIND))
        self._effort = Effort()
        self._read: set[int] = set()  # hashes of what this page said before: a finger keeps nobody's data

    def find(self, name: str) -> QQuickItem | None:
        """The visible item with this ``objectName``, or None."""
        return self._find(self._window.contentItem(), name)

    def _find(self, root: QQuickItem, name: str) -> QQuickItem | None:
        found = self._finder.call([self._engine.newQObject(root), QJSValue(name)]).toQObject()
        return cast("QQuickItem | None", found)

    def wait_for(self, name: str, patience: float | None = None) -> QQuickItem:
        self.wait_until(lambda: self.find(name) is not None, name, patience)
        return self._get(name)

    def wait_until(self, condition: Callable[[], bool], what: str, patience: float | None = None) -> None:
        """Let the program run until ``condition`` holds. Raises `NotOnScreenError`, which names ``what``.

        Patience is counted in looks: each takes longer where the machine is busy with something else.
        """
        looks = math.ceil((self._patience if patience is None else patience) / _LOOKING)
        while not condition():
            if not looks:
                raise NotOnScreenError(f"{what} did not come; visible: {', '.join(self.visible_names())}")
            looks -= 1
            self.let_run(_LOOKING)

    def let_run(self, seconds: float) -> None:
        """Run the event loop for a while, as the program does when nobody touches it."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def tap(self, name: str, patience: float | None = None, *, across: float = 0.5) -> None:
        """Tap an item once it is visible, can be pressed and is inside the window; on a long page scroll to
        it first, with the button that is there for it, or as far as it asks for. ``across``: how far to the
        right in it, from 0 to 1.
        """
        self.wait_for(name, patience)
        self._let_come_to_rest(name, patience)
        while self._above_the_view(name):
            self._scroll(_TOP if self.find(_TOP) is not None else _SCROLL, patience)
        while self._below_the_view(name):
            self._scroll(_SCROLL, patience)
        while not self._can_be_tapped(name):
            self.wait_until(
                lambda: self._can_be_tapped(name) or self._wants_all_seen(name),
                f"a tappable {name}",
                patience,
            )
            if not self._can_be_tapped(name):
                self._scroll(_SCROLL, patience)
        self._tap_now(name, patience, across)
        if name.startswith("key"):
            self._effort.keys += 1
        else:
            self._effort.taps += 1

    @contextmanager
    def holding(self, name: str) -> Iterator[None]:
        """A finger stays on the item."""
        self.wait_for(name)
        self._let_come_to_rest(name, None)
        self.wait_until(lambda: self._can_be_tapped(name), f"a tappable {name}")
        item = self._get(name)
        at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        press(self._window, at)
        self._effort.taps += 1
        try:
            yield
        finally:
            release(self._window, at)

    def take_effort(self, *, new_page: bool) -> Effort:
        """Since the last call. Of a page every text is read once."""
        if new_page:
            self._read.clear()
        effort, self._effort = self._effort, Effort()
        return effort

    def _read_before(self, tapped: QQuickItem) -> None:
        """What stands on the page, down to what is tapped on it: who has found what they want reads no
        further. What stands around the page is the same everywhere; a dash or a dot is no word.
        """
        for area in _visible_items(self._window.contentItem()):
            if area.objectName() != _AREA:
                continue
            within = area.isAncestorOf(tapped)
            end = _bottom_in(area, tapped) if within else area.height()
            for item in _visible_items(area):
                text = item.property("text")
                if not isinstance(text, str) or not 0 <= _middle_in(area, item) <= end:
                    continue
                if hash(text) not in self._read:
                    self._read.add(hash(text))
                    self._effort.words += sum(any(map(str.isalnum, word)) for word in text.split())

    def see_all(self) -> None:
        """Scroll to the end of the page, with the button that is there for it."""
        self.let_stand_still()
        while self.find(_SCROLL) is not None:
            self._scroll(_SCROLL, None)

    def press(self, key: str) -> None:
        """Press a key of the on-screen keyboard, which stands still."""
        self._tap_now(key, None)
        self._effort.keys += 1

    def _can_be_tapped(self, name: str) -> bool:
        item = self.find(name)
        moves = self._window.property("shifting") is True  # what is tapped now was meant for what stood there
        return item is not None and _can_be_pressed(item) and self._in_window(item) and not moves

    def _tap_now(self, name: str, patience: float | None, across: float = 0.5) -> None:
        self.wait_until(lambda: self._can_be_tapped(name), f"a tappable {name}", patience)
        item = self._get(name)
        if self._reads and not name.startswith("key"):
            self._read_before(item)
        click(self._window, item.mapToScene(QPointF(item.width() * across, item.height() / 2)).toPoint())

    def look(self, file: Path) -> None:
        """Save what is on the screen as a PNG."""
        if not self._window.grabWindow().save(str(file), quality=QUICKLY):
            raise OSError(f"the screenshot could not be written: {file.name}")

    def visible_names(self) -> list[str]:
        return sorted({i.objectName() for i in _visible_items(self._window.contentItem()) if i.objectName()})

    def _below_the_view(self, name: str) -> bool:
        item = self.find(name)
        area = None if item is None else _area_of(item)
        strip = None if area is None else self._find(area, _STRIP)
        if item is None or area is None or strip is None or strip.isAncestorOf(item):
            return False
        beside = strip.height() == area.height()
        return _middle_in(area, item) >= (area.height() if beside else strip.y())

    def _wants_all_seen(self, name: str) -> bool:
        """It can be pressed only once the page has been scrolled through."""
        item = self.find(name)
        unavailable = item is not None and item.property("available") is False
        return unavailable and self.find(_SCROLL) is not None

    def _above_the_view(self, name: str) -> bool:
        item = self.find(name)
        area = None if item is None else _area_of(item)
        return item is not None and area is not None and _middle_in(area, item) < 0

    def _scroll(self, button: str, patience: float | None) -> None:
        self._tap_now(button, patience)
        self._effort.taps += 1
        self.let_stand_still()

    def _let_come_to_rest(self, name: str, patience: float | None) -> None:
        """Until it is where it was a moment ago, on a page that does not move: a person aims no sooner."""

        def rests() -> bool:
            before = self._place(name)
            self.let_run(_SETTLING)
            area = self.find(_AREA)
            return self._place(name) == before and (area is None or not area.property("moving"))

        self.wait_until(rests, f"{name} at rest", patience)

    def _place(self, name: str) -> QPointF | None:
        item = self.find(name)
        return None if item is None else item.mapToScene(QPointF(0, 0))

    def let_stand_still(self) -> None:
        """A touch on what still moves only stops it."""
        self.let_run(_SETTLING)
        areas = [each for each in _visible_items(self._window.contentItem()) if each.objectName() == _AREA]
        self.wait_until(lambda: not any(area.property("moving") for area in areas), "a still page")
        self.let_run(_SETTLING)

    def _get(self, name: str) -> QQuickItem:
        item = self.find(name)
        if item is None:
            raise NotOnScreenError(f"{name} has gone")
        return item

    def _in_window(self, item: QQuickItem) -> bool:
        centre = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        return 0 <= centre.x() < self._window.width() and 0 <= centre.y() < self._window.height()


def _visible_items(root: QQuickItem) -> Iterator[QQuickItem]:
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            waiting += reversed(item.childItems())


def _area_of(item: QQuickItem) -> QQuickItem | None:
    """What can be scrolled around an item."""
    area: QQuickItem | None = item.parentItem()
    while area is not None and area.objectName() != _AREA:
        area = area.parentItem()
    return area


def _middle_in(area: QQuickItem, item: QQuickItem) -> float:
    return item.mapToItem(area, QPointF(0, item.height() / 2)).y()


def _bottom_in(area: QQuickItem, item: QQuickItem) -> float:
    return item.mapToItem(area, QPointF(0, item.height())).y()


def _can_be_pressed(item: QQuickItem) -> bool:
    """A button that explains why it cannot be pressed, or waits for its page to stand, takes taps too."""
    refuses = item.property("available") is False or item.property("ready") is False
    return item.isEnabled() and not refuses
