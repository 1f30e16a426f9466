"""Reading the table ``[service]`` of a task's file, every mistake named by file, key and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import kiosk.eligibility
from kiosk.eligibility.answer import Outcome, Reason
from kiosk.eligibility.codes import ServiceCode
from kiosk.eligibility.facts import FACT_NAMES, By
from kiosk.eligibility.rules import MOMENTS, RULES
from kiosk.eligibility.service import (
    Check,
    FactCheck,
    Late,
    Paper,
    PaperKind,
    PaperUse,
    RuleCheck,
    Service,
)
from kiosk.eligibility.terms import Term
from kiosk.forms.conditions import Condition, ConditionError, read_condition
from kiosk.forms.errors import FormError
from kiosk.forms.form import EMPTY_FORM, Form
from kiosk.forms.kinds.document_scan import MOST_PAGES
from kiosk.forms.loading import first_fault
from kiosk.language import Bilingual
from kiosk.tasks.calculation_reader import CalculationData, read_calculation
from kiosk.tasks.filing import WISH_PARTS, Filing
from kiosk.tasks.source_reader import SourceReader
from kiosk.tasks.sources import Source
from kiosk.toml import read_toml

_FOLDER = Path(kiosk.eligibility.__file__).parent
_PAPERS, _WAYS, _USUAL = (_FOLDER / f"{name}.toml" for name in ("papers", "ways", "usual_facts"))
_ACCOUNT = Path(__file__).with_name("account_usually.toml")
_Pages: TypeAlias = Annotated[int, Field(ge=1, le=MOST_PAGES)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _CheckData(_Data):
    """Either a rule of law by name, or a comparison with its own words."""

    rule: str | None = None
    fails_when: dict[str, Any] | None = None
    outcome: Literal["not_eligible", "not_now", "staff"] | None = None
    code: str | None = Field(None, pattern=r"^[a-z][a-z0-9_]*$")
    article: str | None = None
    text: Bilingual | None = None
    alternatives: tuple[str, ...] = ()


class _PaperUseData(_Data):
    paper: str
    article: str
    when: dict[str, Any] | None = None
    # Instead of the paper's own, where more is asked for here
    name: Bilingual | None = None
    hint: Bilingual | None = None
    pages: _Pages | None = None


class _LateData(_Data):
    after: str
    article: str
    days: Annotated[int, Field(ge=1)] | None = None
    working_days: Annotated[int, Field(ge=1)] | None = None


class _PaperData(_Data):
    kind: PaperKind
    name: Bilingual
    form: str = ""
    hint: Bilingual | None = None
    pages: _Pages = 4  # both sides of two sheets
    none: Bilingual | None = None


class ServiceData(_Data):
    """A table ``[service]``; `kiosk.eligibility.service` tells what each part is."""

    valid_from: date
    who: Annotated[tuple[By, ...], Field(min_length=1)]
    legal_basis: Annotated[tuple[str, ...], Field(min_length=1)]
    check: tuple[_CheckData, ...] = ()
    paper: Annotated[tuple[_PaperUseData, ...], Field(min_length=1)]
    late: _LateData | None = None
    results: Annotated[tuple[Bilingual, ...], Field(min_length=1)]
    changed: tuple[Bilingual, ...] = ()
    unsure: tuple[Bilingual, ...] = ()
    fact: dict[str, Any] = {}
    account: dict[str, Any] = {}
    estimate: tuple[CalculationData, ...] = ()
    without_figures: tuple[Bilingual, ...] = ()
    seen: Bilingual | None = None


class ServiceNames(NamedTuple):
    """The task's id, and its codes of the State."""

    id: str
    codes: tuple[ServiceCode, ...]


def read_service(
    data: ServiceData, of: ServiceNames, terms: tuple[Term, ...], form: Form, file: Path
) -> Filing:
    """Raises `FormError`: unknown rules, papers, facts, ways and questions."""
    reader = _Reader(file)
    service = Service(
        id=of.id,
        codes=of.codes,
        valid_from=data.valid_from,
        who=data.who,
        legal_basis=data.legal_basis,
        checks=tuple(reader.check(each, f"check[{place}]") for place, each in enumerate(data.check)),
        papers=tuple(reader.paper(each, f"paper[{place}]") for place, each in enumerate(data.paper)),
        terms=terms,
        late=None if data.late is None else reader.late(data.late),
        results=data.results,
        changed=data.changed,
        unsure=data.unsure,
    )
    for name in data.fact:
        reader.require_fact(name, f"fact.{name}")
    sources = SourceReader(form, file, "service")
    facts = {name: sources.source(given, f"fact.{name}") for name, given in data.fact.items()}
    account = _usual_account(sources) | {
        name: sources.source(given, f"account.{name}") for name, given in data.account.items()
    }
    if account and not {"wish"} <= account.keys() <= WISH_PARTS:
        raise FormError(file, "service.account", f"says wish and perhaps {', '.join(sorted(WISH_PARTS))}")
    estimates = tuple(
        read_calculation(each, form, file, f"service.estimate[{place}]")
        for place, each in enumerate(data.estimate)
    )
    if any(each.when is None for each in estimates[:-1]):
        raise FormError(file, "service.estimate", "only the last one is for all other answers")
    if data.seen is not None and (not estimates or estimates[-1].when is not None):
        raise FormError(file, "service.seen", "confirms an estimate, and not everybody meets one")
    if data.seen is not None and not data.without_figures:
        raise FormError(
            file, "service.without_figures", "what is confirmed is told to those without figures too"
        )
    known = {**_usual_facts(sources), **facts}
    return Filing(service, form, known, estimates, data.without_figures, data.seen, account)


def _usual_account(sources: SourceReader) -> dict[str, Source]:
    """Of a form that asks how money is received; nothing of any other."""
    usual = _account_usually()
    return dict(usual) if all(map(sources.knows, usual.values())) else {}


def _usual_facts(sources: SourceReader) -> dict[str, Source]:
    """Facts that the pages of fragments and the card give, where a form asks for them."""
    known = ((name, next(filter(sources.knows, ways), None)) for name, ways in _usual().items())
    return {name: source for name, source in known if source is not None}


@cache
def _account_usually() -> Mapping[str, Source]:
    """Raises `FormError`."""
    reader = SourceReader(EMPTY_FORM, _ACCOUNT, "file")
    return {name: reader.any_source(given, name) for name, given in read_toml(_ACCOUNT).items()}


@cache
def _usual() -> Mapping[str, tuple[Source, ...]]:
    """By fact every way to know it. Raises `FormError`."""
    reader = SourceReader(EMPTY_FORM, _USUAL, "file")
    return {
        name: tuple(reader.any_source(each, name) for each in given)
        for name, given in read_toml(_USUAL).items()
    }


class _Reader:
    def __init__(self, file: Path) -> None:
        self._file = file

    def check(self, data: _CheckData, key: str) -> Check:
        own = (data.fails_when, data.outcome, data.code, data.article, data.text)
        if data.rule is not None:
            if any(each is not None for each in own) or data.rule not in RULES:
                raise self._fault(f"{key}.rule", f"{data.rule} is no rule, or words of its own stand beside")
            return RuleCheck(RULES[data.rule], data.alternatives)
        if (
            data.fails_when is None
            or data.outcome is None
            or data.code is None
            or data.article is None
            or data.text is None
        ):
            raise self._fault(key, "a check has a rule, or fails_when, outcome, code, article and text")
        condition = self._condition(data.fails_when, f"{key}.fails_when")
        reason = Reason(data.code, data.article, data.text)
        return FactCheck(condition, Outcome(data.outcome), reason, data.alternatives)

    def paper(self, data: _PaperUseData, key: str) -> PaperUse:
        paper = papers().get(data.paper)
        if paper is None:
            raise self._fault(f"{key}.paper", f"papers.toml knows no paper {data.paper}")
        when = None if data.when is None else self._condition(data.when, f"{key}.when")
        here = replace(
            paper,
            name=data.name or paper.name,
            hint=data.hint or paper.hint,
            pages=data.pages or paper.pages,
        )
        return PaperUse(here, data.article, when)

    def late(self, data: _LateData) -> Late:
        if (moment := MOMENTS.get(data.after)) is not None:
            if data.days is not None or data.working_days is not None:
                raise self._fault("late", "after a moment of law no days are counted")
            return Late(moment, data.article)
        self.require_fact(data.after, "late.after")
        if (data.days is None) is (data.working_days is None):
            raise self._fault("late", "counts either days or working_days")
        return Late(data.after, data.article, data.days, data.working_days)

    def require_fact(self, name: str, where: str) -> None:
        if name not in FACT_NAMES:
            raise self._fault(where, f"there is no fact {name}")

    def _condition(self, given: Mapping[str, Any], where: str) -> Condition:
        try:
            condition = read_condition(dict(given), {})
        except ConditionError as error:
            raise self._fault(where, str(error)) from error
        for name in condition.questions():
            self.require_fact(name, where)
        return condition

    def _fault(self, where: str, reason: str) -> FormError:
        return FormError(self._file, f"service.{where}", reason)


@cache
def papers() -> Mapping[str, Paper]:
    """Every paper that services can ask for, by id. Raises `FormError`."""
    try:
        rows = {name: _PaperData.model_validate(row) for name, row in read_toml(_PAPERS).items()}
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(_PAPERS, key, reason) from error
    return {name: Paper(name, **dict(row)) for name, row in rows.items()}


@cache
def ways() -> Mapping[str, Bilingual]:
    """What else can be done beside filing a service, by code. Raises `FormError`."""
    try:
        rows = read_toml(_WAYS)
        return {name: Bilingual.model_validate(row) for name, row in rows.items()}
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(_WAYS, key, reason) from error
