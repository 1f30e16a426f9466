"""What technicians do at the machine, from its menu and back to it."""

from __future__ import annotations

from collections.abc import Iterator

from ekyc.face.screen_light import LightFinding
from kiosk.errors import KnownError
from tests.ui.walk import Walk


def service(walk: Walk) -> Iterator[str]:
    yield from _devices(walk)
    yield from _light(walk)
    _open(walk, "versions")
    walk.wait_for("version.program")
    yield "staff_versions"
    _back(walk)
    yield from _logs(walk)
    yield from _cleaning(walk)
    _open(walk, "power")
    walk.tap("power.off")
    walk.wait_for("powerWords")
    yield "staff_power"
    _back(walk)


def _devices(walk: Walk) -> Iterator[str]:
    _open(walk, "devices")
    walk.tap("device.printer")
    walk.tap("device.sound")
    walk.let_run(0.05)
    yield "staff_devices"
    walk.tap("device.face")
    walk.wait_for("deviceFigures")
    yield "staff_devices camera"
    walk.tap("primary")
    walk.tap("device.reader")
    walk.wait_for("readerState")
    yield "staff_devices reader"
    walk.tap("primary")
    walk.tap("device.touch")
    walk.arrive("staff_touch")
    walk.tap("cell.0")
    walk.tap("cell.1")
    yield "staff_touch"
    walk.tap("touchDone")
    walk.arrive("staff_devices")
    _back(walk)


def _light(walk: Walk) -> Iterator[str]:
    _open(walk, "light")
    walk.wait_until(lambda: walk.wait_for("primary").property("available") is True, "the camera")
    yield "staff_light"
    walk.tap("primary")
    walk.wait_for("lightScreen")
    walk.parts.service.on_light(LightFinding(0.04, 90))
    walk.wait_for("lightFound")
    yield "staff_light found"
    walk.tap("primary")
    walk.wait_until(lambda: walk.parts.service.light is not None, "the light to be kept")
    walk.wait_until(lambda: walk.find("measureAgain") is None, "the page that says so")
    _back(walk)


def _logs(walk: Walk) -> Iterator[str]:
    _open(walk, "logs")
    walk.parts.service.fault = KnownError("no_stick", "none")
    walk.tap("primary")
    walk.wait_for("staffFault")
    yield "staff_logs"
    walk.parts.service.fault = None
    walk.tap("primary")
    walk.wait_for("logsWritten")
    _back(walk)


def _cleaning(walk: Walk) -> Iterator[str]:
    _open(walk, "cleaning")
    yield "staff_cleaning"
    walk.tap("clean.60")
    walk.wait_for("cleaningLeft")
    yield "staff_cleaning under way"
    walk.parts.clock.advance(60)
    walk.wait_until(lambda: walk.find("cleaningLeft") is None, "the end of the cleaning")
    _back(walk)


def _open(walk: Walk, page: str) -> None:
    walk.tap(f"service.{page}")
    walk.arrive(f"staff_{page}")


def _back(walk: Walk) -> None:
    walk.tap("back")
    walk.arrive("staff_service")
