"""The language of the screens. Vietnamese stands in the source; each language has a compiled table."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtQml import QQmlApplicationEngine

FOLDER = Path(__file__).parent / "qml" / "i18n"  # where the engine looks for them
_IN_FIGURE = re.compile(r"(?<=\d) (?=\d{3,4}\b|%(?!\d)|đồng\b|VND\b)|(?<=\bVND) (?=\d)")
_OF_FORM = re.compile(r"\b(?:[Mm]ẫu(?: số)?|[Ff]orm(?: [Nn]o\.)?) (?=[A-ZĐ]*\d)")  # before its number
_IN_FORM = re.compile(
    r"(?<=[0-9A-ZĐ])-(?=[A-ZĐ]{2})"
)  # 14-HSB, TK1-TS; not in the groups of a reference number

_OF_PETITION = re.compile(r"\b(?:[0-9A-Z]{3}-){5}[0-9A-Z]{3}\b")  # a tracking code
_IN_MAIL = re.compile(r"(?<=\b[Ee])-(?=mail)")


def keep_together(text: str) -> str:
    """A line may not end inside "ông/bà", "e-mail" or "14-HSB", where an invisible word joiner (U+2060)
    follows the slash or hyphen, nor between the groups of a number, before its %, đồng or VND, or between a
    form and its number, where the space is one that holds (U+00A0). In a tracking code it may, after a group.
    """
    text = _OF_PETITION.sub(lambda code: let_break_after_groups(code[0]), text)
    text = _IN_FIGURE.sub("\u00a0", text)
    text = _OF_FORM.sub(lambda form: form[0].replace(" ", "\u00a0"), text)
    text = _IN_FORM.sub("-\u2060", text)
    text = _IN_MAIL.sub("-\u2060", text)
    return text.replace("ông/bà", "ông/\u2060bà").replace("Ông/bà", "Ông/\u2060bà")


def keep_whole(number: str) -> str:
    """A line may not end after a hyphen in it: a word joiner follows each."""
    return number.replace("-", "-\u2060")


def let_break_after_groups(number: str) -> str:
    """A long number may end a line after a hyphen in it, which before a digit is no place to end one."""
    return number.replace("-", "-\u200b")


def let_break(address: str) -> str:
    """A long address may end a line after its @ and before its dots: zero-width spaces (U+200B)."""
    return address.replace("@", "@\u200b").replace(".", "\u200b.")


class Translation:
    """Switches a running interface, without reloading any screen.

    The engine looks the words up itself. A translator written in Python would be asked by the thread that
    loads QML, too; it would wait for Python while Python may wait for what it loads, both for ever.
    """

    def __init__(self, engine: QQmlApplicationEngine) -> None:
        self._engine = engine

    def switch(self, language: str) -> None:
        """Show ``language`` from now on. Raises `FileNotFoundError` for one without a table."""
        file = FOLDER / f"qml_{language}.qm"
        if not file.is_file():
            raise FileNotFoundError(f"the translation table {file.name} is missing")
        self._engine.setUiLanguage(language)
