"""Whole visits through the real screens: real card, camera, database, HTTP and paper, in both shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from commands.demo.played_visit import ADDRESS, PHONE
from tests.end_to_end.played import visit_in


@pytest.mark.parametrize(("landscape", "english", "line_down"), [(False, False, False), (True, True, True)])
def test_a_person_comes_and_leaves_with_a_receipt(
    screen: QtBot, tmp_path: Path, landscape: bool, english: bool, line_down: bool
) -> None:
    with visit_in(tmp_path, landscape=landscape, line_down=line_down) as (world, kiosk, visit):
        visit.play(english=english)
        row = kiosk.line.get().outbox.rows()[0]
        stored = world.central.stored_act(row.act_id)
        receipt = PdfReader(tmp_path / "printed" / "receipt-0001.pdf").pages[0].extract_text()
    contact = stored["content"]["payload"]["contact"]
    assert contact["phone"] == PHONE
    assert contact["email"] == ADDRESS
    assert contact["email_confirmation"] == ("pending" if line_down else "verified")
    assert ("chưa gửi" in receipt) == line_down
    pictures = {file.stem.split("-", 1)[1] for file in tmp_path.glob("*.png")}
    assert {"attract", "card", "face_check", "check_answers", "receipt", "goodbye"} <= pictures
