"""How the last update of this kiosk came out: central is told with every request, in its ``User-Agent``.

The word is written by the updater (installer/updating/state.py), which is no part of the program.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.version import VERSION

STATE_FILE = Path("/var/lib/bhxh-kiosk-update/state.json")
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){2}")
_WORD = re.compile(r"[a-z-]{1,20}")


@dataclass(frozen=True, slots=True)
class LastUpdate:
    """``outcome``: trial, done, refused, interrupted, rolled-back or stuck."""

    version: str
    outcome: str


def find_last_update(file: Path) -> LastUpdate | None:
    """None where there was none yet, or where what stands there cannot be read."""
    try:
        last = json.loads(file.read_text("utf-8"))["last"]
        found = LastUpdate(last["version"], last["outcome"])
        fits = _VERSION.fullmatch(found.version) and _WORD.fullmatch(found.outcome)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if fits else None


class UserAgent:
    """``bhxh-kiosk/0.1.0 (update 0.2.0 rolled-back)`` (RFC 9110, 10.1.5); looks anew whenever the file is
    another.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or STATE_FILE
        self._seen: float | None = None
        self._text = ""

    def __str__(self) -> str:
        try:
            changed: float | None = self._file.stat().st_mtime
        except OSError:
            changed = None
        if not self._text or changed != self._seen:
            last = find_last_update(self._file)
            more = "" if last is None else f" (update {last.version} {last.outcome})"
            self._seen, self._text = changed, f"bhxh-kiosk/{VERSION}{more}"
        return self._text
