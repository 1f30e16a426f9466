"""What systemd hears of the window: ready with its first picture, alive while its event loop turns."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWidgets import QApplication

from tests.patience import PATIENCE
from ui.life_signs import LifeSigns, ServiceManager

_WATCHDOG_MS = 40


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        yield listening


@pytest.fixture
def manager(systemd: socket.socket) -> ServiceManager:
    given = {"NOTIFY_SOCKET": systemd.getsockname(), "WATCHDOG_USEC": str(_WATCHDOG_MS * 1000)}
    return ServiceManager(given)


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QQuickWindow]:
    window = QQuickWindow()
    yield window
    window.close()


def heard(systemd: socket.socket) -> list[str]:
    """All that has been said by now."""
    said = []
    while select.select([systemd], [], [], 0)[0]:
        said.append(systemd.recv(100).decode())
    return said


def turn_until_heard(qapp: QApplication, systemd: socket.socket) -> list[str]:
    """Let the event loop turn until something is said."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        qapp.processEvents()
        if said := heard(systemd):
            return said
    raise AssertionError("nothing was said")


def test_ready_is_told_once_and_not_before_the_first_picture(
    qapp: QApplication, window: QQuickWindow, manager: ServiceManager, systemd: socket.socket
) -> None:
    LifeSigns(window, manager)
    qapp.processEvents()
    assert heard(systemd) == []
    window.show()
    assert turn_until_heard(qapp, systemd)[0] == "READY=1"
    window.update()
    assert set(turn_until_heard(qapp, systemd)) == {"WATCHDOG=1"}


def test_an_event_loop_that_stands_still_feeds_nothing(
    qapp: QApplication, window: QQuickWindow, manager: ServiceManager, systemd: socket.socket
) -> None:
    LifeSigns(window, manager)
    window.show()
    turn_until_heard(qapp, systemd)
    turn_until_heard(qapp, systemd)
    silent_until = time.monotonic() + 3 * _WATCHDOG_MS / 1000
    readable = select.select([systemd], [], [], max(0.0, silent_until - time.monotonic()))[
        0
    ]  # nobody turns it
    assert readable == []
    turn_until_heard(qapp, systemd)


def test_who_is_started_by_the_kiosk_cannot_speak_for_it() -> None:
    environ = {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "5000000", "WATCHDOG_PID": "1", "HOME": "/"}
    assert ServiceManager(environ).watchdog_ms == 5000
    assert environ == {"HOME": "/"}


def test_without_systemd_nothing_is_said(qapp: QApplication, window: QQuickWindow) -> None:
    manager = ServiceManager({})
    assert manager.watchdog_ms is None
    LifeSigns(window, manager)
    window.show()
    qapp.processEvents()


@pytest.mark.expects_log("the service manager does not listen")
def test_a_manager_that_is_gone_ends_no_visit(tmp_path: Path) -> None:
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).tell("WATCHDOG=1")


def test_a_name_in_the_abstract_space_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("\0bhxh-test-notify")
        ServiceManager({"NOTIFY_SOCKET": "@bhxh-test-notify"}).tell("READY=1")
        assert heard(listening) == ["READY=1"]
