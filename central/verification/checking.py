"""Checking what strangers bring: a file by a process without rights, a code by itself."""

from __future__ import annotations

from datetime import datetime
from threading import BoundedSemaphore

from pydantic import ValidationError

from central.books.trust import Trust
from central.cases.paper_parts import pack
from central.casework import little_process
from central.verification.finding import Checked, Verdict
from kiosk.contract.wire import JPEG_HEAD, PDF_HEAD

MOST_BYTES = 1536 << 10  # of a file; a book is a third of it at most
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_WORKER = "central.verification.worker"
_AT_ONCE = BoundedSemaphore(2)  # apart from what staff look at: whoever floods this page is in nobody's way


def check_file(content: bytes, trust: Trust, now: datetime) -> Checked:
    """A PDF, or a picture (JPEG, PNG) with the code in it. Raises ProblemError ``busy``."""
    if len(content) > MOST_BYTES or not content.startswith((PDF_HEAD, JPEG_HEAD, _PNG_HEAD)):
        return Checked(verdict=Verdict.UNREADABLE)
    told = little_process.run(
        _WORKER, pack((trust.model_dump_json().encode(), content)), now.isoformat(), at_once=_AT_ONCE
    )
    try:
        return Checked.model_validate_json(told or b"")
    except ValidationError:  # it has taken too much memory or time
        return Checked(verdict=Verdict.UNREADABLE)
