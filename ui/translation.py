"""The language of the screens. Vietnamese stands in the source; every other language is a compiled table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtQml import QQmlEngine

FOLDER = Path(__file__).parent / "translations"
SOURCE_LANGUAGE = "vi"


def keep_together(text: str) -> str:
    """A line may not end inside "ông/bà": an invisible word joiner (U+2060) follows the slash."""
    return text.replace("ông/bà", "ông/\u2060bà").replace("Ông/bà", "Ông/\u2060bà")


def keep_whole(number: str) -> str:
    """A line may not end after a hyphen in it: a word joiner follows each."""
    return number.replace("-", "-\u2060")


def let_break(address: str) -> str:
    """A long address may end a line after its @ and before its dots: zero-width spaces (U+200B)."""
    return address.replace("@", "@\u200b").replace(".", "\u200b.")


class _SourceText(QTranslator):
    """Vietnamese stands in the source already; only its line breaks are cared for."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        del context, disambiguation, n
        return keep_together(sourceText)


class Translation(QObject):
    """Switches a running interface, without reloading any screen."""

    def __init__(self, engine: QQmlEngine, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._installed: QTranslator | None = None
        self._language = ""

    def switch(self, language: str) -> None:
        """Show ``language`` from now on. Raises `FileNotFoundError` for one without a table."""
        if language == self._language:
            return
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
            self._installed = None
        self._installed = _SourceText(self) if language == SOURCE_LANGUAGE else self._load(language)
        QCoreApplication.installTranslator(self._installed)
        self._language = language
        self._engine.retranslate()

    def close(self) -> None:
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
            self._installed = None

    def _load(self, language: str) -> QTranslator:
        translator = QTranslator(self)
        file = FOLDER / f"kiosk_{language}.qm"
        if not translator.load(str(file)):
            raise FileNotFoundError(f"the translation table {file.name} is missing")
        return translator
