"""Reaching any screen of the interface the way a person does, with test devices behind the ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QSize

from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.meta_objects import with_types_of_their_own
from tests.ui.walk.phones import ToPhones
from tests.ui.walk.records import ToRecords
from tests.ui.walk.screens import SCREENS
from tests.ui.walk.staff import ToStaff
from ui.app import KioskWindow
from ui.signal_tone import SignalTone
from ui.speech import SpeechService

PORTRAIT = QSize(1080, 1920)
LANDSCAPE = QSize(1920, 1080)


class Walk(ToStaff, ToRecords, ToPhones):
    """To every screen."""


def reach(walk: Walk, screen: str) -> None:
    step: Callable[[], None] = getattr(walk, screen)
    step()


@contextmanager
def open_kiosk(
    size: QSize = PORTRAIT,
    *,
    speech: SpeechService | None = None,
    tone: SignalTone | None = None,
    parts: TestParts | None = None,
    **settings: object,
) -> Iterator[Walk]:
    """``settings`` replace whole parts of the test kiosk's."""
    parts = TestParts(settings_of(**settings)) if parts is None else parts
    kiosk = KioskWindow(parts, size=size, speech=speech, tone=tone)
    try:
        yield Walk(kiosk, parts)
        assert with_types_of_their_own(kiosk, kiosk.window) == []
    finally:
        kiosk.close()
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


__all__ = ["LANDSCAPE", "PORTRAIT", "SCREENS", "Walk", "open_kiosk", "reach"]
