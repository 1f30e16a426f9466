"""The way from a key of the on-screen keyboard into the field that has the focus.

Text goes in as an input method would put it in (``QInputMethodEvent``), so that the cursor, a maximum length
and a validator are respected; no plugin and no second window is needed. Nothing that was typed is kept here.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import SIGNAL, SLOT, Property, QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent

from ui.keyboard.capitals import Capitals, wants_capital
from ui.keyboard.composer import Composer, Edit
from ui.keyboard.composition import InputMethod
from ui.keyboard.date_entry import delete_digit, type_digit
from ui.keyboard.layouts import KeyAction, Layout, LayoutId, LetterOrder, load_layouts
from ui.keyboard.syllable import Tone, ToneStyle

_Hint = Qt.InputMethodHint
_Query = Qt.InputMethodQuery
_NUMBER_HINTS = _Hint.ImhDigitsOnly | _Hint.ImhFormattedNumbersOnly | _Hint.ImhDialableCharactersOnly
_SECRET_HINTS = _Hint.ImhHiddenText | _Hint.ImhSensitiveData
_LETTER_LAYOUTS = (LayoutId.VIETNAMESE, LayoutId.ENGLISH)


class _Shift(Enum):
    OFF = "off"
    AUTO = "auto"  # the next letter is a capital because a name or sentence begins
    ONCE = "once"
    LOCKED = "locked"


_NEXT_SHIFT = {
    _Shift.OFF: _Shift.ONCE,
    _Shift.AUTO: _Shift.OFF,
    _Shift.ONCE: _Shift.LOCKED,
    _Shift.LOCKED: _Shift.OFF,
}


@dataclass(frozen=True, slots=True)
class _Field:
    """What the focused field says of itself."""

    item: QObject
    before: str  # text before the cursor, or before the selection that the next key replaces
    after: str  # text behind it
    selected: bool
    longest: int  # characters that it takes
    hints: Qt.InputMethodHint


class TextTarget(QObject):
    """Made once in Python and handed to ``Keyboard.qml``; follows the focus of the application.

    A field chooses its layout by ``inputMethodHints``, or by properties of its own: ``keyboard`` (the name of
    a layout) and ``capitals`` ("words" for names, "sentences", "none").

    Signals: ``done`` when the person pressed the key that ends typing.
    """

    layoutChanged = Signal()
    shiftChanged = Signal()
    wantedChanged = Signal()
    done = Signal()

    def __init__(
        self,
        method: InputMethod = InputMethod.TELEX,
        tone_style: ToneStyle = ToneStyle.OLD,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._method = method
        self._tone_style = tone_style
        self._composer = Composer(method, tone_style)
        self._plain = Composer(InputMethod.PLAIN)
        self._order = LetterOrder.QWERTY
        self._wide = False
        self._layout_id = LayoutId.VIETNAMESE
        self._letters = LayoutId.VIETNAMESE
        self._capitals = Capitals.NONE
        self._shift = _Shift.OFF
        self._secret = False
        self._wanted = False
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise TypeError("a TextTarget needs a QGuiApplication")
        # In the next turn of the event loop: the focus also moves while a page is taken down, and keys that
        # are laid out anew in the middle of that end in objects that are half gone.
        application.focusObjectChanged.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self._follow()

    @Property(str, notify=layoutChanged)
    def layout(self) -> str:
        """The layout shown: vi, en, symbols, email, number or date."""
        return self._layout_id.value

    @Property(int, notify=layoutChanged)
    def columns(self) -> int:
        return self._layout.columns

    @Property(list, notify=layoutChanged)
    def rows(self) -> list[list[dict[str, object]]]:
        """The keys, row by row, each with action, value, label, caption and width."""
        rows = self._layout.rows_wide if self._wide else self._layout.rows
        return [
            [
                {
                    "action": key.action.value,
                    "value": key.value,
                    "label": key.label,
                    "caption": key.caption,
                    "keyWidth": key.width,
                }
                for key in row
            ]
            for row in rows
        ]

    @Property(bool, notify=shiftChanged)
    def shifted(self) -> bool:
        return self._shift is not _Shift.OFF

    @Property(bool, notify=shiftChanged)
    def capsLocked(self) -> bool:
        return self._shift is _Shift.LOCKED

    @Property(bool, notify=wantedChanged)
    def wanted(self) -> bool:
        """Whether a field that takes text has the focus: the keyboard should be there."""
        return self._wanted

    @Property(bool, notify=wantedChanged)
    def secret(self) -> bool:
        """Whether others must not see which key is pressed (codes, passwords)."""
        return self._secret

    @Slot(str)
    def pressKey(self, text: str) -> None:
        """Put in what the key says, combined with the word before the cursor where the layout composes."""
        field = _find_field()
        if field is None:
            return
        key = text.upper() if self.shifted and len(text) == 1 else text
        before, after = ("", "") if field.selected else (field.before, field.after)
        if self._layout_id is LayoutId.DATE and key.isdigit():
            _commit(field, type_digit(before, key))
        else:
            _commit(field, self._composer_for(field).type_key(before, key, after))
        if self._shift in (_Shift.AUTO, _Shift.ONCE) and key.isalpha():
            self._set_shift(_Shift.OFF)
        self.refresh()

    @Slot(str)
    def pressTone(self, tone: str) -> None:
        """``tone``: sac, huyen, hoi, nga or nang."""
        field = _find_field()
        if field is not None and not field.selected:
            _commit(field, self._composer.put_tone(field.before, Tone(tone), field.after))

    @Slot()
    def pressUndo(self) -> None:
        """Make the word at the cursor what was typed, then a word without marks."""
        field = _find_field()
        if field is not None and not field.selected:
            _commit(field, self._composer.take_back(field.before, field.after))

    @Slot()
    def pressBackspace(self) -> None:
        field = _find_field()
        if field is None:
            return
        if self._layout_id is LayoutId.DATE and not field.selected:
            _commit(field, delete_digit(field.before))
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(field.item, event)

    @Slot()
    def pressShift(self) -> None:
        """Off, once, locked; a capital that came by itself is taken back."""
        self._set_shift(_NEXT_SHIFT[self._shift])

    @Slot()
    def pressDone(self) -> None:
        field = _find_field()
        if field is not None and not field.selected:
            _commit(field, self._composer.end_word(field.before, field.after))
        self.done.emit()

    @Slot(str, str)
    def press(self, action: str, value: str) -> None:
        """One key of ``rows``."""
        match KeyAction(action):
            case KeyAction.TEXT:
                self.pressKey(value)
            case KeyAction.TONE:
                self.pressTone(value)
            case KeyAction.UNDO:
                self.pressUndo()
            case KeyAction.BACKSPACE:
                self.pressBackspace()
            case KeyAction.SHIFT:
                self.pressShift()
            case KeyAction.LAYOUT:
                self.showLayout(value)
            case KeyAction.DONE:
                self.pressDone()

    @Slot(str)
    def showLayout(self, name: str) -> None:
        """Show a layout by its name; "letters" goes back from the symbols."""
        self._show(self._letters if name == "letters" else LayoutId(name))

    @Slot(bool)
    def setWide(self, wide: bool) -> None:
        """A wide, low screen: fewer and longer rows."""
        if wide != self._wide:
            self._wide = wide
            self.layoutChanged.emit()

    @Slot(str)
    def setOrder(self, order: str) -> None:
        """``qwerty`` or ``abc``."""
        self._order = LetterOrder(order)
        self.layoutChanged.emit()

    @Slot()
    def refresh(self) -> None:
        """Look whether the next letter is a capital by itself."""
        if self._shift in (_Shift.ONCE, _Shift.LOCKED):
            return
        may = self._capitals is not Capitals.NONE and self._layout_id in _LETTER_LAYOUTS
        field = _find_field() if may else None
        wants = field is not None and wants_capital(field.before, self._capitals)
        self._set_shift(_Shift.AUTO if wants else _Shift.OFF)

    @property
    def _layout(self) -> Layout:
        return load_layouts()[self._layout_id].in_order(self._order)

    def _composer_for(self, field: _Field) -> Composer:
        secret = bool(field.hints & _SECRET_HINTS)
        return self._composer if self._layout.composes and not secret else self._plain

    @Slot()
    def _follow(self) -> None:
        """Another object has the focus: choose layout and capitals for it."""
        self._composer = Composer(self._method, self._tone_style)
        field = _find_field()
        self._wanted = field is not None
        self._secret = field is not None and bool(field.hints & _SECRET_HINTS)
        if field is not None:
            self._shift = _Shift.OFF
            self._capitals = Capitals(field.item.property("capitals") or Capitals.NONE)
            wish = field.item.property("keyboard")
            self._show(LayoutId(wish) if wish else _layout_for(field.hints))
            if field.item.property("cursorPosition") is not None:
                # Never taken back: a field that has lost the focus does no harm, one that dies would warn.
                once = Qt.ConnectionType.UniqueConnection
                QObject.connect(field.item, SIGNAL("cursorPositionChanged()"), self, SLOT("refresh()"), once)
        self.refresh()
        self.wantedChanged.emit()

    def _show(self, layout_id: LayoutId) -> None:
        if layout_id in _LETTER_LAYOUTS:
            self._letters = layout_id
        else:
            self._set_shift(_Shift.OFF)
        if layout_id is not self._layout_id:
            self._layout_id = layout_id
            self.layoutChanged.emit()
        self.refresh()

    def _set_shift(self, shift: _Shift) -> None:
        if shift is not self._shift:
            self._shift = shift
            self.shiftChanged.emit()


def _layout_for(hints: Qt.InputMethodHint) -> LayoutId:
    if hints & _Hint.ImhDate:
        return LayoutId.DATE
    if hints & _NUMBER_HINTS:
        return LayoutId.NUMBER
    if hints & _Hint.ImhEmailCharactersOnly:
        return LayoutId.EMAIL
    if hints & (_Hint.ImhLatinOnly | _SECRET_HINTS):
        return LayoutId.ENGLISH
    return LayoutId.VIETNAMESE


def _find_field() -> _Field | None:
    """The focused object, if it takes text now."""
    item: QObject | None = QGuiApplication.focusObject()  # the stub leaves None out
    if item is None:
        return None
    query = QInputMethodQueryEvent(
        _Query.ImEnabled
        | _Query.ImHints
        | _Query.ImSurroundingText
        | _Query.ImCursorPosition
        | _Query.ImAnchorPosition
        | _Query.ImMaximumTextLength
    )
    QCoreApplication.sendEvent(item, query)
    if not query.value(_Query.ImEnabled):
        return None
    text = query.value(_Query.ImSurroundingText) or ""
    cursor = int(query.value(_Query.ImCursorPosition) or 0)
    anchor = int(query.value(_Query.ImAnchorPosition) or 0)
    hints = Qt.InputMethodHint(int(query.value(_Query.ImHints) or 0))
    longest = int(query.value(_Query.ImMaximumTextLength) or sys.maxsize)
    return _Field(
        item, text[: min(cursor, anchor)], text[max(cursor, anchor) :], cursor != anchor, longest, hints
    )


def _commit(field: _Field, edit: Edit) -> None:
    """Put the edit in; one that changes what stands behind the cursor only where all of it has room."""
    if edit == Edit(0, ""):
        return
    event = QInputMethodEvent("", _cursor_after(field, edit) if edit.replace_next else [])
    text, replaced = edit.insert + edit.insert_next, edit.replace_last + edit.replace_next
    if edit.replace_next and len(field.before + field.after) + len(text) - replaced > field.longest:
        return
    event.setCommitString(text, -edit.replace_last, replaced)
    QCoreApplication.sendEvent(field.item, event)


def _cursor_after(field: _Field, edit: Edit) -> list[QInputMethodEvent.Attribute]:
    place = len(field.before) - edit.replace_last + len(edit.insert)
    return [QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Selection, place, 0, None)]
