"""``main.py status`` tells how a kiosk is, running or not, and never anything of a person."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from commands.status import _lines
from kiosk.clock import SystemClock
from kiosk.contract.kiosk_state import Device, DeviceState, FaultKind
from kiosk.health import keep_health
from kiosk.ledger import open_ledger
from kiosk.self_watch.device_rules import device_rules
from kiosk.self_watch.fault_book import FaultBook
from kiosk.self_watch.outages import Outages
from kiosk.self_watch.places import FAULTS, HEALTH, OUTAGES, RUNNING
from kiosk.settings import Settings, load_settings
from kiosk.status import Status, take_status
from kiosk.sync.enrolment import enrol
from kiosk.tasks.catalogue import load_catalogue
from tests.acts import SUBJECT
from tests.commands.run_main import run_main
from tests.kiosk_health import healthy
from tests.ready_made import central_folder
from tests.sync_parts import sample_act


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(tmp_path / "none.toml", mode="development", data_folder=tmp_path / "data")


def status(settings: Settings) -> Status:
    return take_status(settings, SystemClock(), load_catalogue())


@pytest.mark.expects_log("out of service")
def test_a_running_kiosk_is_told_with_what_only_it_knows(settings: Settings, tmp_path: Path) -> None:
    clock = SystemClock()
    central = EmbeddedCentral(central_folder(tmp_path / "central"))
    url = central.start()
    settings = settings.model_copy(update={"central": settings.central.model_copy(update={"url": url})})
    folder = settings.data_folder
    with_act = open_ledger(settings, clock)  # the kiosk itself, which goes on
    enrol(with_act.central, with_act.credentials, central.new_enrolment_code())
    central.stop()
    with_act.recorder.record(sample_act())
    (folder / RUNNING).write_text("{}")
    seen = healthy(taken_at=clock.now(), clock_error_seconds=300, printer="no_paper", faults=9)
    keep_health(folder / HEALTH, seen)
    for _ in range(device_rules().faults):
        Outages(folder / OUTAGES).failed(Device.READER, "no_reader")
    FaultBook(folder / FAULTS, clock).report(FaultKind.ENDED)
    found = status(settings)
    with_act.close()
    assert (found.running, found.database, found.enrolled, found.faults_untold) == (True, "whole", True, 1)
    assert found.health is not None
    assert found.health.unsent_acts == 1
    assert found.health.faults == 0  # counted anew, by the audit log
    assert found.health.devices[Device.READER] is DeviceState.OUT
    assert found.health.devices[Device.CAMERA] is DeviceState.WORKS
    assert found.out_of_service == ("reader",)
    assert "register" in found.tasks_out_of_service
    assert found.needs == ("clock", "paper", "reader")
    told = json.dumps(found.as_json())
    assert SUBJECT not in told
    assert "Nguyễn" not in told
    assert dict(_lines(found))["waiting"].startswith("1 acts, 0 scans, the oldest for ")


def test_looking_makes_no_database_and_a_broken_one_is_named(settings: Settings) -> None:
    assert (status(settings).database, status(settings).needs) == ("missing", ("database", "not_running"))
    assert not settings.data_folder.exists()
    settings.data_folder.mkdir()
    (settings.data_folder / "kiosk.db").write_bytes(b"no database of ours" * 300)
    found = status(settings)
    assert found.health is None
    assert found.database not in ("whole", "missing")
    assert found.as_json()["health"] is None
    assert dict(_lines(replace(found, revoked=True)))["central"] == "revoked"


def test_the_command_prints_one_object_and_ends_with_1_where_somebody_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'mode = "development"\ndata_folder = "{tmp_path}/data"\n', "utf-8")
    done = run_main("status", "--json", "--settings", str(file))
    assert done.returncode == 1
    assert json.loads(done.stdout)["needs"] == ["database", "not_running"]
