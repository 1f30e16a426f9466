"""What holds for petitions, dated, from ``petitions.toml``."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).with_name("petitions.toml")
Count = Annotated[int, Field(ge=1, le=1000)]


class PetitionTerm(BaseModel):
    """The file says what each means."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    valid_from: date
    working_days: Count
    source: str
    status: Literal["settled", "unsure"]
    reopen_days: Count
    tries_per_minute: Count
    wrong_per_hour: Count
    shown_from: Count


@cache
def _terms() -> tuple[PetitionTerm, ...]:
    rows = tomllib.loads(_FILE.read_text("utf-8"))["term"]
    return tuple(sorted(map(PetitionTerm.model_validate, rows), key=lambda term: term.valid_from))


def petition_term(on: date) -> PetitionTerm:
    """What holds on that day; before the first, the first."""
    begun = [term for term in _terms() if term.valid_from <= on]
    return begun[-1] if begun else _terms()[0]
