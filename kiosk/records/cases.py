"""The requests that a person has filed, in words: how each stands, when it is decided, how it came there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from kiosk.clock import VIETNAM_TIME, day_text, moment_text
from kiosk.contract.feed import CaseState, Words
from kiosk.contract.records import CaseResult, FiledCase, Release
from kiosk.language import Bilingual, Language, same
from kiosk.records.telling import Line

_FILE = Path(__file__).with_name("cases.toml")

Urgency: TypeAlias = Literal["info", "ok", "warn", "off"]
_URGENCY: dict[CaseState, Urgency] = {
    CaseState.RECEIVED: "info",
    CaseState.IN_REVIEW: "info",
    CaseState.RETURNED: "warn",
    CaseState.APPROVED: "ok",
    CaseState.REFUSED: "warn",
    CaseState.DONE: "ok",
    CaseState.WITHDRAWN: "off",
}


class _Labels(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    number: Bilingual
    due: Bilingual
    office: Bilingual
    result: Bilingual


class _DueTexts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    confirmed: Bilingual
    expected: Bilingual
    past: Bilingual


class _Texts(BaseModel):
    """``cases.toml``; what goes between braces is filled in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    as_of: Bilingual
    none: Bilingual
    unnamed: Bilingual
    row: Bilingual
    missing: Bilingual
    here: Bilingual
    not_here: Bilingual
    result: Bilingual
    paper_in_code: Bilingual
    label: _Labels
    due: _DueTexts
    state: dict[CaseState, Bilingual]


@dataclass(frozen=True, slots=True)
class Supplement:
    """The task that asks for what is missing, and what that is."""

    task: str
    asked: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What this kiosk calls things; None where it has no name. ``request``: what was asked for;
    ``supplement``: of what is missing, None where it cannot ask for all of it.
    """

    request: Callable[[FiledCase], Bilingual | None]
    supplement: Callable[[FiledCase], Supplement | None]
    office: Callable[[str], str | None]
    hotline: str


@dataclass(frozen=True, slots=True)
class ToldCase:
    """``told``: what it means and what the person can do; ``reason``: why it was returned or refused;
    ``missing``: what was named then. ``supplement``: the task that asks for that; "" where there is none.
    """

    number: str | None
    name: Bilingual
    state: Bilingual
    urgency: Urgency
    row: Bilingual
    told: Bilingual
    reason: Bilingual | None
    missing: Bilingual | None
    supplement: str
    may_be_withdrawn: bool
    paper: str | None  # the digest of the one that says what it came to
    lines: tuple[Line, ...] = field(repr=False)
    stages: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ToldCases:
    """The newest first; ``none`` is said where there is none."""

    cases: tuple[ToldCase, ...]
    as_of: Bilingual
    none: Bilingual


@lru_cache(maxsize=1)
def load_case_texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """What stands around the paper of a case. ``in_code``: for a phone; nothing in it names the person."""

    name: Bilingual
    line: Bilingual
    verdict: Bilingual
    urgency: Urgency
    in_code: Bilingual


def tell_paper(case: FiledCase, result: CaseResult, names: Names) -> ToldPaper:
    texts = load_case_texts()
    day = day_text(result.given_at.astimezone(VIETNAM_TIME).date())
    name, verdict = names.request(case) or texts.unnamed, texts.state[case.state]
    filled = {"number": result.number, "day": day}
    vi, en = (
        texts.paper_in_code.text(language).format(
            **filled, name=name.text(language), state=verdict.text(language), case=case.number or ""
        )
        for language in Language
    )
    return ToldPaper(
        name, texts.result.filled(filled), verdict, _URGENCY[case.state], Bilingual(vi=vi, en=en)
    )


def tell_cases(release: Release, on: date, names: Names) -> ToldCases:
    """As of a day."""
    texts = load_case_texts()
    return ToldCases(
        cases=tuple(_case(each, on, names) for each in release.record.cases or ()),
        as_of=texts.as_of.filled({"moment": moment_text(release.read_at)}),
        none=texts.none,
    )


def _case(case: FiledCase, on: date, names: Names) -> ToldCase:
    texts = load_case_texts()
    state, opened = texts.state[case.state], day_text(case.opened_at.astimezone(VIETNAM_TIME).date())
    row = Bilingual(
        vi=texts.row.vi.format(state=state.vi, opened=opened),
        en=texts.row.en.format(state=state.en, opened=opened),
    )
    supplement = names.supplement(case) if case.asked and case.number is not None else None
    told = _bilingual(case.told)
    if case.asked:
        told = texts.not_here if supplement is None else texts.here
    return ToldCase(
        number=case.number,
        name=names.request(case) or texts.unnamed,
        state=state,
        urgency=_URGENCY[case.state],
        row=row,
        told=told,
        reason=None if case.reason is None else _bilingual(case.reason),
        missing=None if supplement is None else _listed(texts.missing, supplement.asked),
        supplement="" if supplement is None else supplement.task,
        may_be_withdrawn=case.may_be_withdrawn and case.number is not None,
        paper=None if case.result is None else case.result.sha256,
        lines=tuple(_lines(case, on, names)),
        stages=tuple(Line(texts.state[each.state], same(moment_text(each.at))) for each in case.stages),
    )


def _listed(heading: Bilingual, labels: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(
        vi="\n".join((heading.vi, *(f"• {each.vi}" for each in labels))),
        en="\n".join((heading.en, *(f"• {each.en}" for each in labels))),
    )


def _lines(case: FiledCase, on: date, names: Names) -> Iterator[Line]:
    labels = load_case_texts().label
    if case.due_on is not None:
        yield Line(labels.due, _due(case.due_on, on, confirmed=case.due_confirmed, hotline=names.hotline))
    if case.number is not None:
        yield Line(labels.number, same(case.number))
    if office := names.office(case.office):
        yield Line(labels.office, same(office))
    if case.result is not None:
        day = day_text(case.result.given_at.astimezone(VIETNAM_TIME).date())
        yield Line(labels.result, load_case_texts().result.filled({"number": case.result.number, "day": day}))


def _due(day: date, on: date, *, confirmed: bool, hotline: str) -> Bilingual:
    texts = load_case_texts().due
    text = texts.past if day < on else texts.confirmed if confirmed else texts.expected
    return text.filled({"day": day_text(day), "hotline": hotline})


def _bilingual(words: Words) -> Bilingual:
    return Bilingual(vi=words.vi, en=words.en)
