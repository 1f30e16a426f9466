"""The machine under the kiosk of the demo: nothing is switched off, and the stick is a folder."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk.service.host import Power

logger = logging.getLogger(__name__)

_LOG = "2026-03-02T08:30:00+0700 bhxh-kiosk[412]: INFO kiosk: this is what a line of the log looks like\n"


@dataclass(frozen=True, slots=True)
class PlayedHost:
    """``folder`` gets the folder ``stick``."""

    folder: Path

    def power(self, what: Power) -> None:
        logger.info("the machine of a real kiosk would do this now: %s", what.value)

    def log(self) -> str:
        return _LOG

    def find_stick(self) -> Path | None:
        stick = self.folder / "stick"
        stick.mkdir(parents=True, exist_ok=True)
        return stick
