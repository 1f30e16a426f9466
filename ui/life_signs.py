"""Tells the service manager that the window stands and that its event loop turns (sd_notify(3)).

A kiosk that systemd starts with ``Type=notify`` and ``WatchdogSec=`` is ended and begun anew when its event
loop has stood still for that long: the timer that feeds the watchdog is one of that loop. Elsewhere nothing
happens.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import MutableMapping

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtQuick import QQuickWindow

logger = logging.getLogger(__name__)

_FEEDS = 4  # in the time after which the watchdog bites


class LifeSigns(QObject):
    """Of one window. ``READY=1`` goes out once, with its first picture; from then on the watchdog is fed."""

    def __init__(self, window: QQuickWindow, manager: ServiceManager) -> None:
        super().__init__(window)
        self._manager = manager
        self._feeding = QTimer(self)
        self._feeding.timeout.connect(self._feed)
        window.frameSwapped.connect(self._tell_ready, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _tell_ready(self) -> None:
        self._manager.tell("READY=1")
        if (bites_after := self._manager.watchdog_ms) is not None:
            self._feeding.start(max(1, bites_after // _FEEDS))

    @Slot()
    def _feed(self) -> None:
        self._manager.tell("WATCHDOG=1")


class ServiceManager:
    """The end of the socket that is systemd's. What it is told is lost where there is none.

    The variables are taken out of ``environ``: no program that the kiosk starts shall speak in its place.
    ``WATCHDOG_PID`` is not compared, because systemd gives it for the compositor, which has started us.
    """

    def __init__(self, environ: MutableMapping[str, str] = os.environ) -> None:
        address = environ.pop("NOTIFY_SOCKET", "")
        microseconds = environ.pop("WATCHDOG_USEC", "")
        environ.pop("WATCHDOG_PID", None)
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self.watchdog_ms = int(microseconds) // 1000 if microseconds.isdecimal() else None

    def tell(self, state: str) -> None:
        """One assignment, such as ``READY=1``."""
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.sendto(state.encode(), self._address)
        except OSError as error:
            logger.warning("the service manager does not listen: %s", type(error).__name__)
