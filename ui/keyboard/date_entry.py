"""Typing a date as dd/mm/yyyy: the person types eight digits, the strokes come by themselves."""

from __future__ import annotations

from ui.keyboard.composer import Edit

_LENGTH = len("dd/mm/yyyy")
_STROKES = (2, 5)  # how many characters stand before each stroke


def type_digit(text_before_cursor: str, digit: str) -> Edit:
    """The edit for one digit; none when the date is full."""
    length = len(text_before_cursor)
    if length >= _LENGTH:
        return Edit(0, "")
    if length in _STROKES:
        return Edit(0, "/" + digit)
    return Edit(0, digit + "/" if length + 1 in _STROKES else digit)


def delete_digit(text_before_cursor: str) -> Edit:
    """The edit for backspace: a stroke goes together with the digit before it."""
    if not text_before_cursor:
        return Edit(0, "")
    return Edit(2 if text_before_cursor.endswith("/") and len(text_before_cursor) > 1 else 1, "")
