"""What an officer finds missing is sent at the kiosk: the person comes again, and the case goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from commands.central_staff import DEMO_ACCOUNT
from commands.demo.plays import load_plays
from kiosk.contract.feed import CaseState
from tests.end_to_end.played import visit_in


@pytest.mark.long
def test_a_returned_case_is_supplemented_and_looked_at_again(screen: QtBot, tmp_path: Path) -> None:
    del screen
    plays = load_plays("supplement")
    with visit_in(tmp_path, plays, landscape=True) as (world, kiosk, visit):
        visit.play(plays, english=True)
        filed, supplement = visit.done
        world.central.wait_for_judging()
        case = world.central.central.cases.get(DEMO_ACCOUNT, str(filed.act_id))
        assert kiosk.line.get().outbox.counts().pending == 0
        payload = world.central.stored_act(supplement.act_id)["content"]["payload"]
    assert (case.case.state, case.acts) == (CaseState.IN_REVIEW, (filed.act_id, supplement.act_id))
    assert [line.change for line in case.history] == ["open", "take", "return", "supplement"]
    assert case.history[2].asked == ("contact.phone", "paper.insurance_book")
    assert payload["case"] == case.case.number
    assert payload["answers"]["contact.phone"] == "0912345678"
    assert payload["answers"]["paper.insurance_book"] == {"to_staff": True, "pages": []}
    (page,) = PdfReader(supplement.papers["receipt"]).pages
    assert str(case.case.number) in page.extract_text().replace("\u2011", "-")
    steps = [step.name for step in visit.transcript.steps]
    assert steps.count("cases") == 2
    assert steps.count("card") == 2  # of two visits
