"""Faults of this kiosk, each a small file until central has it.

Not in the database: that the database does not open is one of the faults. A file has nothing of any person.
"""

from __future__ import annotations

import logging
import secrets
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from pydantic import ValidationError

from kiosk.clock import Clock
from kiosk.contract.kiosk_state import MOST_FAULTS, FaultKind, FaultReport
from kiosk.version import VERSION
from local_db.durable_file import sync_folder, write_new_file

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
_OURS = frozenset({"kiosk", "ui", "ekyc", "local_db", "commands", "simulation", "central"})
_MOST_KEPT = 500  # of a kiosk without a line; the oldest tell how it began, so no more are added


def new_reference() -> str:
    """Eight digits and letters a to f, to be read out."""
    return secrets.token_hex(4)


def place_of(trace: TracebackType | None) -> str | None:
    """The innermost line of our own code, such as ``kiosk/navigator.py:233``; no path of the machine."""
    for frame in reversed(traceback.extract_tb(trace)):
        try:
            file = Path(frame.filename).relative_to(_ROOT)
        except ValueError:
            continue
        if file.parts[0] in _OURS:
            return f"{file.as_posix()}:{frame.lineno}"
    return None


class FaultBook:
    """Thread-safe. Nothing here raises: a fault that cannot be written down is logged."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """``folder`` is made when the first fault is written."""
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()

    def report(
        self,
        kind: FaultKind,
        *,
        reference: str | None = None,
        error: str | None = None,
        place: str | None = None,
        part: str | None = None,
    ) -> str:
        """Durable when it returns (some milliseconds). The reference, a new one where none was given."""
        reference = reference or new_reference()
        try:
            report = FaultReport(
                reference=reference,
                kind=kind,
                at=self._clock.now(),
                version=VERSION,
                error=error,
                place=place,
                part=part,
            )
            with self._lock:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if len(self._files()) < _MOST_KEPT:
                    write_new_file(self._folder / f"{reference}.json", report.model_dump_json().encode())
        except (OSError, ValidationError) as error_of_writing:
            logger.error("fault %s could not be written down: %s", reference, type(error_of_writing).__name__)
        return reference

    def waiting(self, most: int = MOST_FAULTS) -> tuple[FaultReport, ...]:
        """What central does not have, the oldest first. What is not whole any more is thrown away."""
        found = []
        with self._lock:
            for file in self._files():
                try:
                    found.append(FaultReport.model_validate_json(file.read_bytes()))
                except ValidationError:
                    file.unlink(missing_ok=True)
                except OSError:
                    continue
        return tuple(sorted(found, key=lambda each: each.at)[:most])

    def settle(self, reports: tuple[FaultReport, ...]) -> None:
        """Central has them."""
        with self._lock, suppress(OSError):  # what stays is sent again, and counts once
            for each in reports:
                (self._folder / f"{each.reference}.json").unlink(missing_ok=True)
            sync_folder(self._folder)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9a-f]*.json"))
