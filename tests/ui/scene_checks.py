"""What must hold of everything that is drawn: nothing is cut, covered or out of reach, all is large enough
and has a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QGuiApplication
from PySide6.QtQuick import QQuickItem

from simulation.touch import shown

LEAST_TARGET = 20.0  # mm
LEAST_KEY = 19.0  # mm from one letter key to the next, as on a keyboard (ISO 9241-410)
SLACK = 1.5  # pixels
_MARKS = 6.0  # pixels of a line that hold nothing but its marks
_BOXES = "Boxes"  # how the name of what a keypad fills ends
_STRIPS = ("offlineStrip", "reasonStrip")  # what is told across the whole page, whatever page it is
_KEY = "key_"  # how the name of a key of the docked keyboard begins
_MM_PER_INCH = 25.4
_UNSET = 12  # Text.minimumPixelSize, of what keeps its size
_SPACES = re.compile(r"[^\S\u00a0]+")  # but those that hold
_ENDS_A_LINE = re.compile(r"-(?![\d\u200b])|\u200b")  # before a digit a hyphen does not


def faults_of(root: QQuickItem, diagonal: float = 27.0, panel: QSize | None = None) -> list[str]:
    """Everything wrong with what is drawn below ``root``, on a panel of so many inches and pixels; None: it
    fills the panel.
    """
    size = panel or QSize(round(root.width()), round(root.height()))
    pixels = math.hypot(size.width(), size.height()) / (diagonal * _MM_PER_INCH)
    items = list(visible_items(root))
    controls = [item for item in items if _is_control(item)]
    texts = [item for item in items if is_words(item)]
    return [
        *_overflows(texts, rect_of(root)),
        *_small_targets(controls, pixels),
        *_covered(controls),
        *_under_a_strip([*controls, *texts], [item for item in items if item.objectName() in _STRIPS]),
        *_out_of_reach(controls, rect_of(root)),
        *_hidden_while_typing(items),
        *_nameless(controls),
        *_empty_room(items),
    ]


def _overflows(texts: Sequence[QQuickItem], window: QRectF) -> Iterator[str]:
    for item in texts:
        words = repr(str(item.property("text"))[:40])
        if item.property("truncated"):
            yield f"{words} is cut"
        if (word := _broken_word(item)) is not None:
            yield f"{words} is broken within {word!r}"
        if item.property("contentWidth") > item.width() + SLACK:
            yield f"{words} is wider than its place"
        if item.property("contentHeight") > item.height() + SLACK:
            yield f"{words} is higher than its place"
        frame = _frame_of(item)
        outer = rect_of(frame) if frame is not None else window
        inner = rect_of(item)
        if inner.left() < outer.left() - SLACK or inner.right() > outer.right() + SLACK:
            yield f"{words} sticks out sideways"
        if frame is not None and (
            inner.top() < outer.top() - SLACK or inner.bottom() > outer.bottom() + SLACK
        ):
            yield f"{words} sticks out of its frame"


def _broken_word(item: QQuickItem) -> str | None:
    """A word that does not fit into a line of its own, also in the smallest type that it may shrink to."""
    shown = QFont(item.property("font"))
    least = item.property("minimumPixelSize")
    if isinstance(least, int) and least != _UNSET:
        shown.setPixelSize(min(shown.pixelSize(), least))
    font = QFontMetricsF(shown)
    places = _ENDS_A_LINE.sub(r"\g<0> ", str(item.property("text")))
    for word in _SPACES.split(places):
        if font.horizontalAdvance(word) > item.width() + SLACK:
            return word
    return None


def _empty_room(items: Sequence[QQuickItem]) -> Iterator[str]:
    """On a page that has to be scrolled: layouts that keep the room of what they held. Those of Qt Quick do
    where nothing of it is visible any more.
    """
    for item in items:
        if not item.inherits("QQuickLayout") or any(each.isVisible() for each in item.childItems()):
            continue
        area = scroll_of(item)
        scrolls = area is not None and area.property("contentHeight") > area.height() + SLACK
        if scrolls and min(item.width(), item.height()) > SLACK:
            yield f"{item.height():.0f} pixels of the page hold nothing"


def _small_targets(controls: Sequence[QQuickItem], pixels: float) -> Iterator[str]:
    for item in controls:
        width, height = item.width() / pixels, item.height() / pixels
        least = LEAST_KEY if item.objectName().startswith(_KEY) else LEAST_TARGET
        if width < least - 0.05 or height < LEAST_TARGET - 0.05:
            yield f"{name_of(item)} is {width:.1f} by {height:.1f} mm"


def _covered(controls: Sequence[QQuickItem]) -> Iterator[str]:
    """Two controls share a place of the window, and neither is a part of the other."""
    places = [(item, seen_rect(item)) for item in controls if item.isEnabled()]
    places = [(item, rect) for item, rect in places if rect.width() > SLACK and rect.height() > SLACK]
    for place, (one, rect) in enumerate(places):
        for other, other_rect in places[place + 1 :]:
            shared = rect.intersected(other_rect)
            if min(shared.width(), shared.height()) <= 2 * SLACK:
                continue
            if not one.isAncestorOf(other) and not other.isAncestorOf(one):
                yield f"{name_of(one)} and {name_of(other)} lie over each other"


def _under_a_strip(items: Sequence[QQuickItem], strips: Sequence[QQuickItem]) -> Iterator[str]:
    for item in items:
        for strip in strips:
            shared = seen_rect(item).intersected(rect_of(strip))
            if min(shared.width(), shared.height()) > 2 * SLACK and not strip.isAncestorOf(item):
                yield f"{name_of(item)} lies under {strip.objectName()}"


def _out_of_reach(controls: Sequence[QQuickItem], window: QRectF) -> Iterator[str]:
    """Controls that no scrolling brings into the window."""
    for item in controls:
        area = scroll_of(item)
        if area is None:
            inside = window.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect_of(item))
        else:
            top = item.mapToItem(area.property("contentItem"), QPointF(0, 0)).y()
            inside = top >= -SLACK and top + item.height() <= area.property("contentHeight") + SLACK
        if not inside:
            yield f"{name_of(item)} cannot be brought into sight"


def _hidden_while_typing(everything: Sequence[QQuickItem]) -> Iterator[str]:
    """What is filled and the keys that fill it are in sight at the same time."""
    items = [item for page in everything if page.objectName() == "frame" for item in visible_items(page)]
    keys = [item for item in items if item.objectName().startswith(_KEY)]
    pads = [item for item in items if item.objectName() == "keypad"]
    boxes = [item for item in items if item.objectName().endswith(_BOXES)]
    focused = QGuiApplication.focusObject()  # not by root.window(), whose wrapper would take the window along
    at = focused if isinstance(focused, QQuickItem) else None
    typed = [at] if keys and at is not None and at.inherits("QQuickTextInput") else []
    if (
        at is not None
        and at.property("visualFocus") is True
        and not any(pad.isAncestorOf(at) for pad in pads)
    ):
        pads = []  # the Tab key has left them
    for item in [*keys, *typed, *pads, *(boxes if pads else [])]:
        if not _is_seen(item):
            yield f"{name_of(item)} is not in sight while one types"
    if typed or pads:
        yield from _untold_alarms(items)
        yield from _unasked(items, typed[0] if typed else None)
    if typed:
        yield from _cut_above(items)


def _cut_above(items: list[QQuickItem]) -> Iterator[str]:
    """A line above what is typed into is seen whole or not at all."""
    for item in items:
        area = scroll_of(item)
        if area is None or not is_words(item) or item.inherits("QQuickTextInput"):
            continue
        words = item.property("contentHeight")
        spare = max(0.0, item.height() - words)
        field = parent_of(item)
        centred = field is not None and field.inherits("QQuickTextInput")  # as placeholders are
        blank = spare / 2 if centred else spare
        seen = rect_of(item).bottom() - blank - rect_of(area).top()
        line = words / item.property("lineCount")
        if 0 < seen < words - SLACK and _MARKS < seen % line < line - _MARKS:
            yield f"a line of {str(item.property('text'))[:40]!r} is cut through while one types"


def _untold_alarms(items: list[QQuickItem]) -> Iterator[str]:
    """What is wrong with what is typed into is in sight, at its place or elsewhere."""
    told = {str(item.property("text")) for item in items if is_words(item) and _is_seen(item)}
    for item in items:
        text = item.property("alarmText") or ""
        if text and text not in told:
            yield f"{text[:40]!r} is not in sight while one types"


def _unasked(items: list[QQuickItem], entry: QQuickItem | None) -> Iterator[str]:
    """What is asked is in sight, at its place or elsewhere. ``entry`` None: a page asks by its title."""
    told = [str(item.property("text")) for item in items if is_words(item) and _is_seen(item)]
    if entry is not None and not entry.property("text"):
        told.append(str(entry.property("placeholderText")))
    title = next((str(item.property("text")) for item in items if item.objectName() == "title"), "")
    asked = (entry is not None and _question_at(entry)) or title
    if not any(asked in words for words in told):
        yield f"the question {asked!r} is not in sight while one types"


def _question_at(entry: QQuickItem) -> str:
    """The words above one of several entries, or of the question; "" where an entry belongs to none."""
    parent = parent_of(entry)
    while parent is not None:
        answering = parent.property("answering")
        if isinstance(answering, QObject):
            return str(shown(answering, "label"))
        if parent.inherits("QQuickColumnLayout") and parent.property("text"):
            return str(parent.property("text"))
        parent = parent_of(parent)
    return ""


def _nameless(controls: Sequence[QQuickItem]) -> Iterator[str]:
    """Buttons and entries that a screen reader could not name."""
    for item in controls:
        interface = QAccessible.queryAccessibleInterface(item)
        name = "" if interface is None else interface.text(QAccessible.Text.Name)
        if item.property("masked") is True:  # Qt keeps all of a secret entry to itself
            name = item.property("name")
        if not name:
            yield f"{name_of(item)} has no accessible name"


def is_words(item: QQuickItem) -> bool:
    return item.inherits("QQuickText") and bool(item.property("text"))


def _is_control(item: QQuickItem) -> bool:
    return item.inherits("QQuickAbstractButton") or item.inherits("QQuickTextInput")


def name_of(item: QQuickItem) -> str:
    return item.objectName() or repr(str(item.property("text") or item.property("title") or "")[:40])


def _frame_of(item: QQuickItem) -> QQuickItem | None:
    """The button or card that has to hold the text; none that it is scrolled in."""
    parent = parent_of(item)
    while parent is not None and not parent.inherits("QQuickFlickable"):
        if parent.inherits("QQuickAbstractButton") or parent.property("frame") is True:
            return parent
        parent = parent_of(parent)
    return None


def scroll_of(item: QQuickItem) -> QQuickItem | None:
    """The flickable that an item is scrolled by."""
    parent = parent_of(item)
    while parent is not None and not parent.inherits("QQuickFlickable"):
        parent = parent_of(parent)
    return parent


def parent_of(item: QQuickItem) -> QQuickItem | None:
    return item.parentItem()  # None at the top, which the stub leaves out


def rect_of(item: QQuickItem) -> QRectF:
    """In the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def seen_rect(item: QQuickItem) -> QRectF:
    """What of an item is not cut off by what it lies in."""
    rect = rect_of(item)
    parent = parent_of(item)
    while parent is not None:
        if parent.clip() or parent_of(parent) is None:
            rect = rect.intersected(rect_of(parent))
        parent = parent_of(parent)
    return rect


def _is_seen(item: QQuickItem) -> bool:
    whole, seen = rect_of(item), seen_rect(item)
    return seen.width() >= whole.width() - SLACK and seen.height() >= whole.height() - SLACK


def visible_items(root: QQuickItem) -> Iterator[QQuickItem]:
    """Without what lies behind an open dialog."""
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            covered = item.objectName() == "shell" and item.property("covered") is True
            waiting += [child for child in item.childItems() if not covered or child.objectName() != "frame"]
