"""The log of central: what goes wrong or is worth knowing, a line each on standard error.

Words are central's own, with codes and names from closed sets: no line has data of a person, and of an
exception it names class and places only, as its text may say what somebody sent.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from typing_extensions import override


def begin_log() -> None:
    """Of this process, from now on: in words to a terminal, as JSON to whatever gathers lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(WordLines() if sys.stderr.isatty() else JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class WordLines(logging.Formatter):
    """``LEVEL logger: message``, and the fault behind it."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        fault = _fault(record)
        words = f"{record.levelname} {record.name}: {record.getMessage()}"
        return words if fault is None else f"{words} ({fault['class']} at {', '.join(fault['places'])})"


class JsonLines(logging.Formatter):
    """An object a line: ``time`` (RFC 3339, UTC), ``level``, ``logger``, ``process``, ``message``, and
    ``fault`` (``class``, ``places``) where an exception came with it.
    """

    @override
    def format(self, record: logging.LogRecord) -> str:
        fault = _fault(record)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        return json.dumps(line if fault is None else {**line, "fault": fault})


def _fault(record: logging.LogRecord) -> dict[str, Any] | None:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return None
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return {"class": type(error).__name__, "places": places}
