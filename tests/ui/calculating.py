"""Somebody who has a benefit calculated: from the home screen over the questions to the result."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from pydantic import JsonValue

from commands.demo.plays import Play, instant_of, load_plays
from kiosk.language import Language
from kiosk.law_tables import LawTables
from kiosk.navigator import Navigator
from simulation.form_filling import FormFilling
from tests.manual_clock import ManualClock
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.walk import Walk
from ui.view_models.result_vm import ResultVm

PLAYS: Mapping[str, Play] = {play.name: play for play in load_plays("calculators")}
# More months before 2014 than in all: no form can see that, the engine does.
_UNFIT = {"deceased.died_on": {"text": "01082025"}, "deceased.share_2014": {"text": "600"}}
UNFIT = PLAYS["survivors"].model_copy(update={"answers": {**PLAYS["survivors"].answers, **_UNFIT}})
# On the day of a test kiosk.
_EARLIER = {"child.born": {"text": "01082025"}, "child.received": {"text": "05102025"}}
ADOPTION = PLAYS["adoption"].model_copy(update={"answers": {**PLAYS["adoption"].answers, **_EARLIER}})


def calculating_parts(folder: Path, tables: LawTables | None = None) -> TestParts:
    """On the day on which the plays are played, with a printer that is ``folder``."""
    at = instant_of(PLAYS.values())
    assert at is not None
    return TestParts(settings_of(printer={"folder": folder}), ManualClock(at), tables=tables)


def result_of(walk: Walk) -> ResultVm:
    return walk.kiosk.vm.view_model(ResultVm)


def reach_result(walk: Walk, play: Play) -> None:
    """From a visit that has begun, through the core's own steps."""
    navigator = walk.parts.navigator
    if not navigator.in_visit:
        navigator.begin(Language.VIETNAMESE)
    navigator.choose(play.task_id)
    if navigator.screen == "own_data":  # who was identified types the figures all the same
        navigator.journey.choose_figures(own=False)
        navigator.next()
    while navigator.screen == "question":
        _answer_by(play, navigator)
        navigator.next()
    walk.arrive("result")


def reach_question(walk: Walk, play: Play, question_id: str) -> None:
    """The page that asks it, in the same way; who the person is, is known."""
    navigator = walk.parts.navigator
    navigator.choose(play.task_id)
    while navigator.screen != "question" or all(each.id != question_id for each in navigator.page.questions):
        _pass(play, navigator)
    walk.arrive(navigator.page.id)


def reach_page(walk: Walk, play: Play, page_id: str) -> None:
    """A later page of the journey under way, in the same way."""
    navigator = walk.parts.navigator
    while navigator.step != page_id:
        _pass(play, navigator)
    walk.arrive(page_id)


def _pass(play: Play, navigator: Navigator) -> None:
    if navigator.screen == "question":
        _answer_by(play, navigator)
    elif navigator.screen == "own_data":
        navigator.journey.choose_figures(own=False)
    navigator.next()


def _answer_by(play: Play, navigator: Navigator) -> None:
    answers = navigator.journey.answers
    for question in navigator.page.questions:
        if play.answers.get(question.id) == {}:
            answers.decline(question.id)
        elif question.id in play.answers:
            answers.type(question.id, play.answers[question.id])
    faults = answers.take_page(navigator.page, navigator.facts(), navigator.context())
    assert not faults, faults


def calculate(walk: Walk, filling: FormFilling, play: Play) -> None:
    """From the home screen, answering page after page, to the result."""
    walk.tap("home.calculators")
    walk.arrive("group")
    walk.tap(f"task.{play.task_id}")
    walk.arrive("question")
    while walk.parts.navigator.screen == "question":
        answer_page(walk, filling, play.answers)
    walk.arrive("result")


def answer_page(walk: Walk, filling: FormFilling, answers: Mapping[str, Mapping[str, JsonValue]]) -> None:
    page = walk.parts.navigator.page
    walk.arrive(page.id)
    walk.wait_for_keys()
    filling.fill_page({each.id: answers[each.id] for each in page.questions if each.id in answers})
    walk.tap("primary")
    walk.wait_until(partial(_has_left, walk, page.id), f"the page after {page.id}")


def _has_left(walk: Walk, page_id: str) -> bool:
    navigator = walk.parts.navigator
    return navigator.screen != "question" or navigator.page.id != page_id
