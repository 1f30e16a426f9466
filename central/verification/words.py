"""What was found of a book, for people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from central.verification.finding import Checked, Verdict
from kiosk.benefits.months import Month
from kiosk.clock import moment_text
from kiosk.language import Bilingual, same
from kiosk.records.telling import duration, month_text

_FILE = Path(__file__).with_name("words.toml")


class VerdictWords(NamedTuple):
    title: Bilingual
    text: Bilingual


@cache
def _words() -> Mapping[str, Mapping[str, Bilingual]]:
    told = tomllib.loads(_FILE.read_text("utf-8"))
    return TypeAdapter(dict[str, dict[str, Bilingual]]).validate_python(told)


def words_of(verdict: Verdict) -> VerdictWords:
    told = _words()[verdict.value]
    return VerdictWords(told["title"], told["text"])


def advice(found: Checked) -> Bilingual | None:
    """What is still to be done by who checks it."""
    return _words()["compare"].get(found.form) if found.verdict is Verdict.VALID else None


def lines_of(found: Checked) -> Iterator[tuple[Bilingual, Bilingual]]:
    """Label and value of what it says; nothing but what stands in it."""
    labels = _words()["label"]
    if found.book is not None:
        yield labels["book"], same(found.book)
    if found.signed_at is not None:
        yield labels["signed_at"], same(moment_text(found.signed_at))
    if found.signer is not None:
        yield labels["signer"], same(found.signer)
    if found.says is None:
        return
    yield labels["number"], same(found.says.number)
    for name, months in zip(("total", "compulsory", "voluntary"), found.says.months, strict=True):
        if months or name == "total":
            yield labels[name], duration(months)
    if found.says.last is not None:
        yield labels["last"], same(month_text(Month.parse(found.says.last)))
