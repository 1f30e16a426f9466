"""How the kiosk is: told to central when it matters, and written for a monitor as a whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.contract.kiosk_state import Device, DeviceState, FaultsSent, FaultsTaken, HealthTaken, KioskHealth
from kiosk.health import keep_health, read_health
from kiosk.self_watch.textfile import NAME, render, write_metrics
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.kiosk_state import HealthPost
from tests.kiosk_health import healthy
from tests.manual_clock import ManualClock

_LINE = re.compile(r'bhxh_kiosk_[a-z_]+(\{[a-z]+="[a-z0-9_.]+"\})? -?[0-9][0-9.e+]*')


class Line:
    def __init__(self) -> None:
        self.fault: SyncError | None = None
        self.heard: list[KioskHealth] = []

    def report_health(self, health: KioskHealth) -> HealthTaken:
        if self.fault is not None:
            raise self.fault
        self.heard.append(health)
        return HealthTaken(again_after_seconds=900)

    def report_faults(self, faults: FaultsSent) -> FaultsTaken:
        raise NotImplementedError


def test_central_hears_in_its_own_time_and_of_a_broken_device_at_once() -> None:
    clock, line = ManualClock(), Line()
    post = HealthPost(line, clock)
    post()
    post.put(healthy())
    line.fault = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "")
    with pytest.raises(SyncError):
        post()
    line.fault = None
    post()
    post.put(healthy(unsent_acts=3))
    post()
    assert len(line.heard) == 1
    clock.advance(901)
    post()
    assert line.heard[1].unsent_acts == 3
    post.put(healthy(devices={Device.READER: DeviceState.OUT}))
    post()
    post()
    assert len(line.heard) == 3


def test_the_file_for_prometheus_is_one_that_it_reads(tmp_path: Path) -> None:
    write_metrics(tmp_path, healthy(devices={Device.CAMERA: DeviceState.OUT}, feed_age_seconds=None))
    file = tmp_path / NAME
    assert [each.name for each in tmp_path.iterdir()] == [NAME]
    assert file.stat().st_mode & 0o777 == 0o644
    lines = file.read_text("utf-8").splitlines()
    figures = [line for line in lines if not line.startswith("#")]
    assert all(_LINE.fullmatch(line) for line in figures)
    assert 'bhxh_kiosk_device_out{device="camera"} 1' in figures
    assert "bhxh_kiosk_feed_age_seconds -1" in figures
    named = {re.split(r"[{ ]", line)[0] for line in figures}
    assert named == {line.split()[2] for line in lines if line.startswith("# TYPE")}


def test_a_folder_that_is_not_there_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_metrics(tmp_path / "gone", healthy())
    assert not list(tmp_path.iterdir())


def test_what_the_kiosk_saw_of_itself_is_read_by_another_program(tmp_path: Path) -> None:
    assert read_health(tmp_path / "health.json") is None
    keep_health(tmp_path / "health.json", healthy())
    assert read_health(tmp_path / "health.json") == healthy()
    (tmp_path / "health.json").write_text("{")
    assert read_health(tmp_path / "health.json") is None
    assert render(healthy())
