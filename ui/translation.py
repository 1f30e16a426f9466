"""The language of the screens. Vietnamese stands in the source; every other language is a compiled table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtQml import QQmlEngine

FOLDER = Path(__file__).parent / "translations"
SOURCE_LANGUAGE = "vi"


class Translation(QObject):
    """Switches a running interface, without reloading any screen."""

    def __init__(self, engine: QQmlEngine, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._installed: QTranslator | None = None
        self._language = SOURCE_LANGUAGE

    def switch(self, language: str) -> None:
        """Show ``language`` from now on. Raises `FileNotFoundError` for one without a table."""
        if language == self._language:
            return
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
            self._installed = None
        if language != SOURCE_LANGUAGE:
            self._installed = self._load(language)
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
