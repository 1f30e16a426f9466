"""Each trouble once on one kiosk, under load, and that what nobody names is found out."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.faults import troubles
from tests.faults.verdict import Record, Verdict, table


@pytest.mark.long
@pytest.mark.losses
@pytest.mark.expects_log(
    "an act is ", "a file of an act", "audit log is", "database was damaged", "a recovery of"
)
def test_everything_in_turn_loses_and_doubles_nothing(tmp_path: Path) -> None:
    ((_, verdict),) = troubles.run({"slice": troubles.SLICE}, len(troubles.SLICE.strikes), tmp_path)
    told = table({"slice": verdict})
    assert verdict.is_clean, told
    assert verdict.times == 6, told
    assert verdict.witnessed > 2 * verdict.times, told
    assert verdict.faults > 0, told


def test_pieces_of_a_run_are_added_up(tmp_path: Path) -> None:
    record = Record(tmp_path / "record")
    first, second = Verdict(times=3, lost=1, seconds=1.5), Verdict(times=4, problems=["any"])
    assert (record.pieces("kills"), record.sums()) == (0, {})
    for name, verdict in (("kills", first), ("clock", first), ("kills", second)):
        record.add(name, verdict)
    assert record.pieces("kills") == 2
    sums = Record(tmp_path / "record").sums()
    assert sums["kills"] == Verdict(times=7, lost=1, seconds=1.5, problems=["any"])
    assert sums["clock"] == first
    assert not sums["kills"].is_clean
    assert json.loads((tmp_path / "record").read_text().splitlines()[0]) == {"fault": "kills"} | asdict(first)
