"""Files that no act refers to go after their time; all others stay."""

from __future__ import annotations

import dataclasses
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.operations.retention import Retention
from tests.central.files.uploading import content_at_central, send_acts, send_all
from tests.central.judging.test_judging import quarantine_of
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

DAY = timedelta(days=1).total_seconds()


@pytest.fixture
def files(central: EmbeddedCentral) -> Path:
    return Path(central.central.settings.effective_blob_dir)


def tidy(central: EmbeddedCentral) -> int:
    parts = central.central
    return Retention(parts.engine, parts.now, parts.blobs).tidy()


def names(files: Path) -> set[str]:
    return {path.name for path in files.glob("??/*")}


def test_only_what_no_act_has_goes_and_only_after_its_time(
    station: Station, central: EmbeddedCentral, clock: ManualClock, files: Path
) -> None:
    kept, gone = station.record_with(b"kept"), station.record_with(b"gone")
    send_all(station, central.url, clock)
    central.wait_for_judging()
    with central.central.engine.begin() as connection:  # as if no act had named it
        connection.execute(
            text("DELETE FROM attachment WHERE sha256 = :of"), {"of": gone.attachments[0].sha256}
        )
    clock.advance(89 * DAY)
    tidy(central)
    assert len(names(files)) == 2
    clock.advance(2 * DAY)
    tidy(central)
    assert names(files) == {kept.attachments[0].sha256}
    assert content_at_central(central, kept) == b"kept"
    assert central.central.blobs.sweep() == 0


def test_nothing_of_a_kiosk_goes_while_one_of_its_acts_cannot_be_opened(
    station: Station, central: EmbeddedCentral, clock: ManualClock, files: Path
) -> None:
    act = station.record_with(b"paper")
    station.recorder.record(dataclasses.replace(sample_act(), kind="account.closing"))
    send_all(station, central.url, clock)
    central.wait_for_judging()
    with central.central.engine.begin() as connection:
        connection.execute(text("DELETE FROM attachment"))
    clock.advance(200 * DAY)
    tidy(central)
    assert names(files) == {act.attachments[0].sha256}
    quarantine = quarantine_of(central)
    quarantine.answer(quarantine.entries()[0], "Đã mời đến lại")
    assert central.central.blobs.sweep() == 1
    assert names(files) == set()


def test_a_file_that_a_kill_left_without_a_row_goes_too(
    station: Station, central: EmbeddedCentral, clock: ManualClock, files: Path
) -> None:
    act, left = station.record_with(b"named"), station.record_with(b"left")
    send_all(station, central.url, clock)
    central.wait_for_judging()
    digests = [each.attachments[0].sha256 for each in (act, left)]
    with central.central.engine.begin() as connection:
        connection.execute(text("DELETE FROM blob"))
        connection.execute(text("DELETE FROM attachment WHERE sha256 = :of"), {"of": digests[1]})
    for path in files.glob("??/*"):
        long_ago = (clock.now() - timedelta(days=100)).timestamp()
        os.utime(path, (long_ago, long_ago))
    assert central.central.blobs.sweep() == 1
    assert names(files) == {digests[0]}  # an act speaks of it: its kiosk is asked, and the database told
    send_acts(station, central.url)
