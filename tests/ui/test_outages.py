"""A broken device is told on the first pages and at what needs it; what does not need it goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.contract.kiosk_state import Device
from kiosk.self_watch.device_rules import device_rules
from tests.ui.as_written import as_written
from tests.ui.walk import Walk, open_kiosk
from ui.app import _end_visit_on_bug, load_fonts
from ui.view_models.catalogue_vm import GroupVm


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        yield opened


def reasons(walk: Walk) -> dict[str, tuple[bool, str]]:
    rows = walk.kiosk.vm.view_model(GroupVm)._tasks.rows()
    return {str(row["task"]): (bool(row["isAvailable"]), as_written(str(row["reason"]))) for row in rows}


def test_the_first_page_says_it_and_the_catalogue_why(walk: Walk) -> None:
    vm, rule = walk.kiosk.vm, device_rules().of(Device.READER)
    walk.attract()
    assert vm.property("outageTitle") == ""
    walk.parts.outages.put_out(Device.READER)
    walk.wait_until(lambda: vm.property("outageTitle") != "", "the notice")
    assert as_written(vm.property("outageTitle")) == rule.title.vi
    walk.wait_for("outage")
    walk.tap("begin")
    walk.arrive("home")
    walk.wait_for("outage")
    walk.parts.navigator.open_group("account")
    walk.arrive("group")
    assert rule.stopped is not None
    assert reasons(walk)["register"] == (False, rule.stopped.vi)
    vm.view_model(GroupVm).begin("register")
    assert walk.parts.navigator.screen == "group"
    walk.parts.outages.worked(Device.READER)
    walk.wait_until(lambda: reasons(walk)["register"] == (True, ""), "the reader that works again")
    assert vm.property("outageTitle") == ""


def test_a_broken_printer_stops_nothing(walk: Walk) -> None:
    walk.attract()
    walk.parts.outages.put_out(Device.PRINTER)
    walk.wait_until(lambda: walk.kiosk.vm.property("outageTitle") != "", "the notice")
    walk.tap("begin")
    walk.arrive("home")
    walk.parts.navigator.open_group("account")
    walk.arrive("group")
    assert reasons(walk)["register"] == (True, "")


@pytest.mark.expects_log("bug")
def test_a_bug_goes_to_central_under_the_reference_that_the_person_reads(walk: Walk) -> None:
    walk.phone()
    handle = _end_visit_on_bug(walk.kiosk.vm, walk.parts.faults)
    try:
        raise KeyError("a text that may hold anything")
    except KeyError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        handle(kind, error, trace)
    walk.arrive("goodbye")
    (reference,) = walk.parts.faults.references
    assert walk.parts.navigator.farewell.fault == reference
