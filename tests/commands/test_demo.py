"""``demo``: what it offers, what it leaves, and when it says that all went well."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from commands.demo.plays import ACCOUNTS, ALL, SERVICES, Play, find_play, instant_of, load_play, load_plays
from kiosk.forms.kind import Typed
from kiosk.tasks.catalogue import load_catalogue
from simulation.clock import ShiftedClock
from simulation.people import ADULT_WOMAN
from tests.commands.run_main import run_python
from tests.kiosk.visits import answer, begin, identified_visit


def offered() -> list[str]:
    return [task.id for task in load_catalogue() if task.is_offered and task.act]


def test_every_task_that_makes_an_act_can_be_played() -> None:
    together = {
        play.task_id
        for name in (ALL, SERVICES, ACCOUNTS, "my_data", "feedback", "notices")
        for play in load_plays(name)
    }
    alone = {"register_forces_child", "register_foreigner", "register_with_bank"}  # accounts.toml says why
    alone |= {"reminder_keep"}  # tests/end_to_end/test_reminders.py waits until it is due
    alone |= {"not_my_care"}  # from the record that it is about: care_history
    assert set(offered()) <= together | alone


def test_every_service_can_be_played_also_one_that_only_staff_file() -> None:
    services = [task.id for task in load_catalogue() if task.filing is not None]
    assert [task_id for task_id in services if find_play(task_id) is None] == []


@pytest.mark.parametrize("task_id", offered())
def test_a_play_answers_its_form(task_id: str) -> None:
    """No question is unknown, and every page is left with what the play and the card say."""
    play = load_play(task_id)
    visit = identified_visit()
    assert visit.person.card is not None
    identity = replace(visit.person.card.identity, full_name=ADULT_WOMAN.full_name)  # who plays it
    visit.person.card = replace(visit.person.card, identity=identity)
    journey = begin(visit, task_id)
    answers: dict[str, Typed] = dict(play.answers)
    assert set(answers) <= {question.id for question in journey.form.questions()}
    answer(visit, answers, play.at or datetime.now(UTC))


def test_all_tasks_have_one_instant_that_suits_them() -> None:
    for name in (ALL, SERVICES):
        plays = load_plays(name)
        assert instant_of(plays) == next(play.at for play in plays if play.at)
    assert instant_of([Play(task_id="register", answers={})]) is None
    at = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="another time"):
        instant_of([Play(task_id=str(day), answers={}, at=at + timedelta(days=day)) for day in range(2)])


def test_a_shifted_clock_begins_where_it_should_and_runs() -> None:
    start = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
    clock = ShiftedClock(start)
    first, later = clock.now(), clock.now()
    assert start <= first <= later < start + timedelta(minutes=5)
    assert clock.monotonic() <= clock.monotonic()


def test_an_unknown_task_is_wrong_usage() -> None:
    ended = run_python("main.py", "demo", "--task", "9.99")
    assert ended.returncode == 2
    assert "9.2" in ended.stderr
    assert "change_contact" in ended.stderr


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", "utf-8")
    ended = run_python("main.py", "demo", "--offscreen", "--out", str(tmp_path))
    assert ended.returncode == 1
    assert "holds other things" in ended.stderr
    assert (folder / "letter.txt").read_text("utf-8") == "mine"


@pytest.mark.long
def test_what_a_played_task_leaves(tmp_path: Path) -> None:
    ended = run_python("main.py", "demo", "--offscreen", "--json", "--task", "9.2", "--out", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    out = tmp_path / "9.2"
    summary = json.loads(ended.stdout)
    assert summary == json.loads((out / "transcript.json").read_text("utf-8"))
    act = json.loads((out / "act.json").read_text("utf-8"))
    (told,) = summary["acts"]
    assert told["case_number"] == act["case_number"] != ""
    assert told["act_id"] == act["act_id"]
    assert told["papers"] == ["receipt.pdf", "mau_so_2.pdf"]
    assert all(PdfReader(out / name).pages for name in told["papers"])
    assert summary["clock_is_shifted"]
    assert summary["clock"].startswith("2026-10-05")
    assert summary["visit_seconds"] == pytest.approx(
        sum(step["seconds"] for step in summary["steps"]), abs=0.1
    )
    assert {step["task"] for step in summary["steps"]} == {"", "9.2", "my_cases"}
    typed = [step for step in summary["steps"] if step["keys"]]
    assert sum(step["keys"] for step in typed) >= len("0120034567") + len("0901234567")
    assert all(step["name"].endswith("answering") for step in typed)
    assert all(step["words"] > 9 for step in summary["steps"] if step["name"] == "face_prepare")
    case = json.loads((out / "case.json").read_text("utf-8"))
    assert [line["change"] for line in case["history"]] == ["open", "take", "approve", "carry_out"]
    assert told["case_state"] == case["case"]["state"] == "done"
    assert summary["results"] == ["my_cases.pdf"]
    assert len(list(out.glob("*.png"))) > 20
