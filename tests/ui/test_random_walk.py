"""Somebody does anything at all, devices and line too: no step is skipped, nothing lost, no page is a trap.

A walk begins in every task of the catalogue and goes wherever chance leads. ``RANDOM_WALKS=50`` tries so many
chances for each.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from kiosk.navigator import Navigator
from kiosk.places import Place
from tests.again import again
from tests.services_sample import walked_tasks
from tests.ui.conftest import OpenWalk
from tests.ui.devices.card import NAME, NUMBER
from tests.ui.random_person import RandomPerson, parts_at
from tests.ui.texts_held import texts_held
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk

STEPS = 60
SEEDS = range(int(os.environ.get("RANDOM_WALKS", "1")))
TASKS = [
    again(task.id) if number % 4 else task.id  # RANDOM_WALKS=50 goes further
    for number, task in enumerate(walked_tasks())
]
# Here the machine works, and says so.
_AT_WORK = {"face_check", "card", "code", "check_answers"}


@pytest.mark.expects_log("disk_full|no_printer|bug|could not")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("task", TASKS)
def test_whatever_a_person_does(open_walk: OpenWalk, tmp_path: Path, task: str, seed: int) -> None:
    chance = Random(f"{task} {seed}")
    walk = open_walk(chance.choice((PORTRAIT, LANDSCAPE)), parts=parts_at(task, tmp_path))
    walk.attract()
    person = RandomPerson(walk, chance, task)
    try:
        person.choose_the_task()
        for _ in range(STEPS):
            person.act()
            _check(walk, person)
        _leave(walk)
    except BaseException:
        print("\n".join(person.steps))
        raise


def _check(walk: Walk, person: RandomPerson) -> None:
    navigator = walk.parts.navigator
    walk.wait_until(lambda: walk.kiosk.vm.property("screen") == navigator.screen, "the page of the step")
    page = walk.wait_for("page")
    file = navigator.screen.title().replace("_", "") + "Screen.qml"
    assert page.property("source").path().endswith(f"/{file}")
    walk.wait_until(lambda: bool(person.ways_on()) or navigator.screen in _AT_WORK, "a way on")
    assert _skipped(navigator) == []
    if not navigator.in_visit:
        assert navigator.screen in (Place.ATTRACT, Place.GOODBYE)
        assert _left_of_the_person(walk) == []


def _skipped(navigator: Navigator) -> list[str]:
    """Steps before the present one that should have been done and were not."""
    if not navigator.in_visit or not navigator.in_journey:
        return []
    run, visit = navigator.run, navigator.visit
    before = run.flow.steps[: run.flow.place(run.current.id)]
    return [step.id for step in before if step.applies(visit) and not step.done(visit)]


def _left_of_the_person(walk: Walk) -> list[str]:
    return [text for text in texts_held(walk) if NAME in text or NUMBER in text]


def _leave(walk: Walk) -> None:
    """Nobody is there any more."""
    for _ in range(20):
        if walk.parts.navigator.screen == Place.ATTRACT:
            break
        walk.parts.clock.advance(500)
        walk.run_out(walk.parts.settings.idle.goodbye_seconds)
        walk.run_out(walk.parts.settings.idle.card_left_seconds)
        walk.let_run(0.3)
    assert walk.parts.navigator.screen == Place.ATTRACT
    assert _left_of_the_person(walk) == []
