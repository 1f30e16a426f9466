"""A slice of the power cuts, and that a store that does not wait for its disk would be found out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults import power_loss
from tests.faults.disk import Call
from tests.faults.verdict import table
from tests.faults.witness import NAME, read_witness, sealed_digest
from tests.sync_parts import open_station

pytestmark = [
    pytest.mark.losses,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace records what is flushed"),
]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Call]]:
    folder = tmp_path_factory.mktemp("power")
    return folder, power_loss.record_kiosk(folder / "recorded")


@pytest.mark.long
# Central of the end knows more; and what was torn before its flush can look like what was damaged afterwards.
@pytest.mark.expects_log("an act is missing", "audit log is not whole", "database was damaged")
def test_a_slice_of_power_cuts_loses_nothing(recorded: tuple[Path, list[Call]]) -> None:
    verdict = power_loss.run(power_loss.SLICE, *recorded)
    told = table({"power": verdict})
    assert verdict.is_clean, told
    assert (verdict.times, verdict.witnessed) == (200, power_loss.SESSIONS * power_loss.ACTS), told


def test_what_was_recorded_sends_and_deletes(recorded: tuple[Path, list[Call]]) -> None:
    station = open_station(recorded[0] / "recorded" / "kiosk.db")
    acts = read_witness((recorded[0] / "recorded" / NAME).read_bytes())
    deleted = [act for act in acts if sealed_digest(station, act.id) is None]
    assert len(deleted) > 5
    assert any(act.files for act in deleted)
    assert station.outbox.counts().sent > len(deleted)
    station.close()


@pytest.mark.long
@pytest.mark.expects_log("an act is ", "a file of an act", "audit log is not whole", "database was damaged")
@pytest.mark.parametrize("unflushed", ["kiosk.db-wal", "attachments"])
def test_what_is_not_flushed_is_missed(recorded: tuple[Path, list[Call]], unflushed: str) -> None:
    folder, calls = recorded
    spoilt = power_loss.without(calls, folder / "recorded", lambda name: name == unflushed)
    assert len(spoilt) < len(calls)
    assert power_loss.run(30, folder, spoilt).lost > 0
