"""A phone is added, tried and removed through the real screens, at a real central; its key stays nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from central.smart_otp.ocra import answer, parse_suite, question_of
from central.smart_otp.tables import smart_otp_audit, smart_otp_device
from commands.demo.plays import load_play, load_plays
from kiosk.app import Kiosk
from kiosk.contract.smart_otp import PHONE_SECTIONS, SignedBy
from kiosk.errors import BugError, KnownError
from kiosk.places import EndReason
from kiosk.tasks.signing import mark_for, text_to_sign
from kiosk.visit.signature import Signature
from tests.end_to_end.played import visit_in
from tests.end_to_end.remains import find_in_scene
from tests.end_to_end.test_record import Counter, counter_in
from tests.patience import PATIENCE

PIN = "482915"
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def files_with(folder: Path, text: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with counter_in(tmp_path) as counter:
        counter.put()
        counter.arrive(task="smart_otp")
        visit = counter.visit
        visit.read = counter.kiosk.records.fetch(visit, PHONE_SECTIONS, counter.answer())
        counter.kiosk.navigator.next()
        yield counter


def test_a_phone_whose_confirmation_was_lost_on_the_way_is_found_there(counter: Counter) -> None:
    phones, visit = counter.kiosk.phones, counter.visit
    assert counter.kiosk.navigator.screen == "phones"
    key = phones.add(visit, "Điện thoại 1")
    code = pyotp.TOTP(key.secret).at(counter.world.clock.now())
    (added,) = phones.confirm(visit, key.device_id, code, PIN)
    assert phones.confirm(visit, key.device_id, code, PIN) == (added,)  # sent again: central has spent it
    never = phones.add(visit, "Điện thoại 2")
    phones.add(visit, "Điện thoại 2")  # in its place
    with pytest.raises(KnownError) as refused:
        phones.confirm(visit, never.device_id, code, PIN)
    assert refused.value.code == "phone-not-awaited"


def test_nothing_is_asked_for_once_the_visit_is_over(counter: Counter) -> None:
    phones, visit = counter.kiosk.phones, counter.visit
    visit.chosen_phone = next(iter(phones.phones(visit)), None)
    counter.kiosk.navigator.end(EndReason.IDLE)
    assert (visit.read, visit.chosen_phone) == (None, None)
    with pytest.raises(BugError):
        phones.phones(visit)


def test_a_filing_is_signed_by_the_phone_and_central_believes_it(counter: Counter) -> None:
    phones, visit, navigator = counter.kiosk.phones, counter.visit, counter.kiosk.navigator
    clock = counter.world.clock
    key = phones.add(visit, "Điện thoại 1")
    phones.confirm(visit, key.device_id, pyotp.TOTP(key.secret).at(clock.now()), PIN)
    navigator.leave_journey()
    answer_all(counter.kiosk, "reissue_card")
    navigator.ask_to_sign(wanted=True)
    assert navigator.screen == "sign"  # its phones were granted before in this visit
    journey = visit.journey
    relevant = journey.relevant(navigator.facts())
    text = text_to_sign(navigator.task, visit, relevant, navigator.context())
    asked = phones.ask_to_sign(visit, key.device_id, text)
    at = int(clock.now().timestamp())
    code = answer(
        parse_suite(asked.suite), pyotp.TOTP(key.secret).byte_secret(), question_of(asked.signed), at
    )
    signed = phones.sign(visit, asked.challenge_id, code, PIN)
    journey.signature = Signature(
        mark_for(navigator.task, relevant), text, signed.statement, signed.signed_at
    )
    navigator.next()
    assert navigator.screen == "check_answers"
    sent, central = threading.Event(), counter.world.central
    counter.kiosk.line.listen(lambda _status: None, lambda _act_id, _case: sent.set())
    recorded = counter.kiosk.submitter.submit(visit)
    assert sent.wait(PATIENCE)
    central.wait_for_judging()
    stored = central.find_stored_act(recorded.act_id)
    assert stored.signed_at == signed.signed_at
    assert signed.by is SignedBy.TEXT_CODE
    assert stored.content.payload["signature"] == {"text": text, "statement": signed.statement}


def answer_all(kiosk: Kiosk, task: str) -> None:
    """The task, up to its last page."""
    navigator, typed = kiosk.navigator, load_play(task).answers
    navigator.choose(task)
    while navigator.screen != "check_answers":
        if navigator.screen == "own_data":
            navigator.journey.choose_figures(own=False)
        elif navigator.screen == "question":
            answers = navigator.journey.answers
            for question in navigator.page.questions:
                if question.id in typed:
                    answers.type(question.id, typed[question.id])
            assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
        navigator.next()


def test_a_phone_is_added_tried_and_removed_and_its_key_is_gone(screen: QtBot, tmp_path: Path) -> None:
    plays = load_plays("smart_otp")
    with visit_in(tmp_path, plays) as (world, kiosk, visit):
        visit.play(plays)
        with world.central.central.engine.connect() as connection:
            told = connection.execute(
                select(smart_otp_audit.c.what, smart_otp_audit.c.code).order_by(smart_otp_audit.c.entry)
            ).all()
            left = connection.execute(select(smart_otp_device)).all()
        assert [tuple(row) for row in told] == [
            ("enrolled", None),
            ("confirmed", None),
            ("verified", None),
            ("removed", None),
        ]
        assert left == []
        audit = kiosk.line.get().audit
        for what in ("phone.begun", "phone.added", "phone.checked", "phone.removed"):
            assert audit.count(what, EVER) == 1
        key = world.phone.key
        assert find_in_scene(visit.scene, [key, key[:4]]) == []
        assert files_with(tmp_path, key) == []
