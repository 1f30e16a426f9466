"""The words of the pages that every public service has alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.eligibility.facts import By
from kiosk.language import Bilingual
from kiosk.toml import read_toml

_FILE = Path(__file__).parent / "service_pages.toml"


class Texts(BaseModel):
    """In the order of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: Bilingual
    papers: Bilingual
    stopped: Bilingual
    note: Bilingual
    staff: Bilingual
    earliest: Bilingual
    who: Bilingual
    either: Bilingual
    days: Bilingual
    calendar_days: Bilingual
    days_but_holidays: Bilingual
    days_unsure: Bilingual
    result: Bilingual
    result_besides: Bilingual
    checked_copy: Bilingual
    hand_in: Bilingual
    show_originals: Bilingual
    estimate: Bilingual
    estimate_title: Bilingual
    no_estimate: Bilingual
    seen: Bilingual
    late: Bilingual
    late_help: Bilingual
    by: dict[By, Bilingual]


@cache
def texts() -> Texts:
    return Texts.model_validate(read_toml(_FILE))
