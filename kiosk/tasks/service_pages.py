"""The pages that every public service has alike, made from its conditions and papers.

What it is about, before anything is asked; an early end for each reason not to file, and what is good to
know, as soon as enough was answered; what the benefit comes to; a photograph of each paper that is needed;
and the explanation of who files late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from kiosk.eligibility.deciding import is_late, needed_paper
from kiosk.eligibility.facts import By
from kiosk.eligibility.service import LawMoment, Paper, PaperKind, PaperUse
from kiosk.eligibility.terms import in_force
from kiosk.forms.conditions import Known
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.kinds import KINDS
from kiosk.forms.question import Question
from kiosk.language import Bilingual
from kiosk.tasks.filing import Filing
from kiosk.tasks.service_ends import Ends
from kiosk.tasks.service_estimates import ESTIMATE, estimate_pages
from kiosk.tasks.service_ground import ABOUT, Around, Ground, day_of
from kiosk.tasks.service_texts import texts

PAPERS = "papers"  # the group
_LATE = "late.reason"


class Names(NamedTuple):
    """What the task is called, in short, and what everybody has along."""

    name: Bilingual
    summary: Bilingual
    bring: tuple[Bilingual, ...]


def with_service_pages(form: Form, filing: Filing, names: Names, around: Around) -> Form:
    """The form with the service's own pages in their places."""
    maker = _Maker(Ground(form, filing, around))
    pages: list[Page] = [maker.about(names)]
    waiting = maker.ends(names)
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
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._service = ground.service

    def about(self, names: Names) -> Page:
        """Who, with what, by when, and what comes of it."""
        service = self._service
        return Page(
            id=ABOUT,
            group=ABOUT,
            kind=PageKind.INFORMATION,
            title=names.name,
            lead=names.summary,
            paragraphs=(_who(service.who), *_results(service.results)),
            more=lambda known: (self._term(day_of(known)),),
            bring=self._needed(names),
            article="; ".join(service.legal_basis),
            at_once=True,
        )

    def _needed(self, names: Names) -> tuple[Bilingual, ...]:
        """With the papers, no forms, that nobody goes without; a code for a phone has no room for all."""
        papers = (use for use in self._service.papers if use.paper.kind is not PaperKind.FORM)
        return (*names.bring, *(use.paper.name for use in papers if use.when is None))

    def _term(self, on: date) -> Bilingual:
        term = in_force(self._service.terms, on)
        if term is None or term.days is None:
            return texts().days_unsure
        words = texts()
        if term.days_but_holidays:
            return words.days_but_holidays.filled({"days": term.days})
        return (words.days if term.working_days else words.calendar_days).filled({"days": term.days})

    def ends(self, names: Names) -> list[tuple[Page, frozenset[str]]]:
        """Early ends and what is good to know, each with the questions that have to be met before."""
        ends = Ends(self._ground, self._needed(names))
        return [*ends.stops(), *ends.notes()]

    def estimate(self) -> Iterator[Page]:
        return estimate_pages(self._ground)

    def papers(self) -> Iterator[Page]:
        for use in self._service.papers:
            if use.paper.kind is not PaperKind.FORM:
                yield self._paper(use)

    def _paper(self, use: PaperUse) -> Page:
        paper, ground = use.paper, self._ground

        def needed(known: Known) -> bool:
            return needed_paper(use, ground.facts(known)).needed is not False

        when = None
        if use.when is not None:
            looks_at = ground.questions_behind(tuple(use.when.questions()))
            when = ground.when(paper.id, use.article, looks_at, needed)
        question = _scan(paper)
        return Page(
            f"paper.{paper.id}", PAPERS, PageKind.QUESTIONS, question.label, when=when, questions=(question,)
        )

    def late(self) -> Iterator[Page]:
        late, ground = self._service.late, self._ground
        if late is None:
            return

        def is_so(known: Known) -> bool:
            facts = ground.facts(known)
            return is_late(self._service, facts, ground.around.calendar(), ground.workings(facts.on))

        words = texts()
        question = Question(
            id=_LATE,
            kind=KINDS["text"],
            label=words.late,
            help=words.late_help,
            options=KINDS["text"].options(),
        )
        behind = late.after.looks_at if isinstance(late.after, LawMoment) else (late.after,)
        when = ground.when("late", late.article, ground.questions_behind(behind), is_so)
        yield Page("late", PAPERS, PageKind.QUESTIONS, words.late, when=when, questions=(question,))


def _who(who: Sequence[By]) -> Bilingual:
    words = texts()
    *others, last = (words.by[each] for each in who)
    if others:
        first = Bilingual(vi=", ".join(each.vi for each in others), en=", ".join(each.en for each in others))
        last = words.either.filled({"first": first, "last": last})
    return words.who.filled({"vi": last.vi, "en": last.en})


def _results(results: tuple[Bilingual, ...]) -> tuple[Bilingual, ...]:
    """The first is told to be one; the others follow from it."""
    words = texts()
    wordings = (words.result, *(words.result_besides for _ in results[1:]))
    return tuple(
        wording.filled({"vi": each.vi, "en": each.en})
        for wording, each in zip(wordings, results, strict=True)
    )


@cache  # many services ask for the same
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
