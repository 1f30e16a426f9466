"""A device that fails again and again takes along what needs it, and nothing else, until it works again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.contract.kiosk_state import Device, DeviceState
from kiosk.self_watch.device_rules import DeviceRules, device_rules, needs_of
from kiosk.self_watch.outages import Outages
from kiosk.tasks.catalogue import Availability, load_catalogue
from kiosk.visit.person import Assurance
from ui.view_models.faults import SITUATIONS

OPEN = Availability(possible=True)


@pytest.fixture
def outages(tmp_path: Path) -> Outages:
    return Outages(tmp_path / "outages.json")


def fail(outages: Outages, device: Device, times: int | None = None) -> None:
    rules = device_rules()
    for _ in range(times or rules.faults):
        outages.failed(device, min(rules.of(device).codes))


def possible(outages: Outages, known: Assurance = Assurance.NONE) -> dict[str, bool]:
    return {task.id: outages.touch(task, known, OPEN).possible for task in load_catalogue()}


@pytest.mark.expects_log("out of service")
def test_repeated_faults_put_it_out_and_one_good_use_brings_it_back(outages: Outages) -> None:
    told: list[tuple[Device, str]] = []
    changed: list[tuple[Device, ...]] = []
    outages.on_out = lambda device, code: told.append((device, code))
    outages.on_change = lambda: changed.append(outages.out)
    fail(outages, Device.READER, 2)
    assert outages.state(Device.READER) is DeviceState.FAILS
    outages.worked(Device.READER)
    fail(outages, Device.READER, 2)
    assert told == []
    fail(outages, Device.READER, 3)
    assert outages.state(Device.READER) is DeviceState.OUT
    outages.worked(Device.READER)
    assert outages.state(Device.READER) is DeviceState.WORKS
    assert len(told) == 1
    assert changed == [(Device.READER,), ()]


def test_what_is_not_the_devices_fault_does_not_count(outages: Outages) -> None:
    for code in ("wrong_access_key", "card_removed", "not_an_identity_card"):
        for _ in range(9):
            outages.failed(Device.READER, code)
    assert outages.out == ()


@pytest.mark.expects_log("out of service")
def test_a_restarted_kiosk_remembers(outages: Outages, tmp_path: Path) -> None:
    fail(outages, Device.CAMERA, 2)
    fail(Outages(tmp_path / "outages.json"), Device.CAMERA, 1)
    assert Outages(tmp_path / "outages.json").out == (Device.CAMERA,)


@pytest.mark.expects_log("cannot be read")
def test_a_damaged_memory_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "outages.json").write_text('{"toaster": 3')
    assert Outages(tmp_path / "outages.json").out == ()


@pytest.mark.expects_log("out of service")
@pytest.mark.parametrize("device", list(Device))
def test_only_what_needs_the_device_is_stopped(outages: Outages, device: Device) -> None:
    tasks, rule = load_catalogue(), device_rules().of(device)
    fail(outages, device)
    assert outages.notice is not None
    for task in tasks:
        needs, now = needs_of(task, Assurance.NONE), outages.touch(task, Assurance.NONE, OPEN)
        assert now.possible is not rule.stops_with(needs)
        if now != OPEN:
            assert now.reason in (rule.stopped, rule.changed)
    stopped = {task_id for task_id, open_now in possible(outages).items() if not open_now}
    without_card = {task.id for task in tasks if task.assurance is Assurance.NONE}
    assert not stopped & without_card
    assert bool(stopped) is (device in (Device.READER, Device.CAMERA))  # papers can be handed to staff


@pytest.mark.expects_log("out of service")
def test_who_was_identified_before_goes_on_with_what_takes_no_card(outages: Outages) -> None:
    fail(outages, Device.READER)
    before, after = possible(outages), possible(outages, Assurance.PERSON)
    assert sum(after.values()) > sum(before.values())
    records = [task for task in load_catalogue() if task.record is not None and task.record.page]
    assert records
    assert not any(after[task.id] for task in records)  # the chip answers central anew


def test_every_code_is_one_that_the_interface_knows_as_a_devices() -> None:
    rules = device_rules()
    for device in (Device.READER, Device.CAMERA, Device.SCANNER):
        assert rules.of(device).codes <= SITUATIONS.keys()


def test_who_stops_or_changes_something_has_words_for_it() -> None:
    rules: DeviceRules = device_rules()
    for device in Device:
        rule = rules.of(device)
        assert bool(rule.stops) is (rule.stopped is not None)
        assert bool(rule.changes) is (rule.changed is not None)
