"""Where the Tab key leads: to all that can be pressed, in the order in which it is read, always in sight.

The page comes first, line by line and column by column; then the strip that scrolls it, the buttons below
(primary, the other way, back, staff, end), then the header, and the bar of staff who help last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from simulation.hands import press_key
from tests.ui.scene_checks import name_of, parent_of, rect_of, scroll_of, seen_rect, visible_items
from tests.ui.walk import Walk

_MOST_STOPS = 150
_ROUNDS = 1000  # only what stays wrong waits for all
_CUT = 3  # pixels that an edge may lack
_ZONES = (
    "scrollStrip",
    "foot",
    "sheetActions",
    "footer",
    "header",
    "assistBar",
)  # after the page, in this order


class _Stop(NamedTuple):
    item: QQuickItem
    zone: int  # 0: the page; otherwise the place in _ZONES, from 1
    column: int
    place: QRectF  # in what is scrolled, or in the window


def focus_faults(walk: Walk) -> Iterator[str]:
    """Goes once around with the Tab key and back to where the focus was."""
    window = walk.kiosk.window
    walk.wait_until(lambda: _takes_keys(walk), "something that takes keys")
    start: QQuickItem | None = window.activeFocusItem()
    stops: list[_Stop] = []
    steps_back: list[tuple[_Stop, _Stop]] = []
    for _ in range(_MOST_STOPS):
        before: QQuickItem | None = window.activeFocusItem()
        press_key(window, Qt.Key.Key_Tab)
        QCoreApplication.processEvents()
        item: QQuickItem | None = window.activeFocusItem()
        if item is None:
            break
        for _ in range(_ROUNDS):  # the page brings it into view
            if _in_sight(item):
                break
            walk.let_run(0.005)
        # Both places as they are now: the keyboard comes and goes with what has the focus.
        step = None if before is None or not stops else (_stop(before), _stop(item))
        if step is not None and not _follows(*step):
            steps_back.append(step)
        if any(stop.item is item for stop in stops):
            break
        stops.append(_stop(item))
        yield from _faults_at(item, seen=item is not start)
    yield from _disorder(stops, steps_back)
    reached = [stop.item for stop in stops]
    # The strip comes and goes with the keyboard, and that with what has the focus.
    missing = (each for each in _pressable(window.contentItem()) if each not in reached and _zone(each) != 1)
    yield from (f"{name_of(item)} is never reached by the Tab key" for item in missing)
    if start is not None:
        start.forceActiveFocus()
        QCoreApplication.processEvents()


def _takes_keys(walk: Walk) -> bool:
    """A new page takes none for a moment."""
    shell, page = walk.find("shell"), walk.find("page")
    covered = shell is not None and shell.property("covered") is True
    return covered or (page is not None and page.isEnabled())


def _faults_at(item: QQuickItem, *, seen: bool) -> Iterator[str]:
    """``seen`` False: it had the focus before the first key, by a touch."""
    if not _in_sight(item):
        yield f"{name_of(item)} has the focus out of sight"
    if item.inherits("QQuickTextInput") or item.inherits("QQuickTextEdit"):
        return  # the cursor and a strong border
    if seen and not any(each.objectName() == "focusRing" for each in visible_items(item)):
        yield f"{name_of(item)} does not show its focus"


def _in_sight(item: QQuickItem) -> bool:
    whole, seen, area = rect_of(item), seen_rect(item), scroll_of(item)
    height = whole.height() if area is None else min(whole.height(), area.height())
    return seen.height() > height - _CUT and seen.width() > whole.width() - _CUT


def _disorder(stops: list[_Stop], steps_back: list[tuple[_Stop, _Stop]]) -> Iterator[str]:
    """The round may begin anywhere, so one step leads from the last of all back to the first."""
    if not stops:
        yield "nothing can be reached by the Tab key"
    zones = [stop.zone for stop in stops]
    ends = (max(zones, default=0), min(zones, default=0))
    closing = next((step for step in steps_back if (step[0].zone, step[1].zone) == ends), None)
    for step in steps_back:
        if step is not closing:
            one, other = (name_of(stop.item) for stop in step)
            yield f"the Tab key goes from {one} to {other}, against what is seen"


def _follows(one: _Stop, other: _Stop) -> bool:
    if (one.zone, one.column) != (other.zone, other.column):
        return (one.zone, one.column) < (other.zone, other.column)
    if other.place.left() >= one.place.right():  # beside it, perhaps a little higher in its own frame
        return other.place.bottom() > one.place.top() - one.place.height()
    return other.place.top() > one.place.top()


def _stop(item: QQuickItem) -> _Stop:
    area = scroll_of(item)
    if area is None:
        return _Stop(item, _zone(item), 0, rect_of(item))
    content: QQuickItem = area.property("contentItem")
    place = item.mapRectToItem(content, QRectF(0, 0, item.width(), item.height()))
    return _Stop(item, _zone(item), _column(item, content), place)


def _zone(item: QQuickItem) -> int:
    parent = parent_of(item)
    while parent is not None:
        if parent.objectName() in _ZONES:
            return 1 + _ZONES.index(parent.objectName())
        parent = parent_of(parent)
    return 0


def _column(item: QQuickItem, content: QQuickItem) -> int:
    """Which half of a page that stands in two columns holds the item."""
    line = [item]
    while (parent := parent_of(line[-1])) is not None and parent is not content:
        line.append(parent)
    if len(line) < 2 or line[-1].property("columns") != 2:
        return 0
    return line[-1].childItems().index(line[-2])


def _pressable(root: QQuickItem) -> Iterator[QQuickItem]:
    for item in visible_items(root):
        control = item.inherits("QQuickAbstractButton") or item.inherits("QQuickTextInput")
        if control and item.isEnabled() and item.activeFocusOnTab():
            yield item
