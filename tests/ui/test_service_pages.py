"""The pages of technicians: what is seen there, what is asked twice, and that nothing outlives its page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from ekyc.card.errors import CardErrorCode
from ekyc.errors import EkycError
from ekyc.face.errors import FaceFault
from ekyc.face.screen_light import LightFinding
from kiosk.documents.errors import PrintingErrorCode
from kiosk.errors import KnownError
from kiosk.service.host import Power
from simulation.hands import click, press, release
from simulation.touch import shown
from tests.ui.staff_office import seen
from tests.ui.walk import Walk
from ui.app import QML_FOLDER
from ui.view_models.staff_devices_vm import StaffDevicesVm


def test_each_device_by_itself(walk: Walk) -> None:
    walk.staff_devices()
    service = walk.parts.service
    walk.tap("device.face")
    walk.wait_for("deviceFigures")
    assert "1280×720, 30" in seen(walk)
    service.on_fault(EkycError("camera_lost", "gone"))
    walk.wait_for("deviceFault")
    walk.tap("primary")
    walk.tap("device.reader")
    walk.wait_for("readerState")
    service.on_reader("ACR1252", True)
    walk.wait_until(lambda: "Có thẻ trên đầu đọc" in seen(walk), "the card")
    assert service.watched == ["face", "reader"]
    walk.tap("primary")
    service.fault = KnownError("printer_refused", "no paper")
    walk.tap("device.printer")
    walk.wait_for("deviceFault")
    service.fault = None
    walk.tap("device.printer")
    walk.wait_until(lambda: service.done == ["printed"], "the test page")
    walk.kiosk.vm.stage.play_tone = lambda: True
    walk.tap("device.sound")
    walk.wait_until(lambda: "Đã phát hai tiếng" in seen(walk), "what is said of the tone")
    walk.tap("device.touch")
    walk.arrive("staff_touch")
    walk.wait_for_keys()
    before = service.cancelled
    for cell in range(45):
        if walk.find(f"cell.{cell}") is not None and cell not in (21, 22, 23):
            at = walk.wait_for(f"cell.{cell}").mapToScene(QPoint(20, 20).toPointF()).toPoint()
            click(walk.kiosk.window, at)
    walk.wait_until(lambda: "Tốt" in walk.wait_for("touchDone").property("text"), "every cell")
    walk.tap("touchDone")
    walk.arrive("staff_devices")
    walk.tap("device.card")
    walk.wait_for("deviceFigures")
    walk.parts.navigator.leave_staff_room()
    walk.arrive("attract")
    assert service.cancelled > before
    assert shown(walk.kiosk.vm.view_model(StaffDevicesVm), "preview") == ""


def test_the_light_is_measured_and_kept(walk: Walk) -> None:
    walk.staff_light()
    service = walk.parts.service
    walk.tap("primary")
    walk.wait_for("lightScreen")
    service.show(True)
    walk.wait_until(lambda: walk.wait_for("lightScreen").property("color").name() == "#ffffff", "white")
    service.on_fault(EkycError("light_unsteady", "moved"))
    walk.wait_for("lightFault")
    walk.wait_until(lambda: walk.find("lightScreen") is None, "the page before")
    walk.tap("primary")
    walk.wait_for("lightScreen")
    service.on_light(LightFinding(0.31, 60))
    walk.wait_for("lightFound")
    assert "0.31" in seen(walk)
    walk.tap("primary")
    walk.wait_until(lambda: service.light is not None, "the light to be kept")


def test_nothing_is_switched_off_by_one_touch(walk: Walk) -> None:
    walk.staff_power()
    service, ended = walk.parts.service, []
    walk.kiosk.vm.stage.end_program = lambda: ended.append(True)
    walk.tap("powerNo")
    walk.wait_for("power.machine")
    assert service.powered == []
    walk.tap("power.machine")
    service.fault = KnownError("power_refused", "no")
    walk.tap("primary")
    walk.wait_for("staffFault")
    service.fault = None
    walk.tap("powerNo")
    walk.tap("power.program")
    walk.tap("primary")
    walk.wait_until(lambda: bool(ended), "the end of the program")
    assert service.powered == [Power.PROGRAM]


def test_who_is_in_the_middle_of_something_is_not_switched_off(walk: Walk) -> None:
    walk.card()
    walk.take_room()
    walk.sign_in()
    walk.tap("staff.machine")
    walk.arrive("staff_service")
    walk.tap("service.power")
    walk.arrive("staff_power")
    walk.tap("power.off")
    walk.wait_for("powerWords")
    assert walk.wait_for("primary").property("available") is False


@pytest.mark.parametrize(("held", "leads_to"), [(True, "staff_sign_in"), (False, "home")])
def test_a_corner_that_is_held_leads_to_the_door_of_staff(walk: Walk, held: bool, leads_to: str) -> None:
    walk.attract()
    corner = walk.wait_for("hiddenDoor")
    at = QPoint(30, 30)
    assert corner.contains(at.toPointF())
    if held:
        corner.setProperty("pressAndHoldInterval", 50)
    walk.wait_for_keys()
    press(walk.kiosk.window, at)
    if held:
        walk.arrive(leads_to)
    release(walk.kiosk.window, at)
    walk.arrive(leads_to)


def test_every_fault_of_a_device_has_words_of_its_own() -> None:
    words = (QML_FOLDER / "Kiosk" / "Staff" / "ServiceTexts.qml").read_text("utf-8")
    readers = (
        CardErrorCode.NO_READER,
        CardErrorCode.UNKNOWN_READER,
        CardErrorCode.READER_SERVICE_UNAVAILABLE,
    )
    cameras = [each for each in FaceFault if each.value.startswith("camera_")]
    printers = (
        PrintingErrorCode.NO_PRINTER,
        PrintingErrorCode.PRINTER_REFUSED,
        PrintingErrorCode.PRINTER_TIMEOUT,
    )
    for fault in (*readers, *cameras, *printers):
        assert f'case "{fault.value}":' in words, fault
