"""A child registered without a line: typed, with a paper for staff; central asks the registry later."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from commands.demo.plays import load_plays
from kiosk.contract.feed import CaseState
from tests.end_to_end.played import visit_in


@pytest.mark.long
def test_a_child_is_registered_without_a_line(screen: QtBot, tmp_path: Path) -> None:
    del screen
    plays = load_plays("register_child")
    with visit_in(tmp_path, plays, line_down=True) as (world, _kiosk, visit):
        visit.play(plays)
        (filed,) = visit.done
        case = world.case_of(str(filed.act_id))
        payload = world.central.stored_act(filed.act_id)["content"]["payload"]
    assert case.case.state is CaseState.RECEIVED
    assert case.tie is not None
    assert payload["dependant"]["tie"] == "paper"
    steps = [step.name for step in visit.transcript.steps]
    assert "birth_certificate" in steps
    assert "children" not in steps
