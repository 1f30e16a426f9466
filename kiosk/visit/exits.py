"""Why a visit ended before what was asked for was recorded, by where it ended (``exits.toml``)."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.language import Bilingual
from kiosk.toml import read_toml

UNFINISHED = "visit.unfinished"
"""What such a visit is in the audit log; the code of the reason follows behind a dot."""


class ExitReason(BaseModel):
    """``parts`` of the way and ``screens`` that it is about; neither: all the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str
    since: date
    until: date | None = None
    fault: bool = False
    parts: frozenset[str] = frozenset()
    screens: frozenset[str] = frozenset()
    text: Bilingual

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def is_of(self, part: str, screen: str) -> bool:
        return part in self.parts or screen in self.screens or not (self.parts or self.screens)


@cache
def exit_reasons() -> tuple[ExitReason, ...]:
    rows = read_toml(Path(__file__).with_name("exits.toml"))["exit"]
    return tuple(map(ExitReason.model_validate, rows))


def find_exit(part: str, screen: str, on: date, *, fault: bool) -> str | None:
    """The code of the reason; None on a day before any counts."""
    holding = (each for each in exit_reasons() if each.fault is fault and each.holds(on))
    return next((each.code for each in holding if each.is_of(part, screen)), None)
