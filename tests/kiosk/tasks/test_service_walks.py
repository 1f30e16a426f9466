"""Every public service is filed as its play does, and by every other way: each early end, paper and page.

``walks/ID.toml`` holds what is answered otherwise than in the play, where that leads, and what pages tell and
forms say there; ``[never]`` says why no answers lead to an early end.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime

import pytest
from pypdf import PdfReader

from central.cases.kinds import HANDLERS
from kiosk.contract.kinds import KINDS
from kiosk.documents.forms import FormFields, render_form
from kiosk.forms.form import PageKind
from kiosk.language import Language
from kiosk.sync.act import Act
from kiosk.sync.recorder import RecordedAct
from kiosk.tasks.evidence import Place
from kiosk.tasks.handing_in import paper_steps
from kiosk.tasks.printed import fill
from kiosk.tasks.submission import Submission, is_complete
from tests.kiosk.documents.receipts import FONTS
from tests.kiosk.tasks.service_ways import (
    NOW,
    SERVICES,
    read_walks,
    rests_on_answers,
    task_of,
    unexplained_branches,
    walked,
)
from tests.kiosk.visits import context_of
from tests.manual_clock import ManualClock


@pytest.mark.parametrize("service", SERVICES)
def test_each_way_ends_where_it_should(service: str) -> None:
    for walk, way in walked(service):
        stop = "" if way.stop is None else way.stop.id.removeprefix("stop.")
        assert stop == walk.stops, walk.name
        if way.stop is not None:
            told = way.stop.told(way.relevant.known)
            assert walk.tells in " ".join(each.vi for each in told), walk.name
            assert all(each.vi and each.en for each in told)
            assert way.stop.article
        for page_id, words in walk.pages.items():
            (page,) = (each for each in way.relevant.pages if each.id == page_id)
            assert words in " ".join(each.vi for each in page.told(way.relevant.known)), walk.name


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_not_stopped_can_be_filed_as_central_takes_it(service: str) -> None:
    task = task_of(service)
    for walk, way in walked(service):
        if way.stop is not None:
            continue
        context = context_of(way.visit, walk.at)
        assert is_complete(way.visit, way.relevant, context), walk.name
        recorder = Recorder(walk.at)
        clock = ManualClock()
        clock.set_wall_clock(walk.at)
        Submission(recorder, clock, Place("kiosk", "00100")).submit(task, way.visit, context)
        payload = KINDS["service.filed"].payload.model_validate(json.loads(json.dumps(recorder.act.payload)))
        term = HANDLERS["service.filed"].term(payload)
        promised = task.term_on(walk.at.date())
        assert promised is not None
        assert (term.days, term.count) == (promised.days, promised.count), walk.name
        printed: dict[str, str] = {}
        for form in task.documents:
            if form.when is None or form.when.holds(way.relevant.known):
                texts = fill(form, way.relevant, context).texts
                assert texts
                printed |= texts
        assert {name: printed.get(name, "") for name in walk.prints} == walk.prints, walk.name


@pytest.mark.parametrize("service", SERVICES)
def test_everybody_who_may_file_it_does(service: str) -> None:
    filing = task_of(service).filing
    assert filing is not None
    by = {way.relevant.values.get("filing.by") for _, way in walked(service) if way.stop is None}
    assert set(filing.service.who) <= by


@pytest.mark.parametrize("service", SERVICES)
def test_each_paper_is_handed_in_or_shown_afterwards(service: str) -> None:
    for walk, way in walked(service):
        told = [step.vi for step in paper_steps(way.relevant)]
        papers = [each for each in way.relevant.questions if each.id.startswith("paper.")]
        given = [each for each in papers if way.relevant.values.get(each.id) is not None]
        assert all(sum(each.label.vi in step for step in told) == 1 for each in given), walk.name
        assert bool(told) is bool(given), walk.name


@pytest.mark.parametrize("service", SERVICES)
def test_the_ways_reach_every_page(service: str) -> None:
    """But for early ends that rest on facts which no kiosk asks for, and those that ``[never]`` explains."""
    met = {page.id for _, way in walked(service) for page in way.relevant.pages}
    stops = {way.stop.id for _, way in walked(service) if way.stop is not None}
    form = task_of(service).form
    reached = {page.id for page in form.pages if page.kind is not PageKind.STOP and page.id in met} | stops
    asked = {page.id for page in form.pages if page.kind is not PageKind.STOP or rests_on_answers(page)}
    assert asked - reached == {f"stop.{code}" for code in read_walks(service).get("never", {})}


@pytest.mark.parametrize("service", SERVICES)
def test_the_ways_take_every_branch(service: str) -> None:
    """Each page and question that rests on a condition is met by one way and not by another."""
    assert unexplained_branches(service) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_the_check_page_tells_every_answer_in_both_languages(service: str) -> None:
    for walk, way in walked(service):
        for language in Language:
            context = replace(context_of(way.visit, walk.at), language=language)
            for question in way.relevant.questions:
                value = way.relevant.values.get(question.id)
                if value is not None:
                    assert question.show(value, context)


@pytest.mark.parametrize("service", SERVICES)
def test_the_longest_answers_leave_each_printed_form_on_one_page(service: str) -> None:
    longest: dict[str, FormFields] = {}
    for walk, way in walked(service):
        if way.stop is None:
            for form in task_of(service).documents:
                if form.when is None or form.when.holds(way.relevant.known):
                    fields = fill(form, way.relevant, context_of(way.visit, walk.at))
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
