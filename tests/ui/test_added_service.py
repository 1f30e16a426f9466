"""A service is added by a file alone: asked, filled in and sent, with one question of every kind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from central.embedded import EmbeddedCentral
from kiosk.forms.form import Page
from kiosk.forms.kinds import KINDS
from kiosk.language import Language
from kiosk.sync.act import Act
from simulation.form_filling import FormFilling
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.ready_made import central_folder
from tests.sync_parts import open_station
from tests.ui.added_service import ANSWERS, TASK, answers_of, identify, page_id, parts_with_service
from tests.ui.as_written import as_written
from tests.ui.key_walk import KeyFilling, KeyWalk
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts

_NEVER_SPOKEN = ("0912345678", "0912 345 678", "1234567890")


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.mark.long
@pytest.mark.parametrize(
    ("size", "language"), [(PORTRAIT, Language.VIETNAMESE), (LANDSCAPE, Language.ENGLISH)], ids=["vi", "en"]
)
def test_it_is_filled_in_by_touch(tmp_path: Path, size: QSize, language: Language) -> None:
    parts = parts_with_service(tmp_path)
    with open_kiosk(size, parts=parts) as walk:
        identify(walk, language)
        _answer_everything(walk, FormFilling(walk))
        act = _submit(walk)
    _expect_every_answer(act)
    if language is Language.VIETNAMESE:
        _expect_central_takes(act, parts.clock, tmp_path)


@pytest.mark.parametrize(
    ("size", "language"), [(LANDSCAPE, Language.VIETNAMESE), (PORTRAIT, Language.ENGLISH)], ids=["vi", "en"]
)
def test_it_is_filled_in_by_keyboard_alone_and_heard(tmp_path: Path, size: QSize, language: Language) -> None:
    speech = RecordingSpeech()
    with open_kiosk(size, parts=parts_with_service(tmp_path), speech=speech) as seen:
        walk = KeyWalk(seen.kiosk, seen.parts)
        identify(walk, language)
        switch_on(walk)
        for title in _answer_everything(walk, KeyFilling(walk)):
            said = any(title in as_written(words) for words in speech.words)
            assert said, f"{title} was not said: {speech.words}"
        act = _submit(walk)
    _expect_every_answer(act)
    assert not [words for words in speech.words if any(each in words for each in _NEVER_SPOKEN)]
    assert {entry[0] for entry in speech.said if entry is not None} == {language.value}


def _answer_everything(walk: Walk, filling: FormFilling) -> Iterator[str]:
    """Page by page; gives the title of each page once it is answered."""
    titles = []
    while walk.parts.navigator.screen == "question":
        page, here = walk.parts.navigator.page, page_id(walk)
        walk.wait_until(partial(_is_shown, walk, page), f"a question of {here}")
        walk.wait_for_keys()
        filling.fill_page({question.id: ANSWERS[question.id] for question in page.questions})
        titles.append(page.title.text(walk.parts.navigator.visit.language))
        walk.tap("primary")
        walk.wait_until(partial(_has_left, walk, here), f"the page after {here}")
    walk.arrive("check_answers")
    assert set(ANSWERS) == {question.id for question in answers_of(walk).form.questions()}
    return iter(titles)


def _is_shown(walk: Walk, page: Page) -> bool:
    return any(walk.find(question.id) is not None for question in page.questions)


def _has_left(walk: Walk, page: str) -> bool:
    navigator = walk.parts.navigator
    return navigator.screen != "question" or page_id(walk) != page


def _submit(walk: Walk) -> Act:
    walk.tap("primary")
    walk.arrive("receipt")
    (act,) = walk.parts.submitter.acts
    return act


def _expect_every_answer(act: Act) -> None:
    assert act.kind == "service.filed"
    assert act.payload["service"] == TASK
    answers: Any = act.payload["answers"]
    assert set(answers) == set(ANSWERS)
    expected: dict[str, Any] = {
        "who.name": "Hoàng Thị Hoa",
        "who.number": "001185012345",
        "who.nickname": "Bà Hoa",
        "who.insurance": "0123456789",
        "who.tracking": "7KM2PQ9XD4TT0ABC13",
        "who.phone": "0912345678",
        "who.email": None,
        "family.children": True,
        "family.how_many": 2,
        "work.event": "2005-02-01",
        "work.since": "2005-02",
        "work.away": {"from": "2010-01", "to": "2011-12"},
        "work.wage": 4_250_000,
        "work.how": "post",
        "work.benefits": ["maternity", "pension"],
    }
    assert {name: answers[name] for name in expected} == expected
    assert answers["who.address"]["commune"]["name"] == "Ba Đình"
    assert [row["relative"] for row in answers["family.relatives"]] == ["Hoàng Văn An", "Lê Văn Ba"]
    assert answers["work.months"][0]["wage"] == 4_000_000
    assert answers["work.account"]["number"] == "1234567890"
    assert len(answers["end.paper"]["pages"]) == 1
    assert answers["end.consent"]["given"] is True


def _expect_central_takes(act: Act, clock: ManualClock, folder: Path) -> None:
    """Through the real outbox and over real HTTP. The file of the paper is one of the test devices, see
    tests/kiosk/test_scan_desk.py for real ones.
    """
    act = replace(act, attachments=())
    central = EmbeddedCentral(central_folder(folder / "central"), now=clock.now)
    central.start()
    station = open_station(folder / "kiosk.db", clock)
    try:
        station.enrol(central.url, central.new_enrolment_code())
        worker = station.worker(central.url)
        sent = threading.Event()
        worker.listen(lambda _state: None, lambda _act, _case: sent.set())
        station.recorder.record(act)
        worker.start()
        assert sent.wait(PATIENCE)
        worker.stop()
        stored = central.stored_act(act.act_id)
        assert stored["content"]["payload"]["answers"] == act.payload["answers"]
    finally:
        station.close()
        central.stop()


def test_the_service_asks_every_kind_once(tmp_path: Path) -> None:
    form = parts_with_service(tmp_path).around.catalogue().get(TASK).form
    kinds = [question.kind.name for question in form.questions()]
    assert sorted(kinds) == sorted(KINDS)
