"""The pages that every public service has alike, made from its conditions and papers.

What it is about, before anything is asked; an early end for each reason not to file, and what is good to
know, as soon as enough was answered; a photograph of each paper that is needed; and the explanation of who
files late.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, JsonValue

from kiosk.benefits.errors import InputError
from kiosk.benefits.parameters import ParameterBook, shipped_book
from kiosk.benefits.workings import Warning, Workings  # noqa: A004
from kiosk.eligibility.answer import Finding, Outcome, Reason
from kiosk.eligibility.deciding import earliest_on, findings_of, is_late, needed_paper
from kiosk.eligibility.facts import Facts, UnknownFactsError
from kiosk.eligibility.service import (
    Check,
    FactCheck,
    LawMoment,
    Paper,
    PaperKind,
    PaperUse,
    RuleCheck,
)
from kiosk.eligibility.terms import in_force
from kiosk.forms.conditions import Known, Reference, RuleHolds
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.kinds import KINDS
from kiosk.forms.question import Question
from kiosk.forms.rules import Argument, Rule
from kiosk.language import Bilingual
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.working_days import WorkingCalendar
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.filing import Filing

_TODAY = "today"
ABOUT, ESTIMATE, PAPERS = "about", "estimate", "papers"  # groups
_LATE, _SEEN = "late.reason", "estimate.seen"
_TEXTS = Path(__file__).parent / "service_pages.toml"


@dataclass(frozen=True, slots=True)
class Around:
    """What conditions of the law are decided with, looked up at each question."""

    book: Callable[[], ParameterBook]
    calendar: Callable[[], WorkingCalendar]


SHIPPED_LAW = Around(shipped_book, lambda: ReferenceData().calendar)


class Names(NamedTuple):
    """What the task is called, in short, and what everybody has along."""

    name: Bilingual
    summary: Bilingual
    bring: tuple[Bilingual, ...]


class _Texts(BaseModel):
    """Words of the pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: Bilingual
    papers: Bilingual
    stopped: Bilingual
    note: Bilingual
    staff: Bilingual
    earliest: Bilingual
    days: Bilingual
    calendar_days: Bilingual
    days_but_holidays: Bilingual
    days_unsure: Bilingual
    result: Bilingual
    checked_copy: Bilingual
    estimate: Bilingual
    estimate_title: Bilingual
    no_estimate: Bilingual
    seen: Bilingual
    late: Bilingual
    late_help: Bilingual


@cache
def texts() -> _Texts:
    return _Texts.model_validate(tomllib.loads(_TEXTS.read_text("utf-8")))


def with_service_pages(form: Form, filing: Filing, names: Names, around: Around) -> Form:
    """The form with the service's own pages in their places."""
    maker = _Maker(form, filing, around)
    pages: list[Page] = [maker.about(names)]
    waiting = [*maker.stops(), *maker.notes()]
    seen: set[str] = set()
    pages += [page for page, behind in waiting if not behind]
    waiting = [(page, behind) for page, behind in waiting if behind]
    last = form.pages[-1:] if form.pages and _declares(form.pages[-1]) else ()
    for page in form.pages[: len(form.pages) - len(last)]:
        pages.append(page)
        seen |= {question.id for question in page.questions}
        pages += [each for each, behind in waiting if behind <= seen]
        waiting = [(each, behind) for each, behind in waiting if not behind <= seen]
    pages += [*maker.estimate(), *maker.papers(), *maker.late(), *last]
    words = texts()
    used = {page.group for page in pages}
    own = {ABOUT: words.about, ESTIMATE: words.estimate, PAPERS: words.papers}
    return replace(
        form,
        groups={**form.groups, **{name: label for name, label in own.items() if name in used}},
        pages=tuple(pages),
    )


def _declares(page: Page) -> bool:
    return any(question.kind.name == "declaration" for question in page.questions)


class _Maker:
    def __init__(self, form: Form, filing: Filing, around: Around) -> None:
        self._form = form
        self._filing = filing
        self._service = filing.service
        self._around = around

    def about(self, names: Names) -> Page:
        """Who, with what, by when, and what comes of it."""
        service, words = self._service, texts()
        return Page(
            id=ABOUT,
            group=ABOUT,
            kind=PageKind.INFORMATION,
            title=names.name,
            lead=names.summary,
            paragraphs=tuple(words.result.filled({"vi": each.vi, "en": each.en}) for each in service.results),
            more=lambda known: (self._term(_day(known)),),
            bring=(*names.bring, *self._always_needed()),
            article="; ".join(service.legal_basis),
            at_once=True,
        )

    def _always_needed(self) -> tuple[Bilingual, ...]:
        """The papers, not the forms, that nobody goes without; a code for a phone has no room for all."""
        return tuple(
            use.paper.name
            for use in self._service.papers
            if use.when is None and use.paper.kind is not PaperKind.FORM
        )

    def _term(self, on: date) -> Bilingual:
        term = in_force(self._service.terms, on)
        if term is None or term.days is None:
            return texts().days_unsure
        words = texts()
        if term.days_but_holidays:
            return words.days_but_holidays.filled({"days": term.days})
        return (words.days if term.working_days else words.calendar_days).filled({"days": term.days})

    def stops(self) -> Iterator[tuple[Page, frozenset[str]]]:
        """Each early end, with the questions that have to be met before it can be told."""
        for check in self._service.checks:
            for reason, to_staff in _reasons(check):
                looks_at = self._questions_behind(_facts_of(check))
                yield self._stop(check, reason, looks_at, to_staff=to_staff), self._asked(looks_at)

    def notes(self) -> Iterator[tuple[Page, frozenset[str]]]:
        """What rules warn of, with the questions that have to be met before it can be told."""
        for check in self._service.checks:
            if isinstance(check, RuleCheck) and check.rule.tells:
                looks_at = self._questions_behind(check.rule.looks_at)
                yield self._note(check, looks_at), self._asked(looks_at)

    def _note(self, check: RuleCheck, looks_at: tuple[str, ...]) -> Page:
        def told(known: Known) -> tuple[Bilingual, ...]:
            _, warnings = self._judged(check, known)
            # How sure a figure is concerns who calculates, not who files.
            return tuple(Bilingual(vi=each.vi, en=each.en) for each in warnings if not each.parameter)

        return Page(
            id=f"note.{check.rule.name}",
            group=self._group_of(looks_at),
            kind=PageKind.INFORMATION,
            title=texts().note,
            when=_when(
                f"{self._service.id}.{check.rule.name}",
                "; ".join(self._service.legal_basis),
                looks_at,
                lambda known: bool(told(known)),
            ),
            more=told,
        )

    def _stop(self, check: Check, reason: Reason, looks_at: tuple[str, ...], *, to_staff: bool) -> Page:
        def fails(known: Known) -> bool:
            return any(each.reason.code == reason.code for each in self._findings(check, known))

        def more(known: Known) -> tuple[Bilingual, ...]:
            facts = self._facts(known)
            waits = any(each.outcome is Outcome.NOT_NOW for each in self._findings(check, known))
            first = earliest_on(self._service, facts, self._around.book()) if waits else None
            return () if first is None else (texts().earliest.filled({"day": f"{first:%d/%m/%Y}"}),)

        return Page(
            id=f"stop.{reason.code}",
            group=self._group_of(looks_at),
            kind=PageKind.STOP,
            title=texts().staff if to_staff else texts().stopped,
            when=_when(f"{self._service.id}.{reason.code}", reason.article, looks_at, fails),
            paragraphs=(reason.text,),
            more=more,
            article=reason.article,
            bring=self._always_needed() if to_staff else (),
            counter=to_staff,
            leads_to=check.alternatives,
        )

    def estimate(self) -> Iterator[Page]:
        """What the benefit comes to, and that it was looked at."""
        calculation, words = self._filing.estimate, texts()
        if calculation is None:
            return
        yield Page(
            id=ESTIMATE,
            group=ESTIMATE,
            kind=PageKind.INFORMATION,
            title=words.estimate_title,
            more=lambda known: self._estimated(calculation, known),
            leads_to=calculation.leads_to,
        )
        if self._filing.seen is not None:
            kind = KINDS["declaration"]
            question = Question(
                id=_SEEN,
                kind=kind,
                label=words.seen,
                help=self._filing.seen,
                options=kind.options.model_validate({"version": self._form.version}),
            )
            yield Page("estimate_seen", ESTIMATE, PageKind.QUESTIONS, words.seen, questions=(question,))

    def _estimated(self, calculation: Calculation, known: Known) -> tuple[Bilingual, ...]:
        from kiosk.benefits.engine import calculate
        from kiosk.tasks.estimate import input_of, told

        on, book = _day(known), self._around.book()
        try:
            answer = calculate(calculation.calculator, input_of(calculation, known, on, book), on, book)
        except InputError:  # something that it needs is not known here
            return (texts().no_estimate,)
        found = told(calculation, answer, on)
        lines = (
            Bilingual(vi=f"{a.label.vi}: {a.text.vi}", en=f"{a.label.en}: {a.text.en}") for a in found.figures
        )
        return (*lines, *(each.text for each in found.reasons), found.notice)

    def papers(self) -> Iterator[Page]:
        for use in self._service.papers:
            if use.paper.kind is not PaperKind.FORM:
                yield self._paper(use)

    def _paper(self, use: PaperUse) -> Page:
        paper = use.paper
        looks_at = self._questions_behind(() if use.when is None else tuple(use.when.questions()))

        def needed(known: Known) -> bool:
            return needed_paper(use, self._facts(known)).needed is not False

        when = (
            None
            if use.when is None
            else _when(f"{self._service.id}.{paper.id}", use.article, looks_at, needed)
        )
        question = _scan(paper)
        return Page(
            f"paper.{paper.id}", PAPERS, PageKind.QUESTIONS, question.label, when=when, questions=(question,)
        )

    def late(self) -> Iterator[Page]:
        late = self._service.late
        if late is None:
            return
        behind = late.after.looks_at if isinstance(late.after, LawMoment) else (late.after,)
        looks_at = self._questions_behind(behind)

        def is_so(known: Known) -> bool:
            facts = self._facts(known)
            work = Workings(self._service.id, facts.on, self._around.book())
            return is_late(self._service, facts, self._around.calendar(), work)

        words = texts()
        question = Question(
            id=_LATE,
            kind=KINDS["text"],
            label=words.late,
            help=words.late_help,
            options=KINDS["text"].options(),
        )
        when = _when(f"{self._service.id}.late", late.article, looks_at, is_so)
        yield Page("late", PAPERS, PageKind.QUESTIONS, words.late, when=when, questions=(question,))

    def _findings(self, check: Check, known: Known) -> tuple[Finding, ...]:
        found, _ = self._judged(check, known)
        return found

    def _judged(self, check: Check, known: Known) -> tuple[tuple[Finding, ...], tuple[Warning, ...]]:
        """What speaks against filing, and what is good to know."""
        facts = self._facts(known)
        if facts.on < self._service.valid_from:
            return (), ()
        work = Workings(self._service.id, facts.on, self._around.book())
        try:
            return tuple(findings_of(check, facts, work)), work.warnings()
        except UnknownFactsError:
            return (), ()  # the office looks: nobody is sent away for what they do not know

    def _facts(self, known: Known) -> Facts:
        return self._filing.facts_of(known, _day(known))

    def _questions_behind(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        sources = (self._filing.facts[name] for name in facts if name in self._filing.facts)
        return tuple(dict.fromkeys(name for source in sources for name in source.questions()))

    def _asks(self, name: str) -> bool:
        return any(question.id == name for question in self._form.questions())

    def _asked(self, questions: tuple[str, ...]) -> frozenset[str]:
        return frozenset(name for name in questions if self._asks(name))

    def _group_of(self, looks_at: tuple[str, ...]) -> str:
        """The part of the way where the last of them is asked."""
        groups = [self._form.page_of(name).group for name in looks_at if self._asks(name)]
        order = [page.group for page in self._form.pages]
        return max(groups, key=order.index, default=ABOUT)


def _when(name: str, source: str, looks_at: tuple[str, ...], holds: Callable[[Known], bool]) -> RuleHolds:
    """A condition that is decided even where some of what it looks at is not known."""
    asked = {each: Argument(is_looked_up=True) for each in dict.fromkeys((_TODAY, *looks_at))}

    def decided(values: Mapping[str, JsonValue]) -> bool:
        return holds({each: value for each, value in values.items() if value is not None})

    rule = Rule(name, source, asked, decided, sees_unknown=True)
    return RuleHolds(rule, {each: Reference(each) for each in asked})


def _reasons(check: Check) -> Iterator[tuple[Reason, bool]]:
    """Each reason that a check can give, and whether an officer goes on with it."""
    if isinstance(check, FactCheck):
        yield check.reason, check.outcome is Outcome.STAFF
        return
    for reason in check.rule.reasons:
        yield reason, reason.code in check.rule.to_staff


def _facts_of(check: Check) -> tuple[str, ...]:
    return tuple(check.fails_when.questions()) if isinstance(check, FactCheck) else check.rule.looks_at


def _scan(paper: Paper) -> Question:
    kind = KINDS["document_scan"]
    copied = paper.kind is PaperKind.COPY
    return Question(
        id=f"paper.{paper.id}",
        kind=kind,
        label=paper.name,
        help=paper.hint or (texts().checked_copy if copied else None),
        none_label=paper.none,
        options=kind.options.model_validate({"paper": paper.name.model_dump(), "pages_most": paper.pages}),
    )


def _day(known: Known) -> date:
    return date.fromisoformat(str(known[_TODAY]))
