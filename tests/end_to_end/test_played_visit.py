"""Whole visits through the real screens: real card, camera, database, HTTP and paper, in both shapes, with
the line and without.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from commands.demo.played.pages import PlayedTask
from commands.demo.plays import ALL, load_plays
from commands.demo.world import World
from kiosk.contract.kinds import KINDS
from kiosk.tasks.catalogue import load_catalogue
from tests.again import again
from tests.end_to_end.played import visit_in

TASKS = tuple(play.task_id for play in load_plays(ALL))
FEW = ("register", "9.2")


def text_of(paper: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(paper).pages)


def stored_payload(world: World, task: PlayedTask) -> Mapping[str, Any]:
    """What central has, checked against its kind."""
    stored = world.central.stored_act(task.act_id)
    made = load_catalogue().get(task.task_id)
    assert stored["content"]["kind"] == made.act
    assert stored["content"]["subject_id"] == world.card.person.subject
    assert stored["case_number"].startswith(KINDS[made.act].case_prefix)
    payload: Mapping[str, Any] = stored["content"]["payload"]
    return payload


def check_register(payload: Mapping[str, Any], line_down: bool) -> None:
    contact = payload["contact"]
    assert contact["phone"] == "0901234567"
    assert contact["email"] == "minh.chau@example.vn"
    states = {contact[each]["state"] for each in ("phone_proof", "email_proof")}
    assert states == {"pending" if line_down else "verified"}


def check_change_contact(payload: Mapping[str, Any], line_down: bool) -> None:
    assert payload["new"]["phone"] == "0912345678"
    assert payload["new"]["email"] == "chau.moi@example.vn"
    assert "Nguyễn Khánh Toàn, Phường Cầu Giấy" in payload["new"]["address"]
    assert payload["new"]["office_code"] == "01901"
    states = {payload[each]["state"] for each in ("phone_proof", "email_proof")}
    assert states == {"pending" if line_down else "verified"}


def check_care_facility(payload: Mapping[str, Any], line_down: bool) -> None:
    assert payload["service"] == "9.2"
    assert payload["answers"]["facility.new"] == "01902"
    assert payload["answers"]["result.address"]["street"] == "Số 8 ngõ 20 Nguyễn Khánh Toàn"
    assert payload["printed_forms"] == ["mau_so_2"]
    assert payload["due"]["on"] == "2026-10-14"  # seven working days from the 5th of October


def check_withdrawal(payload: Mapping[str, Any], line_down: bool) -> None:
    assert payload["case"] == "HS264417093200074"


def check_yearly(payload: Mapping[str, Any], line_down: bool) -> None:
    assert payload["answers"]["verification.draws"] == ["pension"]


def check_wish(payload: Mapping[str, Any], line_down: bool) -> None:
    assert payload["task"] == "record_later"
    assert payload["answers"]["wish.by_mail"] is False


def check_lump_sum(payload: Mapping[str, Any], line_down: bool) -> None:
    assert payload["service"] == "9.14"
    assert payload["answers"]["payment.account"]["bank"] == "970436"
    assert payload["answers"]["paid.last_month"] == "2025-09"
    assert payload["printed_forms"] == ["request_14_hsb"]


CHECKS = {
    "register": check_register,
    "change_contact": check_change_contact,
    "9.2": check_care_facility,
    "9.14": check_lump_sum,
    "annual_verification": check_yearly,
    "record_later": check_wish,
    "withdraw_case": check_withdrawal,
}


def check_task(world: World, task: PlayedTask, *, line_down: bool) -> None:
    CHECKS[task.task_id](stored_payload(world, task), line_down)
    documents = [form.template for form in load_catalogue().get(task.task_id).documents]
    assert list(task.papers) == ["receipt", *documents]
    assert ("chưa gửi" in text_of(task.papers["receipt"])) == line_down
    for name in documents:
        assert "Nguyễn Thị Minh Châu".upper() in text_of(task.papers[name]).upper()


@pytest.mark.long
@pytest.mark.parametrize(
    ("tasks", "unusual"),
    [
        pytest.param(TASKS, False, id="upright, Vietnamese"),
        again(FEW, True, name="lying, English, without a line"),
    ],
)
def test_tasks_in_one_visit(screen: QtBot, tmp_path: Path, tasks: tuple[str, ...], unusual: bool) -> None:
    """The person is identified once, and asked after each receipt whether there is anything else."""
    landscape = english = line_down = unusual
    plays = tuple(play for play in load_plays(ALL) if play.task_id in tasks)
    with visit_in(tmp_path, plays, landscape=landscape, line_down=line_down, pictures=True) as (
        world,
        kiosk,
        visit,
    ):
        visit.play(plays, english=english)
        assert [task.task_id for task in visit.done] == list(tasks)
        for task in visit.done:
            check_task(world, task, line_down=line_down)
        assert len({task.act_id for task in visit.done}) == len(tasks)
        assert kiosk.line.get().outbox.counts().pending == 0
        assert not kiosk.navigator.in_visit
    steps = [step.name for step in visit.transcript.steps]
    assert steps.count("card") == steps.count("identity") == 1
    assert steps.count("anything_else") == len(tasks)
    check_pictures({file.stem.split("-", 1)[1] for file in tmp_path.glob("*.png")}, tasks)


def check_pictures(names: set[str], tasks: tuple[str, ...]) -> None:
    """Of the visit as a whole, and of each of its tasks."""
    assert {"attract", "goodbye"} <= names
    seen = {name.rpartition("-")[2] for name in names}
    assert {"card", "face_check", "check_answers", "receipt"} <= seen
    for task_id in tasks:
        pages = {f"{task_id}-{page.id}" for page in load_catalogue().get(task_id).form.pages}
        assert len(names & pages) >= min(3, len(pages)), task_id
