"""What accounts are named by and how long their codes hold: dated, from ``policy.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.language import Bilingual

_SHIPPED = Path(__file__).parent / "policy.toml"


class UserName(StrEnum):
    INSURANCE_NUMBER = "insurance_number"
    PERSONAL_NUMBER = "personal_number"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AccountTerm(_Data):
    valid_from: date
    user_name: Annotated[tuple[UserName, ...], Field(min_length=1)]
    hours: Annotated[int, Field(ge=1, le=720)]
    tries: Annotated[int, Field(ge=1, le=10)]
    source: str
    status: Literal["settled", "unsure"]


class AccountPolicy(_Data):
    term: Annotated[tuple[AccountTerm, ...], Field(min_length=1)]
    words: Mapping[UserName, Bilingual]
    words_of_child: Mapping[UserName, Bilingual]

    def on(self, day: date) -> AccountTerm:
        """What holds on that day; before the first, the first."""
        terms = sorted(self.term, key=lambda term: term.valid_from)
        begun = [term for term in terms if term.valid_from <= day]
        return begun[-1] if begun else terms[0]


@cache
def account_policy(path: Path = _SHIPPED) -> AccountPolicy:
    """Raises ValueError, which names what is wrong."""
    return AccountPolicy.model_validate(tomllib.loads(path.read_text("utf-8")))
