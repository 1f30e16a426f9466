"""The ways through each public service: that of its play, and those of ``walks/ID.toml``, which say what is
answered otherwise, where that leads, and what pages tell and forms say there; ``[answers]`` what all of them
answer otherwise than the play, as other people do. ``person``: what the card says otherwise.

``record``: what the register has of the person, where they want it read: otherwise than their card, or with
months missing (``gap``) between employers. ``[never]`` says why no answers lead to an early end, ``[always]``
and ``[unmet]`` why a page that rests on a condition is met by everybody, or by nobody.
``python -m tests.kiosk.tasks.service_ways`` prints how much of each form the ways reach.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from commands.demo.plays import load_play
from kiosk.forms.answers import Relevant
from kiosk.forms.form import Page, PageKind
from kiosk.tasks.task import Task
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from tests.kiosk.tasks.records_read import read_record_of
from tests.kiosk.visits import begin, catalogue, context_of, identified_visit

WALKS = Path(__file__).parent / "walks"
NOW = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)
SERVICES = [task.id for task in catalogue() if task.act == "service.filed" and task.filing is not None]


@dataclass(frozen=True)
class Walk:
    name: str
    answers: Mapping[str, Mapping[str, Any]]
    at: datetime
    person: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] | None = None
    stops: str = ""
    tells: str = ""  # the page that stops
    pages: Mapping[str, str] = field(default_factory=dict)  # what other pages tell, by id
    prints: Mapping[str, str] = field(default_factory=dict)  # by field of a printed form


@dataclass(frozen=True)
class Walked:
    visit: Visit
    relevant: Relevant
    stop: Page | None


def read_walks(service: str) -> Mapping[str, Any]:
    return tomllib.loads((WALKS / f"{service}.toml").read_text("utf-8"))


@cache
def walks_of(service: str) -> tuple[Walk, ...]:
    """The play first."""
    play = load_play(service)
    data = read_walks(service)
    answers = {**play.answers, **data.get("answers", {})}
    usual = Walk("as it is played", answers, play.at or NOW)
    rows = data["walk"]
    return (
        usual,
        *(
            replace(
                usual,
                name=row["name"],
                answers={**answers, **row.get("answers", {})},
                at=row.get("at", usual.at),
                person=row.get("person", {}),
                record=row.get("record"),
                stops=row.get("stops", ""),
                tells=row.get("tells", ""),
                pages=row.get("pages", {}),
                prints=row.get("prints", {}),
            )
            for row in rows
        ),
    )


def go(service: str, walk: Walk) -> Walked:
    """Page by page, as far as it leads."""
    visit = identified_visit()
    card = visit.person.card
    assert card is not None
    visit.person.card = replace(card, identity=replace(card.identity, **walk.person))
    journey = begin(visit, service)
    if walk.record is not None:
        visit.read = read_record_of(visit, walk.record)
        journey.own_figures = True
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
def walked(service: str) -> tuple[tuple[Walk, Walked], ...]:
    return tuple((walk, go(service, walk)) for walk in walks_of(service))


def task_of(service: str) -> Task:
    return catalogue().get(service)


Branch: TypeAlias = tuple[str, bool]  # a page or question that rests on a condition, and whether it was met


def all_branches(service: str) -> set[Branch]:
    pages = task_of(service).form.pages
    resting = [page.id for page in pages if page.when is not None]
    resting += [question.id for page in pages for question in page.questions if question.when is not None]
    return {(each, met) for each in resting for met in (True, False)}


def taken_branches(service: str) -> set[Branch]:
    """By some way, as far as that leads."""
    taken: set[Branch] = set()
    for _, way in walked(service):
        met = {page.id for page in way.relevant.pages}
        asked = {question.id for question in way.relevant.questions}
        for page in task_of(service).form.pages:
            if page.when is not None:
                taken.add((page.id, page.id in met))
            taken |= {
                (each.id, each.id in asked)
                for each in page.questions
                if each.when is not None and page.id in met
            }
            if page is way.stop:
                break
    return taken


def unexplained_branches(service: str) -> set[Branch]:
    """That no way takes and nothing says why. Early ends that rest on the day alone are left out."""
    told = read_walks(service)
    explained = {(f"stop.{code}", True) for code in told.get("never", {})}
    explained |= {(page, False) for page in told.get("always", {})}
    explained |= {(page, True) for page in told.get("unmet", {})}
    by_day = {
        (page.id, True)
        for page in task_of(service).form.pages
        if page.kind is PageKind.STOP and not rests_on_answers(page)
    }
    return all_branches(service) - taken_branches(service) - explained - by_day


def rests_on_answers(stop: Page) -> bool:
    return stop.when is not None and set(stop.when.questions()) != {"today"}


def main() -> None:
    print("| service | ways | pages met | questions asked | branches taken | not taken |")
    print("| --- | --- | --- | --- | --- | --- |")
    for service in SERVICES:
        ways = [way for _, way in walked(service)]
        form = task_of(service).form
        met = {page.id for way in ways for page in way.relevant.pages}
        asked = {question.id for way in ways for question in way.relevant.questions}
        pages, questions = {page.id for page in form.pages}, {question.id for question in form.questions()}
        taken, branches = taken_branches(service), all_branches(service)
        left = ", ".join(sorted(each for each, _ in branches - taken)) or "–"
        counts = (met & pages, pages), (asked & questions, questions), (taken & branches, branches)
        told = " | ".join(f"{len(some)}/{len(all_of)}" for some, all_of in counts)
        print(f"| {service} | {len(ways)} | {told} | {left} |")
    print("\nWhat is not taken, and why:\n")
    for service in SERVICES:
        whys, unexplained = _whys(service), unexplained_branches(service)
        for branch in sorted(all_branches(service) - taken_branches(service)):
            why = "NOT REACHED" if branch in unexplained else whys.get(branch[0], _NOT_ASKED)
            print(f"* {service}, {branch[0]}: {why}")


_NOT_ASKED = "it rests on facts that this form does not ask for"


def _whys(service: str) -> dict[str, str]:
    told = read_walks(service)
    whys: dict[str, str] = {f"stop.{code}": why for code, why in told.get("never", {}).items()}
    return {**whys, **told.get("always", {}), **told.get("unmet", {})}


if __name__ == "__main__":
    main()
