"""Reminders, and the frequent questions: from home and back there."""

from __future__ import annotations

from collections.abc import Iterator

from commands.demo.plays import load_plays
from tests.ui.calculating import reach_page, reach_question
from tests.ui.tour.another import leave_for_another
from tests.ui.walk import Walk

PLAYS = {play.name: play for play in load_plays("reminder")}
ANSWER = load_plays("faq")[0]


def reminders(walk: Walk) -> Iterator[str]:
    """What is an event for a phone, and what repeats."""
    visit, medicine = PLAYS["reminder_visit"], PLAYS["reminder_medicine"]
    reach_question(walk, visit, "remind.visit_hour")
    yield "question of an hour"
    reach_page(walk, visit, "reminded")
    yield "reminded"
    leave_for_another(walk)
    reach_question(walk, medicine, "remind.what")
    reach_page(walk, medicine, "reminded")
    yield "reminded text"
    leave_for_another(walk)


def answers(walk: Walk) -> Iterator[str]:
    """A theme's questions, and the answer to one."""
    *_, asked = ANSWER.answers
    reach_question(walk, ANSWER, asked)
    yield "questions of a theme"
    reach_page(walk, ANSWER, str(ANSWER.answers[asked]["choice"]))
    yield "answer"
    leave_for_another(walk)
