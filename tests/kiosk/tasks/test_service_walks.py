"""Every public service is filed as its play does, and by every other way: each early end, paper and page.

``walks/ID.toml`` holds what is answered otherwise than in the play, where that leads, and what pages tell and
forms say there; ``[never]`` says why no answers lead to an early end.
"""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from central.cases.kinds import HANDLERS
from commands.demo.plays import load_play
from kiosk.contract.kinds import KINDS
from kiosk.documents.forms import FormFields, render_form
from kiosk.forms.answers import Relevant
from kiosk.forms.form import Page, PageKind
from kiosk.language import Language
from kiosk.sync.act import Act
from kiosk.sync.recorder import RecordedAct
from kiosk.tasks.evidence import Place
from kiosk.tasks.handing_in import paper_steps
from kiosk.tasks.printed import fill
from kiosk.tasks.submission import Submission, is_complete
from kiosk.tasks.task import Task
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from tests.kiosk.documents.receipts import FONTS
from tests.kiosk.visits import begin, catalogue, context_of, identified_visit
from tests.manual_clock import ManualClock

WALKS = Path(__file__).parent / "walks"
NOW = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)
SERVICES = [task.id for task in catalogue() if task.act == "service.filed" and task.filing is not None]


@dataclass(frozen=True)
class Walk:
    name: str
    answers: Mapping[str, Mapping[str, Any]]
    at: datetime
    nationality: str = ""
    stops: str = ""
    tells: str = ""  # the page that stops
    pages: Mapping[str, str] = field(default_factory=dict)  # what other pages tell, by id
    prints: Mapping[str, str] = field(default_factory=dict)  # by field of a printed form


@dataclass(frozen=True)
class Walked:
    visit: Visit
    relevant: Relevant
    stop: Page | None


def _read(service: str) -> Mapping[str, Any]:
    return tomllib.loads((WALKS / f"{service}.toml").read_text("utf-8"))


@cache
def walks_of(service: str) -> tuple[Walk, ...]:
    """The play first."""
    play = load_play(service)
    usual = Walk("as it is played", play.answers, play.at or NOW)
    rows = _read(service)["walk"]
    return (
        usual,
        *(
            replace(
                usual,
                name=row["name"],
                answers={**play.answers, **row.get("answers", {})},
                at=row.get("at", usual.at),
                nationality=row.get("person", {}).get("nationality", ""),
                stops=row.get("stops", ""),
                tells=row.get("tells", ""),
                pages=row.get("pages", {}),
                prints=row.get("prints", {}),
            )
            for row in rows
        ),
    )


def _go(service: str, walk: Walk) -> Walked:
    """Page by page, as far as it leads."""
    visit = identified_visit()
    if walk.nationality:
        card = visit.person.card
        assert card is not None
        visit.person.card = replace(card, identity=replace(card.identity, nationality=walk.nationality))
    journey = begin(visit, service)
    for question_id, typed in walk.answers.items():
        if not any(question.id == question_id for question in journey.form.questions()):
            continue
        if typed:
            journey.answers.type(question_id, typed)
        else:
            journey.answers.decline(question_id)  # {}: "I have none"
    context = context_of(visit, walk.at)
    facts = facts_of(visit, context)
    for page in journey.form.pages:
        if not journey.relevant(facts).meets(page):
            continue
        if page.kind is PageKind.STOP:
            return Walked(visit, journey.relevant(facts), page)
        faults = journey.answers.take_page(page, facts, replace(context, known=journey.relevant(facts).known))
        assert not faults, (walk.name, page.id, faults)
    return Walked(visit, journey.relevant(facts), None)


@cache
def _walked(service: str) -> tuple[tuple[Walk, Walked], ...]:
    return tuple((walk, _go(service, walk)) for walk in walks_of(service))


def _task(service: str) -> Task:
    return catalogue().get(service)


@pytest.mark.parametrize("service", SERVICES)
def test_each_way_ends_where_it_should(service: str) -> None:
    for walk, walked in _walked(service):
        stop = "" if walked.stop is None else walked.stop.id.removeprefix("stop.")
        assert stop == walk.stops, walk.name
        if walked.stop is not None:
            told = walked.stop.told(walked.relevant.known)
            assert walk.tells in " ".join(each.vi for each in told), walk.name
            assert all(each.vi and each.en for each in told)
            assert walked.stop.article
        for page_id, words in walk.pages.items():
            (page,) = (each for each in walked.relevant.pages if each.id == page_id)
            assert words in " ".join(each.vi for each in page.told(walked.relevant.known)), walk.name


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_not_stopped_can_be_filed_as_central_takes_it(service: str) -> None:
    task = _task(service)
    for walk, walked in _walked(service):
        if walked.stop is not None:
            continue
        context = context_of(walked.visit, walk.at)
        assert is_complete(walked.visit, walked.relevant, context), walk.name
        recorder = Recorder(walk.at)
        clock = ManualClock()
        clock.set_wall_clock(walk.at)
        Submission(recorder, clock, Place("kiosk", "00100")).submit(task, walked.visit, context)
        payload = KINDS["service.filed"].payload.model_validate(json.loads(json.dumps(recorder.act.payload)))
        term = HANDLERS["service.filed"].term(payload)
        promised = task.term_on(walk.at.date())
        assert term.working_days == (None if promised is None else promised.working_days), walk.name
        printed: dict[str, str] = {}
        for form in task.documents:
            if form.when is None or form.when.holds(walked.relevant.known):
                texts = fill(form, walked.relevant, context).texts
                assert texts
                printed |= texts
        assert {name: printed.get(name, "") for name in walk.prints} == walk.prints, walk.name


@pytest.mark.parametrize("service", SERVICES)
def test_each_paper_is_handed_in_or_shown_afterwards(service: str) -> None:
    for walk, walked in _walked(service):
        told = [step.vi for step in paper_steps(walked.relevant)]
        papers = [each for each in walked.relevant.questions if each.id.startswith("paper.")]
        given = [each for each in papers if walked.relevant.values.get(each.id) is not None]
        assert all(sum(each.label.vi in step for step in told) == 1 for each in given), walk.name
        assert bool(told) is bool(given), walk.name


@pytest.mark.parametrize("service", SERVICES)
def test_the_ways_reach_every_page(service: str) -> None:
    """But for early ends that rest on facts which no kiosk asks for, and those that ``[never]`` explains."""
    met = {page.id for _, walked in _walked(service) for page in walked.relevant.pages}
    stops = {walked.stop.id for _, walked in _walked(service) if walked.stop is not None}
    form = _task(service).form
    reached = {page.id for page in form.pages if page.kind is not PageKind.STOP and page.id in met} | stops
    asked = {page.id for page in form.pages if page.kind is not PageKind.STOP or _rests_on_answers(page)}
    assert asked - reached == {f"stop.{code}" for code in _read(service).get("never", {})}


def _rests_on_answers(stop: Page) -> bool:
    return stop.when is not None and set(stop.when.questions()) != {"today"}


@pytest.mark.parametrize("service", SERVICES)
def test_the_check_page_tells_every_answer_in_both_languages(service: str) -> None:
    for walk, walked in _walked(service):
        for language in Language:
            context = replace(context_of(walked.visit, walk.at), language=language)
            for question in walked.relevant.questions:
                value = walked.relevant.values.get(question.id)
                if value is not None:
                    assert question.show(value, context)


@pytest.mark.parametrize("service", SERVICES)
def test_the_longest_answers_leave_each_printed_form_on_one_page(service: str) -> None:
    longest: dict[str, FormFields] = {}
    for walk, walked in _walked(service):
        if walked.stop is None:
            for form in _task(service).documents:
                if form.when is None or form.when.holds(walked.relevant.known):
                    fields = fill(form, walked.relevant, context_of(walked.visit, walk.at))
                    longest[form.template] = max(longest.get(form.template, fields), fields, key=_length)
    for template, fields in longest.items():
        pages = PdfReader(io.BytesIO(render_form(template, fields, FONTS, NOW))).pages
        assert len(pages) == 1, template


def _length(fields: FormFields) -> int:
    return sum(map(len, fields.texts.values()))


class Recorder:
    def __init__(self, now: datetime) -> None:
        self._now = now

    def record(self, act: Act) -> RecordedAct:
        self.act = act
        return RecordedAct(act.act_id, act.kind, self._now, 1)
