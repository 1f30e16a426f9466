"""A slice of the kill loop, and that its judge sees what is wrong; ``make faults`` is the whole."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults import judging, kills
from tests.faults.recording_kiosk import record_one
from tests.faults.verdict import Verdict, table
from tests.faults.witness import NAME, Witness, read_witness
from tests.ready_made import kiosk_database
from tests.sync_parts import enrol_nowhere, open_station


@pytest.mark.long
@pytest.mark.losses
def test_a_slice_of_kills_loses_and_doubles_nothing(tmp_path: Path) -> None:
    verdict = kills.run(kills.SLICE, tmp_path)
    told = table({"kills": verdict})
    assert verdict.is_clean, told
    assert verdict.times == kills.SLICE.kills, told
    assert verdict.witnessed > verdict.times, told
    assert verdict.worker_kills >= 4, told
    assert verdict.postgresql_stops == 2, told
    assert verdict.faults > 0, told  # how many requests a kiosk makes before its kill is the machine's to say


def test_a_lost_and_an_altered_act_are_noticed(tmp_path: Path) -> None:
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    enrol_nowhere(station)
    chance = random.Random(5)
    acts = [record_one(station, chance) for _ in range(24)]
    with_files = [act for act in acts[2:] if act.files]
    station.attachments.files.path(with_files[0].files[0].sealed_sha256).unlink()
    station.close()
    gone, altered = replace(acts[0], act_id=str(uuid4())), replace(acts[1], sealed_sha256="0" * 64)
    found = judging.Found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "open_kept", lambda path: (open_station(path), _Satisfied()))
        judging.look_at_kiosk(tmp_path, [*acts, gone, altered], found)
    assert found.lost == found.untold == {gone.act_id}
    assert found.altered == {altered.act_id, with_files[0].act_id}
    assert "files wait" in found.problems
    assert not Verdict(lost=1).is_clean
    assert not Verdict(problems=found.problems).is_clean


class _Satisfied:
    """In the place of a keeper that would tell of the file itself."""

    def look(self) -> bool:
        return True


def test_a_receipt_that_was_cut_off_was_not_shown(tmp_path: Path) -> None:
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    enrol_nowhere(station)
    witness, chance = Witness(tmp_path), random.Random(5)
    acts = [record_one(station, chance) for _ in range(3)]
    for act in acts:
        witness.show(act)
    station.close()
    content = (tmp_path / NAME).read_bytes()
    assert read_witness(content) == acts
    assert read_witness(content[:-20]) == acts[:-1]
    assert read_witness(content[:-20] + content) == acts[:-1] + acts
