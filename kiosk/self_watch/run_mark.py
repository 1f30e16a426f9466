"""A mark that lies in the data folder while the kiosk runs. Who finds one at the start knows that the run
before ended without a good-bye: killed by the watchdog, crashed, or without power.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path

from kiosk.contract.kiosk_state import FaultKind
from local_db.durable_file import sync_folder, write_new_file

logger = logging.getLogger(__name__)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def present_boot_id() -> str:
    """Of this life of the machine; "" where the system tells none."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


class RunMark:
    """A mark that cannot be written is logged; nothing raises."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self, now: datetime, boot_id: str) -> FaultKind | None:
        """How the run before ended: `FaultKind.ENDED` or `POWER`, None for a good end or none before."""
        left = self._read()
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new_file(self._path, json.dumps({"boot": boot_id, "since": now.isoformat()}).encode())
        except OSError as error:
            logger.error("the mark of this run could not be written: %s", type(error).__name__)
        if left is None:
            return None
        return FaultKind.ENDED if left == boot_id else FaultKind.POWER

    def end(self) -> None:
        """Good-bye; nothing where no run began."""
        try:
            self._path.unlink()
            sync_folder(self._path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            logger.error("the mark of this run could not be removed: %s", type(error).__name__)

    def _read(self) -> str | None:
        """The boot that the mark is of; "" for one that cannot be read, None where there is none."""
        try:
            return str(json.loads(self._path.read_bytes())["boot"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return ""
