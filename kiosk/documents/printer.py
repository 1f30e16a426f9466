"""Where a finished page goes: a CUPS queue, or a folder (demo, tests).

A page with personal data never lies in a file of ours: CUPS gets it through a pipe, and its own spool forgets
the page when the office sets ``PreserveJobFiles No``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Protocol

from kiosk.documents.errors import PrintingError, PrintingErrorCode

_QUEUE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,126}")


class Paper(StrEnum):
    """What a document is printed on; the printer knows which tray that is."""

    RECEIPT = "receipt"
    FORM = "form"


class PrinterState(StrEnum):
    READY = "ready"
    NO_PAPER = "no_paper"
    STOPPED = "stopped"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    state: PrinterState
    detail: str  # one sentence for a technician


class Printer(Protocol):
    def print_pdf(self, pdf: bytes, title: str, paper: Paper = Paper.RECEIPT) -> None:
        """Hand the page over; returns once the printing system has taken it, maybe before it is on paper.

        ``title`` is seen in print queues and must hold no personal data. Raises PrintingError.
        """
        ...

    def status(self) -> PrinterStatus:
        """How the printer is now. Never raises: not being able to ask is a status too."""
        ...


class CupsPrinter:
    """A queue of the machine's CUPS, through its ``lp`` and ``lpstat`` programs."""

    def __init__(
        self,
        queue: str,
        media: str = "A5",
        form_media: str = "A4",
        timeout_seconds: float = 20.0,
        search_path: str | None = None,
    ) -> None:
        """``media``: the paper for receipts, in CUPS's words; the page is scaled to it. ``form_media``: the
        paper for official forms, which the State published in A4.
        ``search_path``: where the programs are, None for the PATH of the process."""
        if not _QUEUE_NAME.fullmatch(queue):
            raise PrintingError(PrintingErrorCode.NO_PRINTER, "The printer queue has an impossible name.")
        self._queue = queue
        self._media = media
        self._form_media = form_media
        self._timeout = timeout_seconds
        self._search_path = search_path

    def print_pdf(self, pdf: bytes, title: str, paper: Paper = Paper.RECEIPT) -> None:
        media = self._media if paper is Paper.RECEIPT else self._form_media
        options = ["-o", f"media={media}", "-o", "print-scaling=fit"]
        answer = self._run("lp", ["-d", self._queue, "-t", title, *options], pdf)
        if answer.returncode:
            if self.status().state is PrinterState.NOT_FOUND:
                raise PrintingError(PrintingErrorCode.NO_PRINTER, f"CUPS knows no queue {self._queue}.")
            raise PrintingError(
                PrintingErrorCode.PRINTER_REFUSED,
                f"CUPS did not take the job (lp answered {answer.returncode}).",
            )

    def status(self) -> PrinterStatus:
        try:
            answer = self._run("lpstat", ["-l", "-p", self._queue], b"")
        except PrintingError as error:
            return PrinterStatus(PrinterState.NOT_FOUND, error.sentence)
        text = answer.stdout.decode("utf-8", "replace")
        if answer.returncode or not text.strip():
            return PrinterStatus(PrinterState.NOT_FOUND, f"CUPS knows no queue {self._queue}.")
        alerts = next((line for line in text.splitlines() if "Alerts:" in line), "")
        if "media-empty" in alerts or "media-needed" in alerts:
            return PrinterStatus(PrinterState.NO_PAPER, "The printer has no paper.")
        if " disabled since" in text.splitlines()[0]:
            return PrinterStatus(PrinterState.STOPPED, f"The queue {self._queue} is stopped.")
        return PrinterStatus(PrinterState.READY, f"The queue {self._queue} takes jobs.")

    def _run(self, program: str, arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
        found = shutil.which(program, path=self._search_path)
        if found is None:
            raise PrintingError(
                PrintingErrorCode.NO_PRINTER, f"The program {program} is missing (package cups-client)."
            )
        try:
            return subprocess.run(
                [found, *arguments],
                input=given,
                capture_output=True,
                timeout=self._timeout,
                check=False,
                env={**os.environ, "LC_ALL": "C"},  # lpstat speaks the language of the process
            )
        except subprocess.TimeoutExpired:
            # "from None": the exception would carry the page in its traceback.
            raise PrintingError(
                PrintingErrorCode.PRINTER_TIMEOUT, f"CUPS did not answer within {self._timeout:g} seconds."
            ) from None
        except OSError as error:
            raise PrintingError(PrintingErrorCode.NO_PRINTER, f"{program} cannot be started.") from error


class FolderPrinter:
    """Puts each page into a folder as ``receipt-0001.pdf`` and so on, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print_pdf(self, pdf: bytes, title: str, paper: Paper = Paper.RECEIPT) -> None:
        del title, paper  # a file name says nothing of the act
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for number in count(1):
                try:
                    handle = os.open(
                        self._folder / f"receipt-{number:04}.pdf", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600
                    )
                except FileExistsError:
                    continue
                with os.fdopen(handle, "wb") as file:
                    file.write(pdf)
                return
        except OSError as error:
            raise PrintingError(
                PrintingErrorCode.FOLDER_NOT_WRITABLE, "The folder for receipts cannot be written to."
            ) from error

    def status(self) -> PrinterStatus:
        nearest = next(each for each in (self._folder, *self._folder.absolute().parents) if each.exists())
        if nearest.is_dir() and os.access(nearest, os.W_OK):
            return PrinterStatus(PrinterState.READY, "Receipts are put into a folder instead of on paper.")
        return PrinterStatus(PrinterState.STOPPED, "The folder for receipts cannot be written to.")
