from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from kiosk.doctor import _check_disk
from kiosk.errors import KnownError
from kiosk.room import Room, free_bytes
from kiosk.settings import Settings, StorageSettings, load_settings

MEGABYTE = 1 << 20


def settings_for(folder: Path, begin: int = 512, record: int = 128) -> Settings:
    storage = StorageSettings(free_to_begin_megabytes=begin, free_to_record_megabytes=record)
    return load_settings(None, data_folder=folder / "not" / "there", storage=storage)


@pytest.mark.expects_log("no visit begins, 511 MB are free where the data lie and 512 are needed")
def test_both_limits(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    free = [512 * MEGABYTE]
    room = Room(settings_for(tmp_path), lambda _folder: free[0])
    assert room.is_enough_to_begin()
    free[0] -= 1
    assert not room.is_enough_to_begin()
    assert not room.is_enough_to_begin()
    assert len(caplog.records) == 1  # once, not at every look
    room.check_for_act()
    free[0] = 128 * MEGABYTE - 1
    with pytest.raises(KnownError, match="disk_full"):
        room.check_for_act()
    free[0] = 512 * MEGABYTE
    assert room.is_enough_to_begin()


def test_the_disk_is_looked_at_where_the_data_will_lie(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "there") > 0


def test_who_began_must_be_able_to_end() -> None:
    with pytest.raises(ValidationError, match="less than"):
        StorageSettings(free_to_begin_megabytes=100, free_to_record_megabytes=100)


def test_the_technician_is_told_that_nobody_is_served(tmp_path: Path) -> None:
    check = _check_disk(settings_for(tmp_path, begin=1 << 40))
    assert not check.ok
    assert "no visit begins" in check.advice.en
