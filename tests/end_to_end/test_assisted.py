"""An assisted registration: staff type; the person agrees, shows their face and sends; the case says so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from commands.demo.plays import load_plays
from commands.demo.transcript import STAFF
from kiosk.contract.feed import CaseState
from tests.end_to_end.played import visit_in


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.long
def test_what_only_the_person_does_is_done_while_they_have_the_screen(screen: QtBot, tmp_path: Path) -> None:
    del screen
    plays = load_plays("register_assisted")
    with visit_in(tmp_path, plays) as (world, kiosk, visit):
        visit.wait_until(lambda: kiosk.is_warm, "a kiosk that has loaded everything")
        visit.play(plays)
        (filed,) = visit.done
        content = world.central.stored_act(filed.act_id)["content"]
        case = world.case_of(str(filed.act_id))
        receipt = PdfReader(filed.papers["receipt"]).pages[0].extract_text()
    spans = [
        tuple(datetime.fromisoformat(each[end]) for end in ("since", "until")) for each in content["helped"]
    ]
    assert len(spans) == 2  # up to the face, and from the phone to the consents
    payload = content["payload"]
    said_at = [_instant(each["answered_at"]) for each in payload["consents"]]
    assert said_at
    assert not any(since <= at <= until for at in said_at for since, until in spans)
    assert all(until <= _instant(content["occurred_at"]) for _, until in spans)
    assert payload["contact"]["phone"] == "0901234567"
    typed = {step.name for step in visit.transcript.steps if step.by == STAFF and step.keys}
    assert typed >= {"phone: answering", "email: answering"}
    assert {step.name for step in visit.transcript.steps if step.by == STAFF}.isdisjoint(
        {"face_check", "consent: answering", "receipt"}
    )
    assert "helped by staff: 100008" in receipt
    assert case.case.state is CaseState.RECEIVED
    assert [each.name for each in case.helpers] == ["Phạm Thị Mẫu"]
