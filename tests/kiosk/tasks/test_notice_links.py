"""What central's notices lead to is there at the kiosk: each task, and the kinds that people choose about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.contract.records import NoticeTopic
from kiosk.records.inbox import load_inbox_texts
from kiosk.records.notice_subjects import shipped_subjects, subject_of
from tests.kiosk.visits import catalogue

_WORDS = {"email": "mail", "text": "short"}
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


def switchable() -> Mapping[str, frozenset[str]]:
    """The channels of central's kinds that people switch; what a case tells is not chosen about."""
    return {
        row["kind"]: frozenset(
            channel for channel, words in _WORDS.items() if words in row and channel not in row["minimum"]
        )
        for row in rows()
        if "minimum" in row
    }


def test_what_people_choose_about_is_what_central_lets_them_switch() -> None:
    assert set(subject_of()) == {kind for kind, channels in switchable().items() if channels}


@pytest.mark.parametrize("channel", ["email", "text"])
def test_every_subject_is_asked_about_for_each_channel_that_has_words_for_it(channel: str) -> None:
    question = catalogue().get("notice_preferences").form.get_question(f"told.by.{channel}")
    asked = [each.id for each in getattr(question.options, "items", ())]
    assert asked == [
        subject
        for subject, kinds in shipped_subjects().items()
        if any(channel in switchable()[kind] for kind in kinds)
    ]


def test_every_topic_and_sign_has_words() -> None:
    texts = load_inbox_texts()
    assert set(texts.topic) == set(NoticeTopic)
    assert list(texts.topic) == list(NoticeTopic)  # the tabs stand in this order
