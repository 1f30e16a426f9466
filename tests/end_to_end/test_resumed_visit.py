"""A visit that ended in the middle, taken up on the screens of the next run of the kiosk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from commands.demo.plays import load_play
from tests.end_to_end.interrupted_kiosk import drafts_in, settle
from tests.end_to_end.played import kiosk_in, world_in


@pytest.mark.long
@pytest.mark.again
def test_the_same_card_goes_on_where_the_power_went(screen: QtBot, tmp_path: Path) -> None:
    play = load_play("change_contact")
    with world_in(tmp_path, (play,)) as world:
        with kiosk_in(world) as (kiosk, visit):
            visit.play_until("office", play)
            act_id = kiosk.navigator.journey.act_id
            settle(kiosk)
        world.remove_card()
        with kiosk_in(world) as (kiosk, visit):
            assert drafts_in(kiosk) == 1
            visit.play((play,))
            (task,) = visit.done
            settle(kiosk)
            assert drafts_in(kiosk) == 0
        new = world.central.stored_act(task.act_id)["content"]["payload"]["new"]
    assert task.act_id == act_id
    assert new["email"] == "chau.moi@example.vn"
    assert new["office_code"] == "01901"
    steps = [step.name for step in visit.transcript.steps]
    assert "resume" in steps
    assert "face_check" in steps
    assert not {"what", "phone", "phone_code", "email", "email_code", "address"} & set(steps)
