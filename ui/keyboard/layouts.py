"""The keyboard's layouts, read from ``layouts.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).with_name("layouts.toml")


class LayoutId(StrEnum):
    VIETNAMESE = "vi"
    ENGLISH = "en"
    SYMBOLS = "symbols"  # the second page of vi and en
    EMAIL = "email"
    NUMBER = "number"
    DATE = "date"


class KeyAction(StrEnum):
    TEXT = "text"  # put in the value
    TONE = "tone"  # give the word before the cursor the tone named by the value
    UNDO = "undo"  # make the word at the cursor what was typed
    BACKSPACE = "backspace"
    SHIFT = "shift"
    LAYOUT = "layout"  # show the layout named by the value; "letters" is the one before the symbols
    DONE = "done"


class LetterOrder(StrEnum):
    """ABC is for people who have never used a typewriter's order."""

    QWERTY = "qwerty"
    ABC = "abc"


@dataclass(frozen=True, slots=True)
class Key:
    action: KeyAction
    value: str
    label: str  # "" for keys that the interface names itself (space, done) or draws (shift, backspace)
    caption: str
    width: float  # 1 is a letter key


@dataclass(frozen=True, slots=True)
class Layout:
    layout_id: LayoutId
    columns: int  # how many keys of width 1 fill a row
    composes: bool  # whether keys combine to Vietnamese letters
    rows: tuple[tuple[Key, ...], ...]
    rows_wide: tuple[tuple[Key, ...], ...]

    def in_order(self, order: LetterOrder) -> Layout:
        """The same layout with its English letters in this order."""
        if order is LetterOrder.QWERTY:
            return self
        letters = sorted(key.value for row in self.rows for key in row if _is_english_letter(key))
        return replace(
            self, rows=_with_letters(self.rows, letters), rows_wide=_with_letters(self.rows_wide, letters)
        )


class _KeyEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    action: KeyAction
    value: str = ""
    label: str = ""
    caption: str = ""
    width: float = 1


class _LayoutEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    columns: int
    composes: bool = False
    rows: list[str]
    rows_wide: list[str] = []


class _LayoutFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    layouts: dict[LayoutId, _LayoutEntry]
    keys: dict[str, _KeyEntry]


@lru_cache(maxsize=1)
def load_layouts() -> dict[LayoutId, Layout]:
    """Every layout by its id. A wrong file is a bug and raises pydantic's or a key error at start."""
    with _FILE.open("rb") as file:
        entries = _LayoutFile.model_validate(tomllib.load(file))
    named = {
        name: Key(entry.action, entry.value, entry.label, entry.caption, entry.width)
        for name, entry in entries.keys.items()
    }
    return {layout_id: _layout(layout_id, entry, named) for layout_id, entry in entries.layouts.items()}


def _layout(layout_id: LayoutId, entry: _LayoutEntry, named: dict[str, Key]) -> Layout:
    rows = tuple(_row(text, named) for text in entry.rows)
    rows_wide = tuple(_row(text, named) for text in entry.rows_wide) or rows
    return Layout(layout_id, entry.columns, entry.composes, rows, rows_wide)


def _row(text: str, named: dict[str, Key]) -> tuple[Key, ...]:
    return tuple(
        _named_key(token[1:-1], named) if len(token) > 1 else Key(KeyAction.TEXT, token, token, "", 1)
        for token in text.split()
    )


def _named_key(token: str, named: dict[str, Key]) -> Key:
    name, _, width = token.partition(":")
    return replace(named[name], width=float(width)) if width else named[name]


def _is_english_letter(key: Key) -> bool:
    return key.action is KeyAction.TEXT and len(key.value) == 1 and "a" <= key.value <= "z"


def _with_letters(rows: tuple[tuple[Key, ...], ...], letters: list[str]) -> tuple[tuple[Key, ...], ...]:
    rest = iter(letters)
    return tuple(
        tuple(
            replace(key, value=letter, label=letter)
            if _is_english_letter(key) and (letter := next(rest))
            else key
            for key in row
        )
        for row in rows
    )
