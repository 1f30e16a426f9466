"""What can go wrong between a finished act and a sheet of paper."""

from __future__ import annotations

from enum import StrEnum

from kiosk.errors import KnownError


class PrintingErrorCode(StrEnum):
    FONTS_MISSING = "fonts_missing"
    NO_PRINTER = "no_printer"  # no printing system, or no queue of that name
    PRINTER_REFUSED = "printer_refused"  # the queue exists and did not take the job
    PRINTER_TIMEOUT = "printer_timeout"
    FOLDER_NOT_WRITABLE = "folder_not_writable"


class PrintingError(KnownError):
    """Printing failed. The act is stored all the same: a receipt can be printed again, or shown on screen."""

    def __init__(self, code: PrintingErrorCode, sentence: str) -> None:
        super().__init__(code.value, sentence)
