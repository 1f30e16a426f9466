"""What central's notices lead to is there at the kiosk: each task, and the kinds that people choose about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk.contract.records import NoticeTopic
from kiosk.records.inbox import load_inbox_texts
from kiosk.records.notice_kinds import shipped_kinds
from tests.kiosk.visits import catalogue

_NOTICES = Path(__file__).parents[3] / "central" / "notices"


def rows() -> Iterator[Mapping[str, Any]]:
    """Of every table of central's notices, wherever it stands."""
    for file in sorted(_NOTICES.glob("**/*.toml")):
        for table in tomllib.loads(file.read_text("utf-8")).values():
            if isinstance(table, list):
                yield from (row for row in table if isinstance(row, dict))


def test_each_task_that_a_notice_leads_to_can_be_begun_here() -> None:
    for task_id in {row["task"] for row in rows() if row.get("task")}:
        task = catalogue().find(task_id)
        assert task is not None, task_id
        assert task.is_offered, task_id


def test_what_people_choose_about_without_a_line_is_what_central_has() -> None:
    switchable: dict[NoticeTopic, set[str]] = {}
    for row in rows():
        said = {"kiosk", *(["email"] if "mail" in row else []), *(["text"] if "short" in row else [])}
        if "minimum" in row and said - set(row["minimum"]):  # what a case tells is not chosen about
            switchable.setdefault(NoticeTopic(row["topic"]), set()).add(row["kind"])
    if switchable:
        assert {topic: set(kinds) for topic, kinds in shipped_kinds().items()} == switchable


def test_every_topic_that_can_be_chosen_is_asked_about_for_each_channel() -> None:
    form = catalogue().get("notice_preferences").form
    for question in form.questions():
        items = [each.id for each in getattr(question.options, "items", ())]
        assert items == [topic.value for topic in shipped_kinds()], question.id


def test_every_topic_and_sign_has_words() -> None:
    texts = load_inbox_texts()
    assert set(texts.topic) == set(NoticeTopic)
    assert list(texts.topic) == list(NoticeTopic)  # the tabs stand in this order
