"""What can go wrong between a finished act and a sheet of paper."""

from __future__ import annotations

from enum import StrEnum

from kiosk.errors import KnownError


class PrintingErrorCode(StrEnum):
    FONTS_MISSING = "fonts_missing"
    TEMPLATE_FAULTY = "template_faulty"  # a template is missing, or cannot be set with these data
    ENGINE_FAILED = "engine_failed"  # the typesetting program is missing a part, was killed or crashed
    NO_PRINTER = "no_printer"  # no printing system, or no queue of that name
    PRINTER_REFUSED = "printer_refused"  # the queue exists and did not take the job
    PRINTER_TIMEOUT = "printer_timeout"
    FOLDER_NOT_WRITABLE = "folder_not_writable"


class PrintingError(KnownError):
    """Printing failed. The act is stored all the same: a receipt can be printed again, or shown on screen."""

    def __init__(self, code: PrintingErrorCode, sentence: str) -> None:
        super().__init__(code.value, sentence)


class TemplateError(PrintingError):
    """A template cannot be set. The sentence names file and line.

    ``explanation`` is the engine's own and may quote what was to be printed: it is for the person who mends
    the template and looks at it with made-up data, never for a log.
    """

    def __init__(self, sentence: str, explanation: str = "") -> None:
        super().__init__(PrintingErrorCode.TEMPLATE_FAULTY, sentence)
        self.explanation = explanation
