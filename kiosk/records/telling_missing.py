"""Stretches that a person can report as missing, in words (``telling_missing.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.benefits.months import Month
from kiosk.language import Bilingual
from kiosk.records.missing import MissingStretch
from kiosk.records.telling import counted_span

_FILE = Path(__file__).with_name("telling_missing.toml")


class _Texts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    owed: Bilingual
    owed_by_several: Bilingual
    between: Bilingual
    of_one: Bilingual
    recent: Bilingual
    nobody: Bilingual
    dissolved: Bilingual


@dataclass(frozen=True, slots=True)
class ToldStretch:
    """``words``: whose months they may be."""

    first: Month
    months: Bilingual
    words: Bilingual = field(repr=False)


def tell_missing(stretches: Iterable[MissingStretch]) -> tuple[ToldStretch, ...]:
    """The newest first."""
    told = [ToldStretch(each.first, counted_span(each.first, each.last), _words(each)) for each in stretches]
    return tuple(reversed(told))


def _words(stretch: MissingStretch) -> Bilingual:
    parts = tuple(_parts(stretch))
    return Bilingual(vi=" ".join(each.vi for each in parts), en=" ".join(each.en for each in parts))


def _parts(stretch: MissingStretch) -> Iterator[Bilingual]:
    texts, employer = _texts(), stretch.employer
    names = {"employer": employer or "", "before": stretch.before or "", "after": stretch.after or ""}
    if stretch.kind == "unpaid":
        yield (texts.owed if employer else texts.owed_by_several).filled(names)
    elif stretch.ends_history:
        yield (texts.recent if employer else texts.nobody).filled(names)
    elif employer is None and stretch.before and stretch.after:
        yield texts.between.filled(names)
    else:
        yield (texts.of_one if employer else texts.nobody).filled(names)
    if stretch.dissolved:
        yield texts.dissolved


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))
