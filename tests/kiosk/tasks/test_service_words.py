"""What a public service says reads as one text: nothing is told twice, and answers fit their questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pytest

from kiosk.eligibility.service import PaperKind
from kiosk.forms.question import Question
from kiosk.tasks.catalogue import life_events, load_catalogue
from kiosk.tasks.task import Task

SERVICES = [task for task in load_catalogue() if task.filing is not None]
OWN = ("Họ và tên", "Số định danh cá nhân", "Ngày sinh", "Đối chiếu khuôn mặt")
ALIKE = 0.7  # of its words stand among those of the papers


def _papers(task: Task) -> Iterator[str]:
    assert task.filing is not None
    for use in task.filing.service.papers:
        if use.when is None and use.paper.kind is not PaperKind.FORM:
            yield use.paper.name.vi


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("task", SERVICES, ids=[task.id for task in SERVICES])
def test_what_to_have_along_is_named_once(task: Task) -> None:
    papers = {word for paper in _papers(task) for word in _words(paper)}
    for text in task.bring:
        words = _words(text.vi)
        assert len(words & papers) < ALIKE * len(words), text.vi


def test_the_first_page_says_who_can_file() -> None:
    told = {task.id: task.form.pages[0].paragraphs[0].vi for task in SERVICES if task.is_offered}
    assert told["9.14"] == "Ai nộp được: chính ông/bà, người được ủy quyền hoặc người giám hộ."
    assert told["9.18"] == "Ai nộp được: thân nhân, người được ủy quyền hoặc người giám hộ."
    assert told["9.7"] == "Ai nộp được: chính ông/bà hoặc người được ủy quyền."
    assert all(each.startswith("Ai nộp được: ") for each in told.values())


@pytest.mark.parametrize("task", SERVICES, ids=[task.id for task in SERVICES])
def test_no_part_of_the_way_comes_back(task: Task) -> None:
    """The person sees how far they are: a part that is behind them stays there."""
    parts = [part for part, _ in groupby(page.group for page in task.form.pages)]
    assert len(parts) == len(set(parts)), parts


@pytest.mark.parametrize("task", SERVICES, ids=[task.id for task in SERVICES])
def test_no_two_answers_read_alike_where_they_are_checked(task: Task) -> None:
    """The page before sending begins with the person's own name and number, and names no pages."""
    labels = [*OWN, *(question.label.vi.split(" (")[0] for question in task.form.questions())]
    assert [label for label, times in Counter(labels).items() if times > 1] == []


def _yes_no_questions() -> list[Question]:
    questions = (each for task in load_catalogue() for each in task.form.questions())
    return [each for each in questions if each.kind.name == "yes_no"]


def test_whether_something_is_done_is_answered_by_not_yet() -> None:
    for question in _yes_no_questions():
        asks_if_done = question.label.vi.rstrip(" ?").endswith("chưa")
        assert (question.kind.options_of(question).no.vi == "Chưa") == asks_if_done, question.id


def test_a_page_that_sends_to_the_counter_says_so_once() -> None:
    pages = [page for task in SERVICES for page in task.form.pages if page.counter]
    assert pages
    assert [page.id for page in pages if "staff" in page.leads_to] == []


def test_a_long_list_is_parted_by_what_happens_in_life() -> None:
    catalogue = load_catalogue()
    for group in catalogue.groups:
        parts = catalogue.parts_of(group)
        tasks = [task for part in parts for task in part.tasks]
        assert sorted(task.id for task in tasks) == sorted(task.id for task in catalogue.of_group(group.id))
        if not group.by_life_event:
            assert [part.event for part in parts] == [None]
            continue
        by_event = {part.event.id: [task.id for task in part.tasks] for part in parts if part.event}
        assert by_event["retirement"][:2] == ["9.3", "9.5"]
        assert set(by_event) == {event.id for event in life_events()}
        services = {task.id for task in tasks if task.filing is not None}
        assert services <= {task for tasks_of in by_event.values() for task in tasks_of}
