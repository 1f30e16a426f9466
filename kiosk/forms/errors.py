"""What can be wrong: with a form's file, and with an answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk.errors import KnownError


class FormError(KnownError):
    """A form's file cannot be used. ``key`` is the dotted path in the file, ``reason`` says what is wrong."""

    def __init__(self, file: Path | str, key: str, reason: str) -> None:
        self.file = Path(file).name
        self.key = key
        self.reason = reason
        super().__init__("form_invalid", f"{self.file}: {key}: {reason}")


class AnswerError(KnownError):
    """An answer cannot be right. ``code`` is ``kind.fault``; ``values`` fill the text that the person reads
    (limits, never what was typed; a `Bilingual` where they read differently)."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, "the answer was refused by the check of its kind")
        self.values: Mapping[str, object] = values
