"""How devices are reached, and the one thread that a station uses them on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekyc.errors import EkycError

if TYPE_CHECKING:  # these bring OpenCV and cryptography along, which the first screen does not wait for
    from ekyc.chip.transport import CardConnector
    from ekyc.face.frame_source import FrameSource

logger = logging.getLogger(__name__)

OnFault = Callable[[EkycError], None]


@dataclass(frozen=True, slots=True)
class Hardware:
    """How devices are reached. Each is called for every attempt, so that a device may come and go."""

    card_connector: Callable[[], CardConnector | None]
    card_camera: Callable[[], FrameSource | None]
    face_camera: Callable[[], FrameSource]
    document_camera: Callable[[], FrameSource | None] | None = None  # None: papers lie where the card does


class DeviceThread:
    """One thread that opens and closes a device in the order asked for."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._closed = False

    def do(self, work: Callable[[], object], on_fault: OnFault | None = None) -> None:
        """Not once it is closed: other threads may tell it of something until the last moment."""
        with self._lock:
            if not self._closed:
                self._pool.submit(self._run, work, on_fault)

    def close(self) -> None:
        with self._lock:
            self._closed = True
        self._pool.shutdown(wait=True)

    @staticmethod
    def _run(work: Callable[[], object], on_fault: OnFault | None) -> None:
        try:
            work()
        except EkycError as error:
            logger.info("device: %s", error)
            if on_fault is not None:
                on_fault(error)
        except Exception:
            logger.exception("a device could not be used because of a bug")
            if on_fault is not None:
                on_fault(
                    EkycError("internal_fault", "The device could not be used because of a program fault.")
                )
