"""Where visits end before their task is done: data, dated, and nothing of the person."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.clock import VIETNAM_TIME
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.places import EndReason
from kiosk.visit.exits import ExitReason, exit_reasons, find_exit
from tests.kiosk.visits import Around

ON = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("part", "screen", "code"),
    [
        ("card", "card", "card"),
        ("face", "face_prepare", "face"),
        ("contact", "code", "one_time_code"),
        ("contact", "question", "answering"),
        ("contact", "stop", "not_for_them"),
        ("record", "record", "record"),
        ("submit", "check_answers", "declaring"),
    ],
)
def test_the_place_tells_the_reason(part: str, screen: str, code: str) -> None:
    assert find_exit(part, screen, ON, fault=False) == code
    assert find_exit(part, screen, ON, fault=True) == "fault"


def test_a_row_counts_between_its_days() -> None:
    row = exit_reasons()[0].model_copy(update={"since": date(2026, 3, 1), "until": date(2026, 3, 31)})
    assert [row.holds(date(2026, *day)) for day in ((2, 28), (3, 1), (3, 31), (4, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert find_exit("card", "card", date(2026, 2, 28), fault=False) is None


def test_each_row_has_words_and_a_code_of_its_own() -> None:
    rows = exit_reasons()
    assert len({row.code for row in rows}) == len(rows)
    assert [row for row in rows if not (row.parts or row.screens)] == [rows[0], rows[-1]]
    assert all(row.text.vi and row.text.en and row.text.vi != row.text.en for row in rows)
    assert isinstance(rows[0], ExitReason)


def ended(*moves: str, reason: EndReason = EndReason.IDLE) -> list[str]:
    around, told = Around(), list[str]()
    navigator = Navigator(around.clock, around, lambda event: told.append(event.what))
    assert around.clock.now().astimezone(VIETNAM_TIME).date() >= exit_reasons()[0].since
    navigator.begin(Language.VIETNAMESE)
    for task in moves:
        navigator.choose(task)
    navigator.end(reason)
    return told


def test_a_visit_says_where_it_ended_unfinished() -> None:
    assert ended("register")[-2:] == ["visit.unfinished.card", "visit.ended.idle"]
    assert ended("register", reason=EndReason.FAULT)[-2:] == ["visit.unfinished.fault", "visit.ended.fault"]


def test_who_began_nothing_left_nothing_unfinished() -> None:
    assert ended() == ["visit.begun", "visit.ended.idle"]
